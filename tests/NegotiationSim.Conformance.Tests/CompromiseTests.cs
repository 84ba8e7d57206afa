using System.Globalization;
using System.Text;
using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>The compromise model on the issues of the European Union whose outcome is known (DEU III), each as a scenario of its own.</summary>
public sealed class CompromiseTests
{
    /// <summary>The largest capability there is 4.1, a gross domestic product; here capabilities go to 100.</summary>
    private const double CapabilityScale = 20;

    [Fact]
    public void Analyze_EuropeanIssues_CompromiseIsOffByWhatIsKnown()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Oracle.Path("deu3", "issues.json")));
        var errors = file.RootElement.GetProperty("issues").EnumerateArray()
            .Select(issue => Math.Abs(Compromise(issue) - issue.GetProperty("outcome").GetDouble())).ToList();

        Assert.Equal(353, errors.Count);
        Assert.Equal(23.224, errors.Average(), 0.0005);
    }

    private static double Compromise(JsonElement issue)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\nname: eu\ncalendar: {rounds: 10}\nissues:\n  proposal: {range: {from: 0, to: 100}}\nactors:\n");
        foreach (var actor in issue.GetProperty("actors").EnumerateArray())
        {
            var (position, salience, capability) = (actor[1].GetDouble(), actor[2].GetDouble(), actor[3].GetDouble() * CapabilityScale);
            if (salience > 0)
            {
                text.Append(CultureInfo.InvariantCulture, 
                    $"  {actor[0].GetString()}: {{role: principal, capability: {capability}, preferences: {{proposal: {{weight: {salience}, ideal: {position}}}}}}}\n");
            }
        }

        var read = ScenarioReader.Read(text.ToString(), "eu.yaml");
        Assert.DoesNotContain(read.Diagnostics, d => d.Severity == Severity.Error);
        return Assert.Single(ScenarioAnalyzer.Baselines(read.Scenario!, AnalysisCase.Central)).Compromise;
    }
}

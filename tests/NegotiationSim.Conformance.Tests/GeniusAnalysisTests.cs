using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>The competition domains, seen from above: the figures that plain enumeration by others gives.</summary>
public sealed class GeniusAnalysisTests
{
    private const double Equal = 1e-9;

    [Theory]
    [MemberData(nameof(Oracle.AllDomains), MemberType = typeof(Oracle))]
    public void Analyze_CompetitionDomain_GivesTheKnownFigures(string domain)
    {
        using var all = JsonDocument.Parse(File.ReadAllText(Oracle.Path("genius", "expected.json")));
        var expected = all.RootElement.GetProperty(domain);
        var scenario = ScenarioImport.Read(ImportFormat.Genius, [Oracle.DomainFolder(domain)]).Scenario!;

        var analysis = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Central, cancel: TestContext.Current.CancellationToken);

        Assert.True(analysis.IsExact);
        Assert.Equal(expected.GetProperty("outcomes").GetInt64(), analysis.Total);
        Assert.Equal(OutcomeCount.Exactly(expected.GetProperty("outcomes").GetInt64()), analysis.Feasible);
        Assert.Equal(OutcomeCount.Exactly(expected.GetProperty("zone").GetInt64()), analysis.Zone.Count);
        Assert.Equal(expected.GetProperty("acceptable").EnumerateArray().Select(count => OutcomeCount.Exactly(count.GetInt64())), analysis.Actors.Select(actor => actor.Acceptable));
        if (!expected.TryGetProperty("pareto", out var pareto))
        {
            Assert.Equal(Existence.No, analysis.Zone.Exists);
            return;
        }

        Assert.Equal(OutcomeCount.Exactly(pareto.GetInt32()), analysis.Pareto.Count);
        var nash = expected.GetProperty("nash").EnumerateArray().Select(u => u.GetDouble()).ToArray();
        Assert.Contains(analysis.Solutions.Nash.Points, point => point.Utilities.Zip(nash).All(u => Math.Abs(u.First - u.Second) <= Equal));
        Assert.Equal(expected.GetProperty("nash_product").GetDouble(), analysis.Solutions.Nash.Bound, Equal);
        Assert.Equal(expected.GetProperty("egalitarian_min_gain").GetDouble(), analysis.Solutions.Egalitarian.Bound, Equal);

        // The figures were worked out from utilities of nine decimals, so a sum is off by up to half of the last one per party, and a ratio by more.
        Assert.Equal(expected.GetProperty("utilitarian_sum").GetDouble(), analysis.Solutions.Utilitarian.Bound, Equal * nash.Length / 2);
        Assert.Equal(expected.GetProperty("ks_min_ratio").GetDouble(), analysis.Solutions.KalaiSmorodinsky.Bound, 2 * Equal);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Bill and Jack (Nash 1950), who may exchange nine goods: each good is an issue, kept or given, and who gives nothing gains nothing.</summary>
public sealed class BargainingClassicTests
{
    /// <summary>Utilities there go to 34; here a whole is capped at 1.</summary>
    private const double Scale = 100;

    [Fact]
    public void Analyze_BillAndJack_GivesNashsExchange()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Oracle.Path("bargaining_classics.json")));
        var classic = file.RootElement.GetProperty("nash_1950_bill_jack");
        var goods = classic.GetProperty("goods").EnumerateArray().ToList();
        var expected = classic.GetProperty("nash_discrete");

        var analysis = ScenarioAnalyzer.Analyze(Exchange(goods), AnalysisCase.Central, cancel: TestContext.Current.CancellationToken);

        Assert.True(analysis.IsExact);
        var nash = Assert.Single(analysis.Solutions.Nash.Points);
        Assert.Equal(Numbers(expected.GetProperty("gains")), Gains(analysis, nash.Utilities));
        Assert.Equal(expected.GetProperty("product").GetDouble(), nash.Value * Scale * Scale, 1e-9);
        var given = goods.Where((_, i) => nash.Terms.Values[i] == 1).Select(good => good.GetProperty("name").GetString());
        Assert.Equal(expected.GetProperty("bill_gives").EnumerateArray().Concat(expected.GetProperty("jack_gives").EnumerateArray()).Select(name => name.GetString()), given);

        var utilitarian = classic.GetProperty("utilitarian_IR_discrete");
        Assert.Equal(
            utilitarian.GetProperty("ties").EnumerateArray().Select(tie => string.Join(' ', Numbers(tie))).Order(),
            analysis.Solutions.Utilitarian.Points.Select(point => string.Join(' ', Gains(analysis, point.Utilities))).Distinct().Order());
        var frontier = analysis.Pareto.Points.Select(point => Gains(analysis, point.Utilities)).ToList();
        Assert.All(classic.GetProperty("pareto_hull").EnumerateArray().Select(Numbers).Where(gains => gains.Min() >= 0), gains => Assert.Contains(gains, frontier));

        // The third best product there is that of an exchange that another one dominates.
        var products = frontier.Select(gains => gains[0] * gains[1]).OrderDescending().Take(2);
        Assert.Equal(expected.GetProperty("top3_products").EnumerateArray().Take(2).Select(x => x.GetDouble()), products);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetDouble())];

    private static double[] Gains(ScenarioAnalysis analysis, IEnumerable<double> utilities) =>
        [.. utilities.Zip(analysis.Solutions.Disagreement, (u, d) => Math.Round((u - d) * Scale, 9))];

    private static Scenario Exchange(List<JsonElement> goods)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\nname: bill_and_jack\ncalendar: {rounds: 10}\nissues:\n");
        goods.ForEach(good => text.Append(CultureInfo.InvariantCulture, $"  {good.GetProperty("name")}: {{options: [kept, given]}}\n"));
        text.Append("actors:\n");
        foreach (var person in new[] { "Bill", "Jack" })
        {
            text.Append(CultureInfo.InvariantCulture, $"  {person.ToLowerInvariant()}:\n    role: principal\n    normalise_weights: false\n    no_deal: {{like: {{}}}}\n    preferences:\n");
            foreach (var good in goods)
            {
                var worth = good.GetProperty("u_" + person.ToLowerInvariant()).GetDouble() / Scale;
                var values = good.GetProperty("owner").GetString() == person ? "{kept: 1, given: 0}" : "{kept: 0, given: 1}";
                text.Append(CultureInfo.InvariantCulture, $"      {good.GetProperty("name")}: {{weight: {worth}, values: {values}}}\n");
            }
        }

        var read = ScenarioReader.Read(text.ToString(), "bill_and_jack.yaml");
        Assert.DoesNotContain(read.Diagnostics, d => d.Severity == Severity.Error);
        return read.Scenario!;
    }
}

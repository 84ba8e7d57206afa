using System.Globalization;
using System.Reflection;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Tests.Conformance;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>The default constants against what was measured, and against what the documentation says they are.</summary>
public sealed class CalibrationTests
{
    private const int Replicas = 20_000;

    /// <summary>
    /// Two parties that both clearly prefer the agreement (0.3 above no deal), all defaults. Measured: formal breakdown of 176
    /// agreements with a ceasefire provision, UCDP Peace Agreements 22.1: 4, 11, 27 and 47 of them within 7, 30, 90 and 365 days; Wilson intervals.
    /// </summary>
    [Theory]
    [InlineData(7, 4)]
    [InlineData(30, 11)]
    [InlineData(90, 27)]
    [InlineData(365, 47)]
    public void Survival_PlainAgreement_LiesInTheMeasuredInterval(int days, int ended)
    {
        var share = EndedWithin(days);
        var (low, high) = Wilson(ended, 176);
        Assert.InRange(share, low, high);
    }

    [Fact]
    public void Documentation_EveryConstant_HasTheValueOfTheCode()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "model.md"))
            .SkipWhile(line => line != "### Defaults")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[1] != "constant")
            .ToDictionary(cells => cells[1], cells => double.Parse(cells[2], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var coded = typeof(ImplementationDefaults).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => Convert.ToDouble(field.GetRawConstantValue(), CultureInfo.InvariantCulture), StringComparer.Ordinal);

        Assert.Equal(coded.OrderBy(c => c.Key, StringComparer.Ordinal), documented.OrderBy(c => c.Key, StringComparer.Ordinal));
    }

    private static readonly Lazy<int[]> _ended = new(() =>
    {
        var scenario = ScenarioTexts.Read("""
            schema: negotiation-sim/1
            name: plain
            calendar: {rounds: 1}
            issues:
              deal: {options: [war, peace]}
            actors:
              a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: 0.4}
              b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: 0.4}
            protocol: {kind: tabled, text: {deal: peace}}
            implementation: {horizon: 365}
            """);
        var table = new DirectBlock(scenario);
        var ended = new List<int>();
        for (var first = 0; first < Replicas; first += 2000)
        {
            ended.AddRange(table.Play(new BlockSpec(1, first, 2000, Tell: false)).EndedPeriods);
        }

        return [.. ended];
    });

    private static double EndedWithin(int days) => _ended.Value.Count(period => period > 0 && period <= days) / (double)Replicas;

    private static (double Low, double High) Wilson(int count, int n)
    {
        const double z = 1.959963984540054;
        var p = count / (double)n;
        var centre = p + z * z / (2 * n);
        var margin = z * Math.Sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        return ((centre - margin) / (1 + z * z / n), (centre + margin) / (1 + z * z / n));
    }
}

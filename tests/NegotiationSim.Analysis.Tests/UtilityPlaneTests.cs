using CsCheck;
using NegotiationSim.Analysis.Planes;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>On scenarios small enough to look at every outcome: the frontier, and what both would sign, are what looking at every outcome finds.</summary>
public sealed class UtilityPlaneTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Of_SmallScenario_EqualsEnumeration()
    {
        var withZone = 0;
        Gen.Select(SharpScenarios.All, Gen.ULong[0, 1000]).Sample(
            (scenario, seed) =>
            {
                if (UtilityPlane.Sides(scenario, AnalysisCase.Of(seed, 3)) is var (first, second))
                {
                    withZone += Compare(scenario, seed, first, second) ? 1 : 0;
                }
            },
            iter: 400,
            threads: 1);
        Assert.InRange(withZone, 20, 400);
    }

    [Fact]
    public void Of_TooLittleBudget_FindsNoFrontier()
    {
        var scenario = ScenarioReader.Read(
            $"""
            schema: negotiation-sim/1
            name: wide
            calendar: [rounds: 2]
            issues:
            {string.Join('\n', Enumerable.Range(0, 8).Select(i => $"  i{i}: [range: [from: 0, to: 40, step: 1]]"))}
            actors:
              a: [role: principal, preferences: [{string.Join(", ", Enumerable.Range(0, 8).Select(i => $"i{i}: [weight: {i + 3}, ideal: 40]"))}]]
              b: [role: principal, preferences: [{string.Join(", ", Enumerable.Range(0, 8).Select(i => $"i{i}: [weight: {17 - i}, ideal: 0]"))}]]
            """.Replace('[', '{').Replace(']', '}'),
            "wide.yaml").Scenario!;
        var plane = UtilityPlane.Of(scenario, AnalysisCase.Central, 0, 1, [scenario.Space.At(0)], budget: 1_000, TestContext.Current.CancellationToken);
        Assert.Null(plane.Frontier);
        Assert.Null(plane.Zone);
        Assert.Equal(new PlanePoint(0, 1), plane.Texts[0]);
    }

    private static bool Compare(Scenario scenario, ulong seed, int first, int second)
    {
        var seen = new SeenByEnumeration(scenario, seed, 3);
        var texts = seen.Feasible.Take(5).ToList();
        var plane = UtilityPlane.Of(scenario, AnalysisCase.Of(seed, 3), first, second, texts, cancel: TestContext.Current.CancellationToken);
        var all = Enumerable.Range(0, seen.Feasible.Length).ToList();
        PlanePoint Place(int o) => new(seen.Utilities[first][o], seen.Utilities[second][o]);
        Assert.Equal(seen.NoDeal[first], plane.NoDeal.First, Tolerance);
        Assert.Equal(seen.NoDeal[second], plane.NoDeal.Second, Tolerance);
        Assert.All(plane.Texts.Select((point, i) => (point, Place(i))), pair => Assert.True(Near(pair.point, pair.Item2)));
        Check(plane.Frontier!.Value, [.. all.Select(Place)]);
        List<PlanePoint> signed = [.. all.Where(o => seen.Accepts(first, o) && seen.Accepts(second, o)).Select(Place)];
        Check(plane.Zone!.Value, signed);
        return signed.Count > 0;
    }

    /// <summary>Every point of the curve is one of the points, none of which is better for both, and every point has one on the curve that is no worse for either.</summary>
    private static void Check(IReadOnlyList<PlaneText> curve, List<PlanePoint> points)
    {
        Assert.Equal(points.Count == 0, curve.Count == 0);
        foreach (var (_, at) in curve)
        {
            Assert.Contains(points, point => Near(point, at));
            Assert.DoesNotContain(points, point => point.First > at.First + 2 * Tolerance && point.Second > at.Second + 2 * Tolerance);
        }

        Assert.All(points, point => Assert.Contains(curve, on => on.Place.First >= point.First - 2 * Tolerance && on.Place.Second >= point.Second - 2 * Tolerance));
        Assert.Equal(curve.Select(on => on.Place.First).Order(), curve.Select(on => on.Place.First));
    }

    private static bool Near(PlanePoint x, PlanePoint y) => Math.Abs(x.First - y.First) < Tolerance && Math.Abs(x.Second - y.Second) < Tolerance;
}

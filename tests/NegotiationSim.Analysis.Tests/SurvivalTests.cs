using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class SurvivalTests
{
    // The 6-MP arm of Freireich et al. (1963), the textbook case: weeks of remission of 21 children, 9 relapses.
    [Fact]
    public void Curve_Freireich_IsThePublishedOne()
    {
        var relapses = new long[35];
        var censored = new long[35];
        foreach (var week in (int[])[6, 6, 6, 7, 10, 13, 16, 22, 23])
        {
            relapses[week - 1]++;
        }

        foreach (var week in (int[])[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
        {
            censored[week - 1]++;
        }

        var curve = Survival.Curve(relapses, censored);

        Assert.Equal([6, 7, 10, 13, 16, 22, 23], curve.Select(p => p.Period));
        Assert.Equal([21L, 17, 15, 12, 11, 7, 6], curve.Select(p => p.AtRisk));
        double[] published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        Assert.All(curve.Zip(published), pair => Assert.Equal(pair.Second, pair.First.Share, 0.0005));

        // Log-minus-log intervals as R's survfit gives them (conf.type = "log-log").
        Assert.Equal(0.620, curve[0].Low, 0.0005);
        Assert.Equal(0.952, curve[0].High, 0.0005);
        Assert.Equal(0.188, curve[^1].Low, 0.0005);
        Assert.Equal(0.680, curve[^1].High, 0.0005);
    }

    [Fact]
    public void Curve_WithoutCensoring_IsTheShareThatIsLeft()
    {
        var curve = Survival.Curve([2, 0, 3], [0, 0, 5]);

        Assert.Equal([0.8, 0.5], curve.Select(p => p.Share));
    }

    [Fact]
    public void Curve_AllCollapse_EndsAtZero() => Assert.Equal((0, 0, 0), Survival.Curve([4], [0]).Select(p => (p.Share, p.Low, p.High)).Single());

    [Fact]
    public void Curve_NothingSigned_IsEmpty() => Assert.Empty(Survival.Curve([0, 0], [0, 0]));
}

using CsCheck;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class CompetingRisksTests
{
    private static readonly Gen<(long[][] Ended, long[] Censored)> s_lives =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12]).SelectMany((causes, periods) => Gen.Select(Gen.Long[0, 5].Array[periods].Array[causes], Gen.Long[0, 3].Array[periods]));

    // Ten agreements. Period 1: two end by the first cause, one by the second. Period 2: one goes out of sight. Period 3: three of the six left end by the first cause, one by the second.
    [Fact]
    public void Curves_ByHand_AreTheProductOfBeingAliveAndEnding()
    {
        var curves = CompetingRisks.Curves([[2, 0, 3], [1, 0, 1]], [0, 1, 2]);
        Assert.Equal([(1, 2L), (3, 3L)], curves[0].Select(point => (point.Period, point.Ended)));
        Assert.Equal([0.2, 0.2 + 0.7 * 3 / 6], curves[0].Select(point => point.Share), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([0.1, 0.1 + 0.7 * 1 / 6], curves[1].Select(point => point.Share), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Curves_WithSurvival_AddUpToOneInEveryPeriod() => s_lives.Sample(lives =>
    {
        var (ended, censored) = lives;
        var all = Enumerable.Range(0, censored.Length).Select(t => ended.Sum(cause => cause[t])).ToArray();
        var survival = Survival.Curve(all, censored);
        var curves = CompetingRisks.Curves(ended, censored);
        foreach (var point in survival)
        {
            var gone = curves.Sum(curve => curve.LastOrDefault(p => p.Period <= point.Period).Share);
            Assert.Equal(1, gone + point.Share, 1e-9);
        }
    });

    [Fact]
    public void Curves_NothingOutOfSight_ArePlainShares() => s_lives.Sample(lives =>
    {
        var (ended, censored) = lives;
        censored = [.. censored.Select((count, t) => t == censored.Length - 1 ? count : 0)];
        var total = ended.Sum(cause => cause.Sum()) + censored[^1];
        foreach (var (cause, curve) in ended.Zip(CompetingRisks.Curves(ended, censored)))
        {
            Assert.Equal(total == 0 ? 0 : (double)cause.Sum() / total, curve.LastOrDefault().Share, 1e-9);
        }
    });

    [Fact]
    public void Curves_ListsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => CompetingRisks.Curves([[1, 2]], [0]));
        Assert.Throws<ArgumentException>(() => CompetingRisks.Curves([[1, -2]], [0, 0]));
        Assert.Throws<ArgumentException>(() => CompetingRisks.Curves([[1, 2]], [0, -1]));
    }
}

using CsCheck;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Tests;

public sealed class FlipSearchTests
{
    private const long Runs = 1000;

    private static readonly Measure s_signed = new(MeasureKind.Signed);
    private static readonly Measure s_noDeal = new(MeasureKind.Ending, Ending.NoDeal);
    private static readonly Measure s_held = new(MeasureKind.Ending, Ending.Held);
    private static readonly Measure s_collapsed = new(MeasureKind.Ending, Ending.Collapsed);

    [Fact]
    public void OfHalf_StraightCurve_CrossesWhereItIsOneHalf()
    {
        var flip = Assert.Single(FlipSearch.OfHalf(s_signed, [20, 30, 40], [Signed(100), Signed(400), Signed(800)], Runs));

        Assert.Equal((new Side(s_signed, Comes: false), new Side(s_signed), 30m, 40m), (flip.Below, flip.Above, flip.From, flip.To));
        Assert.Equal(32.5, flip.At, 1e-12);
        Assert.InRange(flip.Low, 30, 32.4);
        Assert.InRange(flip.High, 32.6, 40);
    }

    [Fact]
    public void OfHalf_JumpBetweenNeighbours_MayBeAnywhereBetweenThem()
    {
        var flip = Assert.Single(FlipSearch.OfHalf(s_signed, [1, 2, 3, 4], [Signed(1000), Signed(1000), Signed(0), Signed(0)], Runs));

        Assert.Equal((2.0, 3.0), (flip.Low, flip.High));
    }

    [Fact]
    public void OfHalf_PointsInBetweenThatCannotBeTold_AreBridged()
    {
        var flip = Assert.Single(FlipSearch.OfHalf(s_signed, [0, 1, 2, 3], [Signed(800), Signed(510), Signed(490), Signed(300)], Runs));

        Assert.Equal((0m, 3m), (flip.From, flip.To));
        Assert.Equal(1.5, flip.At, 1e-12);
        Assert.InRange(flip.Low, 0.5, 1);
        Assert.InRange(flip.High, 2, 2.5);
    }

    [Theory]
    [InlineData(490, 495, 520)]
    [InlineData(700, 510, 520)]
    [InlineData(700, 480, 900)]
    public void OfHalf_NotToldApart_IsNoFlip(long first, long second, long third) =>
        Assert.Empty(FlipSearch.OfHalf(s_signed, [0, 1, 2], [Signed(first), Signed(second), Signed(third)], Runs));

    [Fact]
    public void OfHalf_ThereAndBack_IsTwoFlips()
    {
        var flips = FlipSearch.OfHalf(s_signed, [0, 1, 2], [Signed(100), Signed(900), Signed(100)], Runs);

        Assert.Equal([0.5, 1.5], flips.Select(flip => flip.At));
        Assert.Equal([true, false], flips.Select(flip => flip.Above.Comes));
    }

    [Fact]
    public void OfEndings_ThreeEndings_FollowsTheLikeliest()
    {
        var flips = FlipSearch.OfEndings([0, 1, 2], [Endings(100, 200, 700), Endings(200, 600, 200), Endings(700, 200, 100)], Runs);

        Assert.Equal([(s_noDeal, s_collapsed), (s_collapsed, s_held)], flips.Select(flip => (flip.Below.Measure, flip.Above.Measure)));

        // 0.5 of a lead at 0 and -0.4 at 1; 0.4 at 1 and -0.5 at 2.
        Assert.Equal(5 / 9.0, flips[0].At, 1e-12);
        Assert.Equal(1 + 4 / 9.0, flips[1].At, 1e-12);
    }

    [Fact]
    public void Likeliest_TwoThatCannotBeToldApart_IsNone()
    {
        Assert.Null(FlipSearch.Likeliest(Endings(400, 420, 180), Runs));
        Assert.Equal(s_collapsed, FlipSearch.Likeliest(Endings(300, 520, 180), Runs));
    }

    [Fact]
    public void OfHalf_AnyCounts_FlipsAlternateAndLieBetweenTheirPoints() =>
        Gen.Long[0, Runs].Array[2, 30].Sample(counts =>
        {
            var at = Enumerable.Range(0, counts.Length).Select(i => 0.25m * i - 1).ToArray();
            var flips = FlipSearch.OfHalf(s_signed, at, [.. counts.Select(Signed)], Runs);
            for (var f = 0; f < flips.Length; f++)
            {
                var flip = flips[f];
                Assert.NotEqual(flip.Below.Comes, flip.Above.Comes);
                Assert.True(f == 0 || (flips[f - 1].Above == flip.Below && flips[f - 1].To <= flip.From));
                Assert.True((double)flip.From <= flip.Low && flip.Low <= flip.At && flip.At <= flip.High && flip.High <= (double)flip.To, $"{flip}");
            }
        });

    // A straight curve from 0.2 to 0.8 that is one half at 0.5, eleven points, drawn independently at each, which is the worst case: the interval of the crossing covers 0.5 in at least 93% of experiments. A flip that goes the
    // wrong way or is found twice misses too.
    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    public void OfHalf_StraightTruth_IsCoveredByItsInterval(int runs)
    {
        const int experiments = 2000;
        var random = new Random(runs);
        var at = Enumerable.Range(0, 11).Select(i => i / 10m).ToArray();
        var covered = 0;
        for (var e = 0; e < experiments; e++)
        {
            SweepPoint[] line = [.. at.Select(x => Point((s_signed, Binomial(random, runs, 0.2 + 0.6 * (double)x)), runs))];
            var flips = FlipSearch.OfHalf(s_signed, at, line, runs);
            covered += flips is [{ Above.Comes: true, Low: <= 0.5, High: >= 0.5 }] ? 1 : 0;
        }

        Assert.InRange(covered / (double)experiments, 0.93, 0.995);
    }

    // Where the truth is one half everywhere each point is called higher or lower by chance once in twenty times, and a flip takes two of them that disagree: of eleven points some 5% of experiments.
    [Fact]
    public void OfHalf_OneHalfEverywhere_SeldomFlips()
    {
        const int experiments = 2000;
        var random = new Random(1);
        var at = Enumerable.Range(0, 11).Select(i => (decimal)i).ToArray();
        var flipped = Enumerable.Range(0, experiments).Count(_ =>
            FlipSearch.OfHalf(s_signed, at, [.. at.Select(_ => Point((s_signed, Binomial(random, 500, 0.5)), 500))], 500).Length > 0);

        Assert.InRange(flipped / (double)experiments, 0, 0.1);
    }

    [Fact]
    public void SweepSummary_MeasuresThatAPointLacks_AreLeftOut()
    {
        var past = new Measure(MeasureKind.InForcePast, Days: 30);
        var comparison = new ComparisonSummary(
            Runs,
            [.. new[] { s_signed, past }.Select(measure => (measure, Statistics.Estimate.Of(100, Runs)))],
            [new WhatIfSummary { Runs = Runs, Measures = [PairedEstimate.Of(s_signed, 100, 150, 90, Runs)], Transitions = [] }]);
        var sweep = SweepSummary.Of(comparison);

        Assert.Equal([s_signed], sweep.Measures);
        Assert.All(sweep.Points, point => Assert.Equal(s_signed, Assert.Single(point.Measures).Measure));
        Assert.Equal((100, 0.0), (sweep.Points[0].Of(s_signed).Variant.Count, sweep.Points[0].Of(s_signed).Difference));
        Assert.Equal((150, 60, 10), (sweep.Points[1].Of(s_signed).Variant.Count, sweep.Points[1].Of(s_signed).OnlyVariant, sweep.Points[1].Of(s_signed).OnlyBase));
    }

    private static SweepPoint Signed(long count) => Point((s_signed, count), Runs);

    private static SweepPoint Point((Measure Measure, long Count) share, long runs) => new([PairedEstimate.Of(share.Measure, share.Count, share.Count, share.Count, runs)]);

    private static SweepPoint Endings(long held, long collapsed, long noDeal) =>
        new([.. new[] { (s_held, held), (s_collapsed, collapsed), (s_noDeal, noDeal) }.Select(e => PairedEstimate.Of(e.Item1, e.Item2, e.Item2, e.Item2, Runs))]);

    private static long Binomial(Random random, int runs, double share)
    {
        var count = 0L;
        for (var r = 0; r < runs; r++)
        {
            count += random.NextDouble() < share ? 1 : 0;
        }

        return count;
    }
}

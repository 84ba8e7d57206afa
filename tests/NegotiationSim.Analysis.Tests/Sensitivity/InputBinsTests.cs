using CsCheck;
using NegotiationSim.Analysis.Sensitivity;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

public sealed class InputBinsTests
{
    private static readonly InputColumn s_number = new("draws.x", InputKind.Drawn, []);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(799, 4)]
    [InlineData(800, 8)]
    [InlineData(6399, 32)]
    [InlineData(6400, 64)]
    [InlineData(long.MaxValue, 64)]
    public void CountFor_Replicas_LeavesAHundredInABin(long replicas, int bins) => Assert.Equal(bins, InputBins.CountFor(replicas));

    [Fact]
    public void Of_AnyValues_AreInTheBinWhoseEndsHoldThem() =>
        Gen.Select(Gen.Double[-5, 5].Array[0, 200], Gen.OneOf(Gen.Double[-9, 9], Gen.Const(double.NaN), Gen.Const(-0.0), Gen.Double)).Sample((first, value) =>
        {
            // Half of the values are rounded, so that there are ties.
            var bins = InputBins.Of(s_number, [.. first.Select((x, i) => i % 2 == 0 ? Math.Round(x) : x)], 8);
            var bin = bins.Of(value);

            Assert.InRange(bin, 0, bins.Count - 1);
            Assert.Equal(double.IsNaN(value), bin == bins.Missing);
            Assert.True(double.IsNaN(value) || (value > bins.Low(bin) && value <= bins.High(bin)) || (bin == 0 && value == double.NegativeInfinity));
        });

    [Fact]
    public void Of_ManyValues_HoldsEquallyMany()
    {
        var bins = InputBins.Of(s_number, [.. Enumerable.Range(0, 800).Select(i => (double)(i * 7 % 800))], 8);

        Assert.Equal(Enumerable.Repeat(100, 8), Enumerable.Range(0, 800).GroupBy(i => bins.Of(i)).OrderBy(bin => bin.Key).Select(bin => bin.Count()), (a, b) => Math.Abs(a - b) <= 1);
        Assert.False(bins.IsByValue);
    }

    [Fact]
    public void Of_FewValues_HasABinForEach()
    {
        var bins = InputBins.Of(s_number, [.. Enumerable.Range(0, 300).Select(i => (double)(i % 3))], 64);

        Assert.Equal([0, 1, 2, 2, 0], new[] { 0.0, 1, 2, 7, -3 }.Select(bins.Of));
        Assert.Equal([0, 1, 2], bins.Centres);
        Assert.True(bins.IsByValue);
    }

    [Fact]
    public void Of_AlwaysTheSameSoFar_TellsAnotherValueFromIt()
    {
        var bins = InputBins.Of(s_number, [4.0, 4, 4], 64);

        Assert.Equal(3, new[] { 3.9, 4, 4.1 }.Select(bins.Of).Distinct().Count());
    }

    [Fact]
    public void Of_ACategory_HasABinPerLabel()
    {
        var bins = InputBins.Of(new InputColumn("events.x", InputKind.Event, ["not_struck", "a", "b"]), [0.0, 0, 0], 64);

        Assert.Equal([0, 1, 2], new[] { 0.0, 1, 2 }.Select(bins.Of));
        Assert.False(bins.IsOrdered);
    }
}

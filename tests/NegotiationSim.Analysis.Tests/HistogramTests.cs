using CsCheck;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void CountHistogram_AnyNumbers_TellsWhatSortingTells() =>
        Gen.Int[0, 300].Array[1, 400].Sample(numbers =>
        {
            var histogram = new CountHistogram();
            Array.ForEach(numbers, histogram.Add);
            var expected = Sorted([.. numbers.Select(n => (double)n)]);
            Assert.Equal(expected.Mean, histogram.Spread()!.Value.Mean, 1e-9);
            Assert.Equal(expected with { Mean = 0 }, histogram.Spread()!.Value with { Mean = 0 });
        });

    [Fact]
    public void ValueHistogram_AnyNumbers_IsAnOccurringNumberAtMostACellBelow() =>
        Gen.Double[-3, 3].Array[1, 400].Sample(numbers =>
        {
            var histogram = new ValueHistogram();
            Array.ForEach(numbers, histogram.Add);
            var (expected, actual) = (Sorted(numbers), histogram.Spread()!.Value);
            foreach (var (exact, told) in new[] { (expected.P05, actual.P05), (expected.P50, actual.P50), (expected.P95, actual.P95) })
            {
                Assert.Contains(told, numbers);
                Assert.InRange(told, exact - Math.Abs(exact) / 8000 - 1e-12, exact);
            }

            Assert.Equal(numbers.Sum() / numbers.Length, actual.Mean);
        });

    [Fact]
    public void ValueHistogram_FewDifferentNumbers_IsExact() =>
        Gen.Int[0, 5].Select(i => new[] { 0.0, -0.0, 0.25, 1.0000004, -1.5, 1e-17 }[i]).Array[1, 300].Sample(numbers =>
        {
            var histogram = new ValueHistogram();
            Array.ForEach(numbers, histogram.Add);
            Assert.Equal(Sorted(numbers) with { Mean = 0 }, histogram.Spread()!.Value with { Mean = 0 });
        });

    [Fact]
    public void SaveAndRestore_InTheMiddle_MakesNoDifference() =>
        Gen.Select(Gen.Double[-3, 3].Array[1, 200], Gen.Double[-3, 3].Array[1, 200]).Sample((before, after) =>
        {
            var (whole, first, second) = (new ValueHistogram(), new ValueHistogram(), new ValueHistogram());
            var (wholeCounts, firstCounts, secondCounts) = (new CountHistogram(), new CountHistogram(), new CountHistogram());
            foreach (var number in before)
            {
                whole.Add(number);
                first.Add(number);
                wholeCounts.Add((int)(100 * Math.Abs(number)));
                firstCounts.Add((int)(100 * Math.Abs(number)));
            }

            var stream = new MemoryStream();
            var writer = new BinaryWriter(stream);
            first.Save(writer);
            firstCounts.Save(writer);
            stream.Position = 0;
            var reader = new BinaryReader(stream);
            second.Restore(reader);
            secondCounts.Restore(reader);
            foreach (var number in after)
            {
                whole.Add(number);
                second.Add(number);
                wholeCounts.Add((int)(100 * Math.Abs(number)));
                secondCounts.Add((int)(100 * Math.Abs(number)));
            }

            Assert.Equal(whole.Spread(), second.Spread());
            Assert.Equal(wholeCounts.Spread(), secondCounts.Spread());
        });

    [Theory]
    [InlineData(5, 1, 1)]
    [InlineData(5, 20, 1)]
    [InlineData(5, 21, 2)]
    [InlineData(50, 10, 5)]
    [InlineData(95, 100, 95)]
    [InlineData(95, long.MaxValue, 8762203435012037017)]
    public void Rank_Percent_IsTheSmallestThatReachesIt(int percent, long count, long rank) => Assert.Equal(rank, Spread.Rank(percent, count));

    private static Spread Sorted(double[] numbers)
    {
        var sorted = numbers.Order().ToArray();
        return new Spread(numbers.Average(), At(5), At(50), At(95));

        double At(int percent) => sorted.First(value => 100L * sorted.Count(other => other <= value) >= (long)percent * sorted.Length);
    }
}

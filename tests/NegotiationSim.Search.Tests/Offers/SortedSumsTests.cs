using CsCheck;
using NegotiationSim.Search.SplitSums;

namespace NegotiationSim.Search.Tests.Offers;

public sealed class SortedSumsTests
{
    // Evenly spread, and crowded at magnitudes far apart; some equal.
    private static readonly Gen<double> _sum = Gen.OneOf(
        Gen.Double[0, 1], Gen.Double[0, 1e-6], Gen.Double[0, 1e-12], Gen.Double[1000, 1000 + 1e-6], Gen.Int[0, 3].Select(n => n / 4.0));

    [Fact]
    public void FirstFrom_AnySums_IsThePlaceOfALinearSearch()
    {
        var sums = new SortedSums();
        Gen.Select(_sum.Array[1, 300], _sum.Array[1, 50]).Sample(
            (unsorted, bounds) =>
            {
                sums.Fill(unsorted);
                AssertIsRow(sums, 0, unsorted, bounds);
            },
            threads: 1);
    }

    [Fact]
    public void FirstFrom_RowsSideBySide_IsThePlaceInItsRow()
    {
        var sums = new SortedSums();
        Gen.Select(_sum.Array[1, 60].Array[1, 5], _sum.Array[1, 20]).Sample(
            (rows, bounds) =>
            {
                sums.Reserve(rows.Length, 60);
                for (var row = 0; row < rows.Length; row++)
                {
                    sums.Fill(row, rows[row]);
                }

                for (var row = 0; row < rows.Length; row++)
                {
                    AssertIsRow(sums, row, rows[row], bounds);
                }
            },
            threads: 1);
    }

    [Fact]
    public void TryNearest_AnyNumbersAndSums_IsTheNearestOfAllPairs()
    {
        var sums = new SortedSums();
        sums.Reserve(3, 300);
        Gen.Select(_sum.Array[1, 300], _sum.Array[1, 20], Gen.Double[-1, 3], Gen.Int[0, 2]).Sample(
            (unsorted, some, bound, row) =>
            {
                sums.Fill(row, unsorted);
                double[] numbers = [.. some, .. Enumerable.Repeat(SortedSums.None, (4 - some.Length % 4) % 4)];
                AssertIsNearest(sums.NearestOf(numbers, bound, row));
                if (sums.TryNearest(numbers, bound, out var nearest, row))
                {
                    AssertIsNearest(nearest);
                }

                void AssertIsNearest(SortedSums.Nearest found)
                {
                    double[] from = [.. some.SelectMany(one => unsorted.Where(sum => sum >= bound - one).Select(sum => one + sum)).Order()];
                    Assert.Equal(from.FirstOrDefault(double.PositiveInfinity), found.Least);
                    Assert.Equal(some.SelectMany(one => unsorted.Where(sum => sum < bound - one).Select(sum => one + sum)).DefaultIfEmpty(double.NegativeInfinity).Max(), found.Below);
                    if (from.Length > 0)
                    {
                        Assert.Equal(found.Least, some[found.Number] + sums.Sums(row)[found.Place]);

                        Assert.True(from.Length > 1 ? from[1] == found.Second : found.Second >= SortedSums.None);
                    }
                }
            },
            threads: 1);
    }

    [Fact]
    public void TryNearest_SpreadSums_IsMostlyPossible()
    {
        var random = new Random(1);
        var sums = new SortedSums();
        sums.Fill([.. Enumerable.Range(0, 256).Select(_ => random.NextDouble())]);
        double[] numbers = [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble())];

        Assert.InRange(Enumerable.Range(0, 1000).Count(k => sums.TryNearest(numbers, 2 * k / 1000.0, out _)), 800, 1000);
    }

    /// <summary>A hundred sums in the first cell: it goes along a cell three places at a time, in as many steps as there are numbers, and leaves what is further to the other way.</summary>
    [Theory]
    [InlineData(10, true)]
    [InlineData(13, true)]
    [InlineData(16, false)]
    [InlineData(99, false)]
    public void TryNearest_ManySumsInACell_GivesUpAfterAsManyStepsAsNumbers(int wanted, bool isFound)
    {
        const double Unit = 1.0 / 1024;
        var sums = new SortedSums();
        sums.Fill([.. Enumerable.Range(0, 100).Select(k => k * Unit), 1000]);
        double[] numbers = [0, SortedSums.None, SortedSums.None, SortedSums.None];

        Assert.Equal(isFound, sums.TryNearest(numbers, wanted * Unit, out var nearest));
        var expected = new SortedSums.Nearest(wanted * Unit, wanted < 99 ? (wanted + 1) * Unit : 1000, (wanted - 1) * Unit, 0, wanted + 1);
        Assert.Equal(expected, sums.NearestOf(numbers, wanted * Unit));
        Assert.Equal(isFound ? expected : default, nearest);
    }

    [Fact]
    public void TakeFlagged_AnySums_HasEveryHalfThatIsFlaggedAndNoOther()
    {
        var random = new Random(3);
        double[] sums = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        var nearby = new NearbySums();
        var flagged = new FlaggedHalves();
        for (var k = 0; k < 300; k++)
        {
            double[] lefts = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.NextDouble())];
            var bound = 2 * random.NextDouble();
            Assert.True(nearby.TryFill(lefts, sums, sums.Min(), sums.Max(), 1 << 14));
            flagged.Take(nearby, lefts, bound);

            Assert.Equal(Enumerable.Range(0, lefts.Length).Where(i => (nearby.Flag(i / NearbySums.Together * NearbySums.Together, bound) >> i % NearbySums.Together & 1) != 0), flagged.Lefts.ToArray());
            Assert.Equal([.. flagged.Lefts.ToArray().Select(i => lefts[i]), .. Enumerable.Repeat(SortedSums.None, (SortedSums.Row - flagged.Lefts.Length % SortedSums.Row) % SortedSums.Row)], flagged.Sums.ToArray());
        }
    }

    [Fact]
    public void Flag_AnySums_MissesNoneWithinTheWindow()
    {
        var random = new Random(2);
        double[] sums = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        double[] sorted = [.. sums.Order()];
        var nearby = new NearbySums();
        for (var k = 0; k < 2000; k++)
        {
            // Bounds in and around the range, some at a sum to the bit.
            var bound = 2 * random.NextDouble();
            double[] lefts = [.. Enumerable.Range(0, NearbySums.Together - 1).Select(i => i % 4 == 0 ? bound - sums[random.Next(500)] : 2 * random.NextDouble() - 0.5)];
            Assert.True(nearby.TryFill(lefts, sums, sorted[0], sorted[^1], k % 2 == 0 ? 1 << 14 : 1 << 18));
            var flags = nearby.Flag(0, bound);
            for (var i = 0; i < lefts.Length; i++)
            {
                var wanted = bound - lefts[i];
                var isNear = sums.Any(sum => sum >= wanted && sum < wanted + nearby.Window);
                Assert.True(!isNear || (flags >> i & 1) != 0);
            }

            Assert.Equal(0U, flags >> 31);
            Assert.Equal(flags, nearby.FlagEach(0, bound));
        }
    }

    private static void AssertIsRow(SortedSums sums, int row, double[] unsorted, double[] bounds)
    {
        var sorted = unsorted.Order().ToArray();
        var places = Enumerable.Range(1, unsorted.Length);
        Assert.Equal([double.NegativeInfinity, .. sorted, double.PositiveInfinity], sums.Sums(row).ToArray());
        Assert.Equal(Enumerable.Range(0, unsorted.Length), places.Select(place => sums.CodeAt(place, row)).Order());
        Assert.All(places, place => Assert.Equal(unsorted[sums.CodeAt(place, row)], sums.Sums(row)[place]));
        Assert.All(bounds.Concat(unsorted), bound => Assert.Equal(1 + sorted.Count(sum => sum < bound), sums.FirstFrom(bound, row)));
    }
}

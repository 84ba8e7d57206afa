using CsCheck;
using NegotiationSim.Engine.Offers;

namespace NegotiationSim.Engine.Tests.Offers;

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
                var sorted = unsorted.Order().ToArray();

                Assert.Equal([double.NegativeInfinity, .. sorted, double.PositiveInfinity], sums.Sums.ToArray());
                Assert.Equal(Enumerable.Range(0, unsorted.Length), Enumerable.Range(1, sums.Count).Select(sums.CodeAt).Order());
                Assert.All(Enumerable.Range(1, sums.Count), place => Assert.Equal(unsorted[sums.CodeAt(place)], sums.Sums[place]));
                Assert.All(bounds.Concat(unsorted), bound => Assert.Equal(1 + sorted.Count(sum => sum < bound), sums.FirstFrom(bound)));
            },
            threads: 1);
    }
}

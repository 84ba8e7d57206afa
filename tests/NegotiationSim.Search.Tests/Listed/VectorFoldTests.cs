using NegotiationSim.Search.Listed;

namespace NegotiationSim.Search.Tests.Listed;

public sealed class VectorFoldTests
{
    [Fact]
    public void Of_AnyOperatorAndLength_IsOneByOneToTheBit()
    {
        var random = new Random(5);
        for (var length = 0; length <= 41; length++)
        {
            for (var trial = 0; trial < 40; trial++)
            {
                // Sums of terms are never the negative zero; what is not permitted is NaN.
                double[] list = [.. Enumerable.Range(0, length).Select(_ => random.Next(6) switch
                {
                    0 => double.NaN,
                    1 => Math.Round(random.NextDouble(), 1) + 0.0,
                    _ => 2 * random.NextDouble() - 1,
                })];
                double[] bounds = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, random.NextDouble(), length == 0 ? 0 : list[random.Next(length)]];
                foreach (var bound in bounds)
                {
                    AssertAlike<VectorFold.LeastFrom>(list, bound);
                    AssertAlike<VectorFold.GreatestBelow>(list, bound);
                    var least = VectorFold.Of<VectorFold.LeastFrom, VectorFold.GreatestBelow>(list, bound, bound, out var greatest);
                    AssertBits(VectorFold.OneByOne<VectorFold.LeastFrom>(list, bound), least);
                    AssertBits(VectorFold.OneByOne<VectorFold.GreatestBelow>(list, bound), greatest);
                }
            }
        }
    }

    [Fact]
    public void OfSums_AnyListAndAddends_IsOneByOneToTheBit()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 2000; trial++)
        {
            double[] list = [.. Enumerable.Range(0, 8 * random.Next(1, 5)).Select(_ => random.Next(5) == 0 ? double.NaN : Math.Round(random.NextDouble(), 1 + random.Next(14)))];
            double[] addends = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Math.Round(random.NextDouble(), 1 + random.Next(14)))];
            double[] sums = [.. list.SelectMany(_ => addends, (number, addend) => number + addend)];
            double[] bounds = [double.NegativeInfinity, double.PositiveInfinity, 2 * random.NextDouble(), sums[random.Next(sums.Length)]];
            foreach (var bound in bounds)
            {
                var least = VectorFold.OfSums<VectorFold.LeastFrom, VectorFold.GreatestBelow>(list, addends, bound, bound, out var greatest);
                AssertBits(VectorFold.OneByOne<VectorFold.LeastFrom>(sums, bound), least);
                AssertBits(VectorFold.OneByOne<VectorFold.GreatestBelow>(sums, bound), greatest);

                var first = double.IsNaN(bound) ? -1 : Array.IndexOf(sums, bound);
                Assert.Equal(first < 0 ? (-1, -1) : (first / addends.Length, first % addends.Length), OutcomeScan.First(list, addends, bound));
            }
        }
    }

    [Fact]
    public void OneByOne_AnyNumbers_IsWhatTheLibraryFinds()
    {
        double[] list = [0.5, double.NaN, -1, 0.25, 3];

        Assert.Equal(0.25, VectorFold.OneByOne<VectorFold.LeastFrom>(list, 0.2));
        Assert.Equal(0.25, VectorFold.OneByOne<VectorFold.GreatestBelow>(list, 0.5));
        Assert.Equal(double.PositiveInfinity, VectorFold.OneByOne<VectorFold.LeastFrom>(list, 4));
        Assert.Equal(double.NegativeInfinity, VectorFold.OneByOne<VectorFold.GreatestBelow>(list, -1));
    }

    private static void AssertAlike<TOperator>(double[] list, double bound)
        where TOperator : struct, VectorFold.IOperator => AssertBits(VectorFold.OneByOne<TOperator>(list, bound), VectorFold.Of<TOperator>(list, bound));

    private static void AssertBits(double expected, double actual) => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}

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
                    var (from, below) = (new VectorFold.LeastFrom(bound), new VectorFold.GreatestBelow(bound));
                    AssertAlike(list, from);
                    AssertAlike(list, below);
                    var least = VectorFold.Of(list, from, below, out var greatest);
                    AssertBits(VectorFold.OneByOne(list, from), least);
                    AssertBits(VectorFold.OneByOne(list, below), greatest);
                }
            }
        }
    }

    [Fact]
    public void OneByOne_AnyNumbers_IsWhatTheLibraryFinds()
    {
        double[] list = [0.5, double.NaN, -1, 0.25, 3];

        Assert.Equal(0.25, VectorFold.OneByOne(list, new VectorFold.LeastFrom(0.2)));
        Assert.Equal(0.25, VectorFold.OneByOne(list, new VectorFold.GreatestBelow(0.5)));
        Assert.Equal(double.PositiveInfinity, VectorFold.OneByOne(list, new VectorFold.LeastFrom(4)));
        Assert.Equal(double.NegativeInfinity, VectorFold.OneByOne(list, new VectorFold.GreatestBelow(-1)));
    }

    private static void AssertAlike<TOperator>(double[] list, TOperator op)
        where TOperator : struct, VectorFold.IOperator => AssertBits(VectorFold.OneByOne(list, op), VectorFold.Of(list, op));

    private static void AssertBits(double expected, double actual) => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}

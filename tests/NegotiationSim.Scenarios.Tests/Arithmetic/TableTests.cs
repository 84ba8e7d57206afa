using System.Numerics;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

/// <summary>The tables in the source, computed anew with whole numbers.</summary>
public sealed class TableTests
{
    [Fact]
    public void ExponentialTable_EveryEntry_IsTheNearestDouble()
    {
        var table = Exponential.Table;

        Assert.Equal(2 * 128, table.Length);
        for (var j = 0; j < 128; j++)
        {
            var exact = ExactFunctions.Exp(j * ExactFunctions.LnTwo / 128);
            var root = exact.Nearest();
            var lost = exact - ExactNumber.Of(root);
            Assert.Equal(root, table[2 * j + 1]);
            Assert.Equal(new ExactNumber(lost.Fixed(600) / ExactNumber.Of(root).Fixed(200), -400).Nearest(), table[2 * j], 1e-32);
        }
    }

    [Fact]
    public void LogarithmTable_EveryEntry_IsTheNearestNumber()
    {
        var table = Logarithm.Table;

        Assert.Equal(3 * 128, table.Length);
        for (var i = 0; i < 128; i++)
        {
            var middle = BitConverter.Int64BitsToDouble(0x3FE6_9000_0000_0000 + ((long)i << 45) + (1L << 44));
            var inverse = Math.Round(4096 / middle) / 4096;
            Assert.Equal(inverse, table[3 * i]);

            var exact = inverse == 1 ? new ExactNumber(0, 0) : new ExactNumber(-ExactFunctions.Ln(inverse).Whole, -ExactFunctions.Places);
            var high = new ExactNumber((exact.Fixed(43) + 1) >> 1, -42).Nearest();
            Assert.Equal(high, table[3 * i + 1]);
            Assert.Equal((exact - ExactNumber.Of(high)).Nearest(), table[3 * i + 2]);
        }
    }

    [Fact]
    public void LnTwo_ByAnotherSeries_IsTheSame()
    {
        // The sum of 1 / (n 2^n).
        var sum = BigInteger.Zero;
        for (var n = 1; n <= ExactFunctions.Places; n++)
        {
            sum += (BigInteger.One << (ExactFunctions.Places - n)) / n;
        }

        Assert.True(BigInteger.Abs(sum - ExactFunctions.LnTwo) < 1000);
    }
}

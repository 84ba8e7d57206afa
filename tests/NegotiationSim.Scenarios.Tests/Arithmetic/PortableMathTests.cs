using CsCheck;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

/// <summary>How far the functions are from the exact values, and what holds of them whatever the argument.</summary>
public sealed class PortableMathTests
{
    /// <summary>In units of the last place. 0.5 is the rounding of the result, which nothing can avoid.</summary>
    private const double Bound = 0.51;

    private const double LeastSubnormal = double.Epsilon;
    private const double LeastNormal = 2.2250738585072014e-308;

    private static readonly Gen<double> Positive = Gen.OneOf(
        Gen.Double[0.5, 2],
        Gen.Double[1 - 1.0 / 64, 1 + 1.0 / 64],
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1022, 1023], Math.ScaleB),
        Gen.Select(Gen.Double[-1, 1], Gen.Int[-52, -5], (part, power) => 1 + Math.ScaleB(part, power)),
        Gen.Long[1, 1L << 52].Select(BitConverter.Int64BitsToDouble)).Where(double.IsFinite);

    private static readonly Gen<double> Exponent = Gen.OneOf(
        Gen.Double[-745.2, 709.8],
        Gen.Double[-1, 1],
        Gen.Double[-745.2, -707],
        Gen.Select(Gen.Double[-1, 1], Gen.Int[-60, -1], Math.ScaleB),
        Gen.Select(Gen.Int[-137000, 131000], Gen.Int[-3, 3], (half, steps) => Stepped(half * (Math.Log(2) / 256), steps)));

    [Fact]
    public void Exp_AnyArgument_IsWithinItsBound() =>
        Exponent.Sample(x => AssertNear(ExactFunctions.Exp(x), PortableMath.Exp(x), x), iter: 20_000);

    [Fact]
    public void Log_AnyArgument_IsWithinItsBound() =>
        Positive.Where(x => x != 1).Sample(x => AssertNear(ExactFunctions.Ln(x), PortableMath.Log(x), x), iter: 5_000);

    [Fact]
    public void Log2AndLog10_AnyArgument_AreWithinTheirBounds() => Positive.Where(x => x != 1).Sample(
        x =>
        {
            AssertNear(ExactFunctions.Log(x, 2), PortableMath.Log2(x), x);
            AssertNear(ExactFunctions.Log(x, 10), PortableMath.Log10(x), x);
        },
        iter: 1_000);

    [Fact]
    public void Pow_AnyArguments_IsWithinItsBound() =>
        Gen.Select(Positive.Where(x => x != 1), Exponent.Where(e => e != 0), Gen.Double[-30, 30], Gen.Int[0, 2])
            .Select((x, e, small, kind) => (x, y: kind == 0 ? small : kind == 1 ? Math.Round(small) : e / Math.Log(x)))
            .Where(p => Math.Abs(p.y) < 1e18 && p.y * Math.Log(p.x) is > -745 and < 709.7)
            .Sample(p => AssertNear(ExactFunctions.Pow(p.x, p.y), PortableMath.Pow(p.x, p.y), p), iter: 6_000);

    [Fact]
    public void Functions_AtEveryBorderOfTheirTables_AreWithinTheirBounds()
    {
        for (var i = 0; i <= 128; i++)
        {
            var (log, exp) = (BitConverter.Int64BitsToDouble(0x3FE6_9000_0000_0000 + ((long)i << 45)), (2 * i - 129) * Math.Log(2) / 256);
            for (var step = -1; step <= 1; step++)
            {
                AssertNear(ExactFunctions.Ln(Stepped(log, step)), PortableMath.Log(Stepped(log, step)), log);
                AssertNear(ExactFunctions.Exp(Stepped(exp, step)), PortableMath.Exp(Stepped(exp, step)), exp);
                AssertNear(ExactFunctions.Pow(Stepped(log, step), 1234.5), PortableMath.Pow(Stepped(log, step), 1234.5), log);
            }
        }
    }

    [Fact]
    public void Functions_OfNeighbours_NeverFall()
    {
        Exponent.Sample(x => Assert.True(PortableMath.Exp(Math.BitIncrement(x)) >= PortableMath.Exp(x), $"{x:R}"), iter: 50_000);
        Positive.Where(x => x < double.MaxValue).Sample(x => Assert.True(PortableMath.Log(Math.BitIncrement(x)) >= PortableMath.Log(x), $"{x:R}"), iter: 50_000);
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.01, 20]).Sample((x, y) =>
        {
            Assert.True(PortableMath.Pow(Math.BitIncrement(x), y) >= PortableMath.Pow(x, y), $"{x:R} {y:R}");
            Assert.True(PortableMath.Pow(x, Math.BitIncrement(y)) <= PortableMath.Pow(x, y), $"{x:R} {y:R}");
        }, iter: 50_000);
    }

    [Fact]
    public void Pow_WhereTheExactValueIsADouble_IsThatDouble() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 5], Gen.Int[-40, 40]).Sample((whole, times, power) =>
        {
            var (exact, bits) = (1L, whole);
            for (var i = 0; i < times && exact < 1L << 42; i++)
            {
                exact *= bits;
            }

            var count = Enumerable.Range(1, times).Last(n => Math.Abs(Enumerable.Repeat((double)whole, n).Aggregate(1.0, (a, b) => a * b)) <= exact);
            var x = Math.ScaleB(whole, power);
            Assert.Equal(Math.ScaleB(exact, power * count), PortableMath.Pow(x, count));
            Assert.Equal(x, PortableMath.Pow(Math.ScaleB(exact, power * count), 1.0 / count), count is 1 or 2 or 4 ? 0 : x * 1e-13);
        }, iter: 5_000);

    [Fact]
    public void Pow_OfOneAndZeroAndTwoTimes_IsTheObviousDouble() =>
        Positive.Sample(x =>
        {
            Assert.Equal(x, PortableMath.Pow(x, 1));
            Assert.Equal(1, PortableMath.Pow(x, 0));
            Assert.Equal(1, PortableMath.Pow(1, x));
            AssertEqualUnlessTied(x, x * x, PortableMath.Pow(x, 2));
            AssertEqualUnlessTied(x, Math.Sqrt(x), PortableMath.Pow(x, 0.5));
            AssertEqualUnlessTied(x, 1 / x, PortableMath.Pow(x, -1));
        }, iter: 20_000);

    [Fact]
    public void Powers_OfTwoAndTen_AreExactBothWays()
    {
        for (var power = -1074; power <= 1023; power++)
        {
            Assert.Equal(Math.ScaleB(1, power), PortableMath.Pow(2, power));
            Assert.Equal(power, PortableMath.Log2(Math.ScaleB(1, power)));
        }

        for (var power = 0; power <= 22; power++)
        {
            Assert.Equal(power, PortableMath.Log10(double.Parse($"1e{power}")));
            Assert.Equal(double.Parse($"1e{power}"), PortableMath.Pow(10, power));
        }
    }

    [Fact]
    public void Exp_AtItsLimits_IsTheNearestDouble()
    {
        Assert.Equal(double.MaxValue, PortableMath.Exp(709.782712893384), 1e295);
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(709.7827128933841));
        Assert.Equal(LeastSubnormal, PortableMath.Exp(-745.1332191019411));
        Assert.Equal(0, PortableMath.Exp(-745.1332191019412));
        Assert.True(PortableMath.Exp(-708.3964185322641) >= LeastNormal);
        Assert.True(PortableMath.Exp(-708.3964185322642) < LeastNormal);
    }

    [Fact]
    public void LogsOfWholeNumbers_OfAnySize_AreExactToTwelveDigits()
    {
        Assert.Equal(double.NegativeInfinity, PortableMath.LogOfWhole(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Log10OfWhole(-1));
        Gen.Select(Gen.ULong[1, ulong.MaxValue], Gen.Int[0, 5000]).Sample((leading, power) =>
        {
            var expected = PortableMath.Log(leading) + power * Math.Log(2);
            Assert.Equal(1, PortableMath.LogOfWhole((System.Numerics.BigInteger)leading << power) / expected, 1e-12);
            Assert.Equal(1, PortableMath.Log10OfWhole((System.Numerics.BigInteger)leading << power) * Math.Log(10) / expected, 1e-12);
        }, iter: 500);
    }

    [Fact]
    public void LostByProduct_AnyTwo_IsWhatIsMissing() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[-1, 1]).Where(p => Math.Abs(p.Item1 * p.Item2) > 1e-200).Sample((x, y) =>
        {
            var lost = ExactNumber.Of(x) * ExactNumber.Of(y) - ExactNumber.Of(x * y);
            Assert.True((lost - ExactNumber.Of(PortableMath.LostByProduct(x, y))).Whole.IsZero, $"{x:R} {y:R}");
        }, iter: 20_000);

    /// <summary>A product, a root or a quotient is rounded once, so a power within 0.51 of it is the same unless the exact value lies in the middle of two doubles, or nearly so.</summary>
    private static void AssertEqualUnlessTied(double x, double once, double power) =>
        Assert.True(once == power || (Math.Abs(once) < LeastNormal ? Math.Abs(once - power) <= LeastSubnormal : Math.Abs(once - power) <= Math.BitIncrement(once) - once), $"{x:R}: {once:R} {power:R}");

    private static double Stepped(double x, int steps)
    {
        for (; steps != 0; steps -= Math.Sign(steps))
        {
            x = steps > 0 ? Math.BitIncrement(x) : Math.BitDecrement(x);
        }

        return x;
    }

    private static void AssertNear(ExactNumber exact, double value, object at)
    {
        if (double.IsInfinity(value))
        {
            Assert.True((exact - ExactNumber.Of(double.MaxValue)).Whole.Sign > 0, $"{at}: {value}");
            return;
        }

        var ulps = exact.UlpsFrom(value);
        Assert.True(Math.Abs(ulps) <= Bound, $"{at}: {value:R} is off by {ulps}");
    }
}

using CsCheck;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

/// <summary>What is no ordinary argument: IEEE 754-2019, 9.2.1, beside the runtime's own functions, which agree with it there.</summary>
public sealed class SpecialCaseTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 2.5, -2.5, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        9007199254740991, -9007199254740991, 9007199254740992, 9007199254740993.0, 1e300, -1e300, 4503599627370497.5, -4503599627370495.5,
    ];

    public static TheoryData<double, double> Exponentials => new() { { 0, 1 }, { -0.0, 1 }, { double.PositiveInfinity, double.PositiveInfinity }, { double.NegativeInfinity, 0 }, { double.NaN, double.NaN }, { 1e300, double.PositiveInfinity }, { -1e300, 0 }, { double.Epsilon, 1 } };

    public static TheoryData<double, double> Logarithms => new() { { 1, 0 }, { 0, double.NegativeInfinity }, { -0.0, double.NegativeInfinity }, { -1, double.NaN }, { double.NegativeInfinity, double.NaN }, { double.PositiveInfinity, double.PositiveInfinity }, { double.NaN, double.NaN } };

    [Theory]
    [MemberData(nameof(Exponentials))]
    public void Exp_SpecialArgument_IsAsTheStandardSays(double x, double expected) => AssertSame(expected, PortableMath.Exp(x), "exp");

    [Theory]
    [MemberData(nameof(Logarithms))]
    public void Logarithms_SpecialArgument_AreAsTheStandardSays(double x, double expected)
    {
        AssertSame(expected, PortableMath.Log(x), "log");
        AssertSame(expected, PortableMath.Log2(x), "log2");
        AssertSame(expected, PortableMath.Log10(x), "log10");
    }

    [Fact]
    public void Pow_EveryPairOfSpecialArguments_IsAsTheRuntimeHasIt()
    {
        foreach (var x in Special)
        {
            foreach (var y in Special)
            {
                var (expected, actual) = (Math.Pow(x, y), PortableMath.Pow(x, y));
                if (double.IsFinite(expected) && Math.Abs(expected) is not (0 or 1))
                {
                    Assert.InRange(actual, Math.BitDecrement(expected), Math.BitIncrement(expected));
                }
                else
                {
                    AssertSame(expected, actual, $"pow({x:R}, {y:R})");
                }
            }
        }
    }

    [Fact]
    public void Pow_NegativeBase_HasTheSignOfTheExponentsParity() =>
        Gen.Select(Gen.Double[0.5, 2], Gen.Int[-99, 99]).Sample((x, n) =>
        {
            Assert.Equal(n % 2 == 0 ? PortableMath.Pow(x, n) : -PortableMath.Pow(x, n), PortableMath.Pow(-x, n));
            Assert.Equal(double.NaN, PortableMath.Pow(-x, n + 0.5));
        });

    private static void AssertSame(double expected, double actual, string what) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), $"{what}: {actual:R}, expected {expected:R}");
}

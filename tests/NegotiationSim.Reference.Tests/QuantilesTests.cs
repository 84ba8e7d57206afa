using CsCheck;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>Every inverse against the library's distribution function: F(Q(u)) = u.</summary>
public sealed class QuantilesTests
{
    public static TheoryData<DistributionKind, double[]> Continuous => new()
    {
        { DistributionKind.Uniform, [-1, 3] },
        { DistributionKind.Normal, [2, 0.5] },
        { DistributionKind.Triangular, [0, 1, 4] },
        { DistributionKind.Pert, [0, 1, 4] },
        { DistributionKind.Beta, [0.5, 2] },
        { DistributionKind.Exponential, [3] },
        { DistributionKind.Lognormal, [2, 0.7] },
        { DistributionKind.Gamma, [1, 6] },
    };

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Of_ContinuousDistribution_InvertsItsCumulative(DistributionKind kind, double[] a) =>
        Gen.Double[1e-6, 1 - 1e-6].Sample(u => Assert.Equal(u, Cumulative(kind, a, Quantiles.Of(kind, a, u)), 1e-9), iter: 200);

    [Fact]
    public void Of_Bernoulli_IsOneBelowItsProbability()
    {
        Assert.Equal(1, Quantiles.Of(DistributionKind.Bernoulli, [0.3], 0.29));
        Assert.Equal(0, Quantiles.Of(DistributionKind.Bernoulli, [0.3], 0.31));
    }

    [Fact]
    public void Of_Choice_GivesEachArgumentItsShare() =>
        Assert.Equal([5, 5, 7, 9], new[] { 0.01, 0.33, 0.34, 0.99 }.Select(u => Quantiles.Of(DistributionKind.Choice, [5, 7, 9], u)));

    [Fact]
    public void Of_SpanOfZero_IsThePoint()
    {
        Assert.Equal(2, Quantiles.Of(DistributionKind.Triangular, [2, 2, 2], 0.4));
        Assert.Equal(2, Quantiles.Of(DistributionKind.Pert, [2, 2, 2], 0.4));
        Assert.Equal(2, Quantiles.Of(DistributionKind.Gamma, [2, 0], 0.4));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.002)]
    [InlineData(0.0034)]
    public void Of_GammaNearZero_InvertsItsCumulative(double u) =>
        Assert.Equal(u, Cumulative(DistributionKind.Gamma, [1, 6], Quantiles.Of(DistributionKind.Gamma, [1, 6], u)), 1e-9);

    private static double Cumulative(DistributionKind kind, double[] a, double x) => kind switch
    {
        DistributionKind.Uniform => ContinuousUniform.CDF(a[0], a[1], x),
        DistributionKind.Normal => Normal.CDF(a[0], a[1], x),
        DistributionKind.Triangular => Triangular.CDF(a[0], a[2], a[1], x),
        DistributionKind.Pert => BetaScaled.CDF(2, 4, 0, 4, x), // 1 + 4 * 1/4 and 1 + 4 * 3/4 on a span of 4
        DistributionKind.Beta => Beta.CDF(a[0], a[1], x),
        DistributionKind.Exponential => Exponential.CDF(1 / a[0], x),
        DistributionKind.Lognormal => LogNormal.CDF(Math.Log(a[0]), a[1], x),
        DistributionKind.Gamma => GammaCumulative(a[0] * a[0] / a[1], x * a[0] / a[1]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // The library's function takes a tiny x for 0; there one step of the confluent series, x^s e^-x (1/Gamma(s + 1) + x/Gamma(s + 2)), is exact.
    private static double GammaCumulative(double shape, double x) =>
        x < 1e-9
            ? Math.Pow(x, shape) * Math.Exp(-x) * (1 / SpecialFunctions.Gamma(shape + 1) + x / SpecialFunctions.Gamma(shape + 2))
            : Gamma.CDF(shape, 1, x);
}

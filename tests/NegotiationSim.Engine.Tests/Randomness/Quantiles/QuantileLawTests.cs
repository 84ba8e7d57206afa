using CsCheck;
using MathNet.Numerics;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Randomness.Quantiles;

/// <summary>What holds of every quantile, whatever its legal parameters: it is a number within the support, rises with u, and takes little work.</summary>
public sealed class QuantileLawTests
{
    /// <summary>Largest and smallest uniforms that a replica can draw.</summary>
    private const double Least = 1.0 / (1UL << 54);

    private static readonly Gen<double> Uniform = Gen.OneOf(
        Gen.Double[0.0005, 0.9995],
        Gen.Double[-16.2, -3].Select(e => Math.Max(Least, Math.Pow(10, e))),
        Gen.Double[-16, -3].Select(e => Math.Min(ReplicaDraws.LargestUniform, 1 - Math.Pow(10, e))),
        OneOf(Least, 0.5, ReplicaDraws.LargestUniform));

    private static readonly Gen<double> Positive = Gen.OneOf(
        Gen.Double[-308, 308].Select(e => Math.Pow(10, e)),
        Gen.Double[-20, 20].Select(e => Math.Pow(10, e)),
        Gen.Double[-4, 4].Select(e => Math.Pow(10, e)),
        Gen.Double[49.9, 50.1],
        Gen.Double[0.99, 1.01],
        OneOf(double.Epsilon, 1e-300, 1, 1e100, 1e300, double.MaxValue));

    private static readonly Gen<double> Signed = Gen.Select(Positive, Gen.Bool, (size, minus) => minus ? -size : size);

    private static readonly Gen<(DistributionKind Kind, double[] Arguments)> Legal = Gen.OneOf(
        Gen.Select(Signed, Signed, (a, b) => (DistributionKind.Uniform, new[] { Math.Min(a, b), Math.Max(a, b) })),
        Gen.Select(Signed, Positive, (mean, sd) => (DistributionKind.Normal, new[] { mean, sd })),
        Signed.Array[3].Select(Gen.Bool, (ends, pert) => (pert ? DistributionKind.Pert : DistributionKind.Triangular, ends.Order().ToArray())),
        Gen.Select(Positive, Positive, (a, b) => (DistributionKind.Beta, new[] { a, b })),
        Positive.Select(mean => (DistributionKind.Exponential, new[] { mean })),
        Gen.Select(Positive, Positive, (median, sigma) => (DistributionKind.Lognormal, new[] { median, sigma })),
        Gen.Select(Positive, Positive, (mean, variance) => (DistributionKind.Gamma, new[] { mean, variance })),
        Gen.Double[0, 1].Select(p => (DistributionKind.Bernoulli, new[] { p })),
        Signed.Array[1, 12].Select(values => (DistributionKind.Choice, values)));

    [Fact]
    public void Value_AnyLegalArguments_IsANumberInTheSupport() =>
        Gen.Select(Legal, Uniform).Sample((distribution, u) =>
        {
            var (kind, a) = distribution;
            var (least, most) = Support(kind, a);
            Assert.InRange(InverseCdf.Value(kind, u, a), least, most);
        }, iter: 10_000);

    /// <summary>To its own exactness: where the true quantile rises by less than that, the computed one may fall by as much.</summary>
    [Fact]
    public void Value_AnyLegalArguments_RisesWithTheUniform() =>
        Gen.Select(Legal.Where(d => d.Kind is not (DistributionKind.Choice or DistributionKind.Bernoulli)), Uniform, Gen.Double[0, 1]).Sample((distribution, u, share) =>
        {
            var (kind, a) = distribution;
            var higher = Math.Min(ReplicaDraws.LargestUniform, Math.Max(Math.BitIncrement(u), u * (1 + 1e-3 * share * share * share)));
            var (low, high) = (InverseCdf.Value(kind, u, a), InverseCdf.Value(kind, higher, a));
            var scale = kind is DistributionKind.Triangular or DistributionKind.Pert ? Math.Min(Math.Abs(a[0]), Math.Abs(a[^1])) : 0;
            Assert.True(high >= low - 1e-12 * Math.Max(1e-295, Math.Max(scale, Math.Abs(low))), $"{kind}({string.Join(", ", a)}): {low:R} at {u:R}, {high:R} at {higher:R}");
        }, iter: 10_000);

    /// <summary>A microsecond buys some hundred terms.</summary>
    [Fact]
    public void Value_AnyLegalArguments_TakesAFewSteps() =>
        Gen.Select(Legal, Uniform).Sample((distribution, u) =>
        {
            var (steps, terms) = (QuantileWork.Steps, QuantileWork.Terms);
            InverseCdf.Value(distribution.Kind, u, distribution.Arguments);
            Assert.InRange(QuantileWork.Steps - steps, 0, 20);
            Assert.InRange(QuantileWork.Terms - terms, 0, 1000);
        }, iter: 10_000);

    /// <summary>A second way, where a library's distribution functions are exact: back from the quantile to the share.</summary>
    [Fact]
    public void Value_BetaOfOrdinaryShapes_InvertsTheDistributionFunction() =>
        Gen.Select(Gen.Double[1e-4, 1 - 1e-4], Gen.Double[0.2, 60], Gen.Double[0.2, 60]).Sample((u, a, b) =>
        {
            var x = InverseCdf.Value(DistributionKind.Beta, u, [a, b]);
            var back = SpecialFunctions.BetaRegularized(a, b, x);
            var density = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - SpecialFunctions.BetaLn(a, b)) / (1 - x);
            Assert.True(Math.Abs(back - u) < 1e-12 + density * 1e-12, $"beta({a}, {b}) at {u}: {back}");
        }, iter: 3000);

    [Fact]
    public void Value_GammaOfAWholeShape_InvertsTheSumOfPoissonTerms() =>
        Gen.Select(Gen.Double[1e-4, 1 - 1e-4], Gen.Int[1, 80]).Sample((u, shape) =>
        {
            var x = InverseCdf.Value(DistributionKind.Gamma, u, [shape, shape]);
            var (term, sum) = (Math.Exp(-x), 0.0);
            for (var n = 0; n < shape; n++)
            {
                sum += term;
                term *= x / (n + 1);
            }

            Assert.Equal(1 - u, sum, 1e-12);
        }, iter: 3000);

    [Theory]
    [InlineData(DistributionKind.Normal, double.NaN, 1)]
    [InlineData(DistributionKind.Bernoulli, double.NaN, 0)]
    [InlineData(DistributionKind.Beta, 2, double.NaN)]
    [InlineData(DistributionKind.Uniform, 0, double.NaN)]
    public void ValueOfDrawn_ArgumentThatIsNoNumber_IsNone(DistributionKind kind, double first, double second) =>
        Assert.Equal(double.NaN, InverseCdf.ValueOfDrawn(kind, 0.3, kind == DistributionKind.Bernoulli ? [first] : [first, second]));

    [Theory]
    [InlineData(DistributionKind.Normal, 0, -1, 0)]
    [InlineData(DistributionKind.Uniform, 2, 1, 2)]
    [InlineData(DistributionKind.Beta, 0, 1, 0)]
    [InlineData(DistributionKind.Beta, 1, -3, 1)]
    [InlineData(DistributionKind.Gamma, -2, 1, 0)]
    [InlineData(DistributionKind.Gamma, 2, -1, 2)]
    [InlineData(DistributionKind.Lognormal, 0, 1, 0)]
    [InlineData(DistributionKind.Lognormal, 2, -1, 2)]
    [InlineData(DistributionKind.Normal, double.PositiveInfinity, 1, double.MaxValue)]
    [InlineData(DistributionKind.Uniform, double.NegativeInfinity, double.PositiveInfinity, 0)]
    public void ValueOfDrawn_ArgumentsOutsideTheDomain_AreMovedToItsBorder(DistributionKind kind, double first, double second, double expected) =>
        Assert.Equal(expected, InverseCdf.ValueOfDrawn(kind, 0.5, [first, second]));

    [Fact]
    public void Uniform_EveryBitSet_IsBelowOne()
    {
        Assert.Equal(ReplicaDraws.LargestUniform, ReplicaDraws.ToOpenInterval(ulong.MaxValue));
        Assert.Equal(Least, ReplicaDraws.ToOpenInterval(0));
    }

    private static Gen<double> OneOf(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static (double Least, double Most) Support(DistributionKind kind, double[] a) => kind switch
    {
        DistributionKind.Uniform or DistributionKind.Triangular or DistributionKind.Pert => (a[0], a[^1]),
        DistributionKind.Beta or DistributionKind.Bernoulli => (0, 1),
        DistributionKind.Choice => (a.Min(), a.Max()),
        DistributionKind.Normal => (-double.MaxValue, double.MaxValue),
        _ => (0, double.MaxValue),
    };
}

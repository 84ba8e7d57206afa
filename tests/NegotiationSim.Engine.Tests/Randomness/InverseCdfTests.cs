using CsCheck;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Randomness;

public sealed class InverseCdfTests
{
    private static readonly Gen<double> Uniform = Gen.Double[1e-6, 1 - 1e-6];

    [Fact]
    public void Gamma_AnyShape_InvertsTheDistributionFunction() =>
        Gen.Select(Uniform, Gen.Double[0.05, 20], Gen.Double[0.05, 10]).Sample((u, mean, variance) =>
        {
            var x = InverseCdf.Value(DistributionKind.Gamma, u, [mean, variance]);
            var (shape, rate) = (mean * mean / variance, mean / variance);

            // The library's distribution function takes the far lower tail for 0; there the leading term of the series is the function.
            var back = x * rate < 1e-9
                ? Math.Exp(shape * Math.Log(x * rate) - SpecialFunctions.GammaLn(shape + 1))
                : Gamma.CDF(shape, rate, x);
            Assert.True(x == 0 ? u < 1e-3 || shape < 0.02 : Math.Abs(u - back) < 1e-8, $"{u} became {back}");
        });

    [Fact]
    public void Gamma_DefaultFrailty_HasMeanOne()
    {
        const int n = 200_000;
        var sum = 0.0;
        for (var k = 0; k < n; k++)
        {
            sum += InverseCdf.Value(DistributionKind.Gamma, (k + 0.5) / n, [1, 6]);
        }

        Assert.Equal(1, sum / n, 0.01);
    }

    [Fact]
    public void Triangular_AnyArguments_InvertsTheDistributionFunction() =>
        Gen.Select(Uniform, Gen.Double[-5, 5], Gen.Double[0.1, 5], Gen.Double[0, 1]).Sample((u, lo, span, share) =>
        {
            var mode = lo + share * span;
            var x = InverseCdf.Value(DistributionKind.Triangular, u, [lo, mode, lo + span]);
            Assert.Equal(u, Triangular.CDF(lo, lo + span, mode, x), 1e-9);
        });

    [Fact]
    public void EveryDistribution_MidpointRule_HasTheMeanThatAnalysisUses() =>
        Assert.All(
            [
                (DistributionKind.Uniform, new[] { -1.0, 3 }),
                (DistributionKind.Normal, [2, 3]),
                (DistributionKind.Triangular, [0, 1, 5]),
                (DistributionKind.Pert, [0, 1, 5]),
                (DistributionKind.Beta, [2, 3]),
                (DistributionKind.Exponential, [0.5]),
                (DistributionKind.Lognormal, [2, 0.3]),
                (DistributionKind.Gamma, [2, 1]),
                (DistributionKind.Bernoulli, [0.3]),
                (DistributionKind.Choice, [1, 2, 6]),
            ],
            item =>
            {
                const int n = 20_000;
                var sum = 0.0;
                for (var k = 0; k < n; k++)
                {
                    sum += InverseCdf.Value(item.Item1, (k + 0.5) / n, item.Item2);
                }

                Assert.Equal(DistributionMean.Of(item.Item1, item.Item2), sum / n, 0.005);
            });
}

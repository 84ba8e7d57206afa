using System.Globalization;
using CsCheck;
using MathNet.Numerics.Distributions;
using NegotiationSim.Engine.Randomness;

namespace NegotiationSim.Engine.Tests.Randomness.Quantiles;

public sealed class NormalQuantileTests
{
    /// <summary>The lines of the standard normal distribution in the table of fifty-digit values.</summary>
    public static TheoryData<double, double> Standard =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Randomness", "Quantiles", "quantiles.csv")).Select(line => line.Split(','))
            .Where(cells => cells[0] == "normal" && Number(cells[2]) == 0 && Number(cells[3]) == 1).Select(cells => new TheoryDataRow<double, double>(Number(cells[1]), Number(cells[5]))),
    ];

    [Theory]
    [MemberData(nameof(Standard))]
    public void Value_EveryLineOfTheTable_IsExactToFifteenDigits(double u, double quantile) =>
        Assert.Equal(quantile, NormalQuantile.Value(u), 1e-15 * Math.Abs(quantile));

    [Fact]
    public void Value_AnyShare_IsTheLibrarys() => Gen.OneOf(Gen.Double[0.001, 0.999], Gen.Double[-300, -1].Select(e => Math.Pow(10, e))).Sample(
        u =>
        {
            var expected = Normal.InvCDF(0, 1, u);
            Assert.Equal(expected, NormalQuantile.Value(u), 1e-14 * Math.Abs(expected));
        },
        iter: 20_000);

    [Fact]
    public void Value_GreaterShare_IsNeverLess()
    {
        foreach (var border in new[] { 0.075, 0.5, 0.925, 1.3887943864964021e-11, 1 - 1.3887943864964021e-11 })
        {
            var u = border * (1 - 1e-14);
            for (var i = 0; i < 1000 && u < 1; i++, u = Math.BitIncrement(u))
            {
                Assert.True(NormalQuantile.Value(Math.BitIncrement(u)) >= NormalQuantile.Value(u) - 1e-15 * Math.Abs(NormalQuantile.Value(u)), $"{u:R}");
            }
        }
    }

    [Fact]
    public void Value_AtTheEnds_IsInfinite()
    {
        Assert.Equal(double.NegativeInfinity, NormalQuantile.Value(0));
        Assert.Equal(double.PositiveInfinity, NormalQuantile.Value(1));
        Assert.Equal(0, NormalQuantile.Value(0.5));
        Assert.Equal(-38.467405617144346, NormalQuantile.Value(double.Epsilon), 1e-11);
    }

    [Fact]
    public void GaussLegendre_PolynomialUpToTheSixtyThirdDegree_IsItsIntegral()
    {
        for (var degree = 0; degree <= 63; degree++)
        {
            var sum = 0.0;
            for (var i = 0; i < GaussLegendre.Abscissas.Length; i++)
            {
                sum += GaussLegendre.Weights[i] * Math.Pow(GaussLegendre.Abscissas[i], degree);
            }

            Assert.Equal(1.0 / (degree + 1), sum, 2e-15);
        }
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}

using CsCheck;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class PairedSharesTests
{
    // Two examples of Fagerland, Lydersen and Laake, "Statistical Analysis of Contingency Tables" (2017), chapter 8: airway hyper-responsiveness before and after a transplantation (Bentur et al. 2009,
    // 1 and 7 of 21) and complete response before and after consolidation (Cavo et al. 2012, 6 and 16 of 161; printed there as -0.1195 to -0.0032).
    [Theory]
    [InlineData(1, 7, 21, -0.2857, -0.5084, -0.0134)]
    [InlineData(6, 16, 161, -0.0621, -0.1195, -0.0032)]
    public void Difference_PublishedExamples_AreReproduced(long b, long c, long n, double difference, double low, double high)
    {
        var found = PairedShares.Difference(b, c, n);

        Assert.Equal(difference, found.Difference, 0.00006);
        Assert.Equal(low, found.Low, 0.00006);
        Assert.Equal(high, found.High, 0.00006);
    }

    [Fact]
    public void Difference_NobodyDiffers_HasAWidthAroundZero()
    {
        var (difference, low, high) = PairedShares.Difference(0, 0, 1000);

        Assert.Equal(0, difference);
        Assert.Equal(-Wilson.Z * Math.Sqrt(2) / 1002, low, 1e-15);
        Assert.Equal(-low, high, 1e-15);
    }

    [Fact]
    public void Difference_VariantAndBaseSwapped_ChangesItsSign() =>
        Gen.Select(Gen.Long[0, 5000], Gen.Long[0, 5000], Gen.Long[0, 5000]).Sample((b, c, rest) =>
        {
            var n = b + c + rest + 1;
            var (difference, low, high) = PairedShares.Difference(b, c, n);
            var (back, backLow, backHigh) = PairedShares.Difference(c, b, n);

            Assert.Equal(-difference, back, 1e-15);
            Assert.Equal(-high, backLow, 1e-15);
            Assert.Equal(-low, backHigh, 1e-15);
            Assert.InRange(difference, low, high);
        });

    // The probability that the interval covers the truth is summed over all that can come out, not simulated: with many replicas of which few differ, b and c are Poisson. What is asserted is the worst
    // case over expected counts from 0.1 to 60 in either direction.
    [Fact]
    public void Difference_FewReplicasDiffer_CoversTheTruth()
    {
        const long n = 1_000_000;
        double[] expected = [0, .. Enumerable.Range(1, 60).Select(k => 0.1 * k), .. Enumerable.Range(7, 54).Select(k => (double)k)];
        var worst = (from b in expected from c in expected where b >= c && (c == 0 || b % 1 == 0) select Coverage(b, c)).Min();

        Assert.InRange(worst, 0.93, 0.95);

        static double Coverage(double b, double c)
        {
            var truth = (b - c) / n;
            var covered = 0.0;
            var (onlyVariant, onlyBase) = (Poisson(b), Poisson(c));
            for (var i = 0; i < onlyVariant.Length; i++)
            {
                for (var k = 0; k < onlyBase.Length; k++)
                {
                    var (_, low, high) = PairedShares.Difference(i, k, n);
                    covered += low <= truth && truth <= high ? onlyVariant[i] * onlyBase[k] : 0;
                }
            }

            return covered;
        }

        static double[] Poisson(double mean)
        {
            var probabilities = new double[(int)(mean + 8 * Math.Sqrt(mean) + 12)];
            probabilities[0] = Math.Exp(-mean);
            for (var k = 1; k < probabilities.Length; k++)
            {
                probabilities[k] = probabilities[k - 1] * mean / k;
            }

            return probabilities;
        }
    }
}

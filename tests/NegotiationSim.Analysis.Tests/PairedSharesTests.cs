using CsCheck;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class PairedSharesTests
{
    [Fact]
    public void Difference_HandComputedCase_IsReproduced()
    {
        // b + 1/2 = 150.5, c + 1/2 = 86.5, n + 2 = 1602: centre 64 / 1602, error sqrt(237 - 64^2 / 1602) / 1602.
        var (difference, low, high) = PairedShares.Difference(150, 86, 1600);

        Assert.Equal(0.04, difference, 1e-15);
        Assert.Equal(64 / 1602.0 - Wilson.Z * Math.Sqrt(237 - 4096 / 1602.0) / 1602, low, 1e-12);
        Assert.Equal(64 / 1602.0 + Wilson.Z * Math.Sqrt(237 - 4096 / 1602.0) / 1602, high, 1e-12);
    }

    [Fact]
    public void Difference_NobodyDiffers_HasAWidthAroundZero()
    {
        var (difference, low, high) = PairedShares.Difference(0, 0, 1000);

        Assert.Equal(0, difference);
        Assert.InRange(low, -0.003, -0.0001);
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
}

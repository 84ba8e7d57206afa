using CsCheck;
using NegotiationSim.Analysis.Sensitivity;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

public sealed class CountDrawsTests
{
    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(1000, 0.002)]
    [InlineData(1_000_000, 0.4)]
    [InlineData(50, 0.97)]
    public void Binomial_ManyDraws_HaveItsMeanAndVariance(long trials, double probability)
    {
        var stream = new SeededStream(1, "binomial");
        AssertMoments(() => CountDraws.Binomial(stream, trials, probability), trials * probability, trials * probability * (1 - probability), 0, trials);
    }

    [Theory]
    [InlineData(20, 5, 8)]
    [InlineData(5000, 40, 700)]
    [InlineData(100_000, 62_000, 1562)]
    public void Hypergeometric_ManyDraws_HaveItsMeanAndVariance(long all, long marked, long drawn)
    {
        var stream = new SeededStream(1, "hypergeometric");
        var share = (double)marked / all;
        AssertMoments(() => CountDraws.Hypergeometric(stream, all, marked, drawn), drawn * share, drawn * share * (1 - share) * (all - drawn) / (all - 1), Math.Max(0, drawn + marked - all), Math.Min(drawn, marked));
    }

    [Fact]
    public void Shuffle_AnyTable_KeepsItsMargins() =>
        Gen.Select(Gen.Long[0, 30].Array[2, 24], Gen.Int[2, 4]).Sample((counts, classes) =>
        {
            var table = ContingencyTable.Of(counts.AsSpan(0, counts.Length / classes * classes), classes);
            if (table.Total == 0)
            {
                return;
            }

            var shuffled = new long[table.Counts.Length];
            Independence.Shuffle(table, shuffled, new SeededStream(5, "shuffle"));

            Assert.All(shuffled, count => Assert.True(count >= 0));
            for (var bin = 0; bin < table.Bins; bin++)
            {
                Assert.Equal(table.BinTotals[bin], shuffled.Skip(bin * table.Classes).Take(table.Classes).Sum());
            }

            for (var c = 0; c < table.Classes; c++)
            {
                Assert.Equal(table.ClassTotals[c], shuffled.Where((_, i) => i % table.Classes == c).Sum());
            }
        });

    private static void AssertMoments(Func<long> draw, double mean, double variance, long low, long high)
    {
        const int draws = 20_000;
        var values = Enumerable.Range(0, draws).Select(_ => draw()).ToList();

        Assert.All(values, value => Assert.InRange(value, low, high));
        Assert.Equal(mean, values.Average(value => (double)value), 5 * Math.Sqrt(variance / draws) + 1e-9);
        Assert.Equal(1, values.Average(value => (value - mean) * (value - mean)) / variance, 0.08);
    }
}

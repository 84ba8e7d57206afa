using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Tests;

public sealed class WilsonTests
{
    // Published example: 81 of 263 (Newcombe 1998, table I): 0.2553 to 0.3662.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(29, 29, 0.8830, 1)]
    public void Interval_PublishedExamples_AreReproduced(long count, long runs, double low, double high)
    {
        var interval = Wilson.Interval(count, runs);

        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }
}

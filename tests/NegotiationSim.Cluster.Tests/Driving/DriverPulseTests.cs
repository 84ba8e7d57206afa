namespace NegotiationSim.Cluster.Tests.Driving;

public sealed class DriverPulseTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 8)]
    [InlineData(3, 32)]
    [InlineData(4, 60)]
    [InlineData(1_000_000, 60)]
    public void SilenceAfter_AnyNumberOfTimes_DoublesUpToADriversOwn(int times, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DriverPulse.SilenceAfter(times));
}

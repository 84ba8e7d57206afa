namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class Clock : TimeProvider
{
    private long _ticks = new DateTime(2016, 9, 9, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Move(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}

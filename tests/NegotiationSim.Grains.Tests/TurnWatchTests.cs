using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains.Tests;

/// <summary>Whoever waits learns what for; a long turn is worth a warning and never a failure.</summary>
public sealed class TurnWatchTests
{
    private readonly Clock _clock = new();
    private readonly Log _log = new();

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1, 1)]
    [InlineData(3600, 1)]
    public void Work_OfASecondOrMore_IsLogged(double seconds, int warnings)
    {
        var desk = Watch().Open("e/0/1", 1, "south");

        using (desk.Begin(round: 4))
        {
            _clock.Now += TimeSpan.FromSeconds(seconds);
        }

        Assert.Equal(warnings, _log.Lines.Count);
        Assert.All(_log.Lines, line => Assert.StartsWith($"Warning: 'south' took {seconds} s for round 4", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Longest_SeveralAtWork_IsTheOneThatBeganFirst()
    {
        var watch = Watch();
        var (north, south) = (watch.Open("e/0/0", 0, "north"), watch.Open("e/0/1", 1, "south"));
        Assert.Null(watch.Longest());

        using var first = south.Begin(round: 2);
        _clock.Now += TimeSpan.FromSeconds(3);
        using (north.Begin(round: 2))
        {
            Assert.Equal(new LongTurn(1, 2, TimeSpan.FromSeconds(3)), watch.Longest());
        }

        // The activation that went before this one leaves late.
        watch.Close("e/0/1", north);
        Assert.NotNull(watch.Longest());
        watch.Close("e/0/1", south);
        Assert.Null(watch.Longest());
    }

    private TurnWatch Watch() => new(_log, _clock);

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Log : ILogger<TurnWatch>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}

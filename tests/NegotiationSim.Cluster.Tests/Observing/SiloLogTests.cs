using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Observing;

namespace NegotiationSim.Cluster.Tests.Observing;

public sealed class SiloLogTests : IDisposable
{
    private const string Membership = "Orleans.Runtime.MembershipService.MembershipTableManager";

    private readonly List<string> _lines = [];
    private readonly MovedClock _clock = new();
    private ServiceProvider? _services;

    public void Dispose() => _services?.Dispose();

    [Fact]
    public void Log_AsUsual_WarningsOfOursAndOfTheMembership()
    {
        var logs = Start();

        logs.CreateLogger<DriverWatch>().LogWarning("a client is gone");
        logs.CreateLogger<DriverWatch>().LogInformation("a detail");
        logs.CreateLogger(Membership).LogWarning("the table cannot be read");
        logs.CreateLogger(Membership).LogInformation("joining");
        logs.CreateLogger("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor").LogWarning("the processors are busy");
        logs.CreateLogger("Orleans.Runtime.Silo").LogError("no server GC");
        logs.CreateLogger("Orleans.Runtime.Silo").LogCritical("the end");

        Assert.Equal(["warning: a client is gone", "warning: the table cannot be read", "error: the end"], _lines);
    }

    [Fact]
    public void Log_Verbose_MoreWithItsOrigin()
    {
        var logs = Start(isVerbose: true);

        logs.CreateLogger<DriverWatch>().LogInformation("a detail");
        logs.CreateLogger(Membership).LogInformation("joining");
        logs.CreateLogger("Orleans.Runtime.Silo").LogWarning("no server GC");
        logs.CreateLogger("Orleans.Runtime.Silo").LogInformation("an option");

        Assert.Equal(["note: NegotiationSim.Cluster.Hosting.DriverWatch: a detail", $"note: {Membership}: joining", "warning: Orleans.Runtime.Silo: no server GC"], _lines);
    }

    /// <summary>Refusals are said by the door itself, each once.</summary>
    [Fact]
    public void Log_Refusals_AreNotSaidTwice()
    {
        Start().CreateLogger<DoorLog>().LogWarning("refused a connection");

        Assert.Empty(_lines);
    }

    [Fact]
    public void Log_Exception_ItsCauseAndNoStackTrace()
    {
        var cause = new InvalidOperationException("outer", new TimeoutException("inner\n   at Somewhere"));

        Start().CreateLogger(Membership).LogError(cause, "the table cannot be read\n   at Orleans.Something()");

        Assert.Equal(["error: the table cannot be read: inner"], _lines);
    }

    [Fact]
    public void Log_Secret_IsBlankedOut()
    {
        Start().CreateLogger(Membership).LogError(new InvalidOperationException("no user with password=hunter2!"), "AUTH hunter2! failed");

        Assert.Equal(["error: AUTH (secret) failed: no user with password=(secret)"], _lines);
    }

    /// <summary>Blanks are made one, and what is too long is cut; what is left of a secret then would not be recognised.</summary>
    [Fact]
    public void Log_SecretThatTheLineWouldChange_IsBlankedOut()
    {
        var log = Start(password: "two  blanks\tand more").CreateLogger(Membership);

        log.LogError(new EventId(1), new InvalidOperationException("no user with password=two  blanks\tand more"), "AUTH two  blanks\tand more failed");
        log.LogError(new EventId(2), "{Before} two  blanks\tand more", new string('x', 485));

        Assert.Equal("error: AUTH (secret) failed: no user with password=(secret)", _lines[0]);
        Assert.EndsWith("x (secret)", _lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Log_LongMessage_IsCut()
    {
        Start().CreateLogger(Membership).LogError("{Text}", new string('x', 10_000));

        Assert.InRange(Assert.Single(_lines).Length, 100, 600);
    }

    [Fact]
    public void Log_ManyOfAKind_ThreeAMinuteAndTheNumberOfTheOthers()
    {
        var log = Start().CreateLogger(Membership);
        for (var i = 0; i < 10; i++)
        {
            log.LogWarning(new EventId(7), "attempt {Number}", i);
        }

        log.LogWarning(new EventId(8), "something else");
        _clock.Now += TimeSpan.FromMinutes(1);
        log.LogWarning(new EventId(7), "attempt {Number}", 10);

        Assert.Equal(["warning: attempt 0", "warning: attempt 1", "warning: attempt 2", "warning: something else", "warning: attempt 10 (and 7 more like it before)"], _lines);
    }

    private ILoggerFactory Start(bool isVerbose = false, string password = "hunter2!")
    {
        var store = ClusterAddress.Parse("redis://127.0.0.1").WithPassword(password);
        _services = new ServiceCollection().AddLogging(SiloLog.To(_lines.Add, isVerbose, store, _clock)).BuildServiceProvider();
        return _services.GetRequiredService<ILoggerFactory>();
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}

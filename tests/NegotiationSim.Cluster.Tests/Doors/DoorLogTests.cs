using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>What is told of refusals, and how often.</summary>
public sealed class DoorLogTests
{
    private readonly HandTime _time = new();
    private readonly List<DoorRefusal> _told = [];

    [Fact]
    public void Refuse_SameKindAgain_ToldAtOnceAndThenSummedUpOnceAMinute()
    {
        using var log = Log();
        for (var i = 0; i < 1000; i++)
        {
            log.Refuse(Refusal($"10.0.0.1:{i}"), "10.0.0.1");
        }

        Assert.Equal([1], _told.Select(refusal => refusal.Times));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([1, 999], _told.Select(refusal => refusal.Times));
        Assert.Equal("refused a connection from 10.0.0.1:999 (and 998 more like it within a minute)", _told[1].Sentence);

        // A minute without any, and the next one is news again.
        log.Refuse(Refusal("10.0.0.1:1"), "10.0.0.1");
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([1, 999, 1], _told.Select(refusal => refusal.Times));
        _time.Advance(TimeSpan.FromSeconds(60));
        log.Refuse(Refusal("10.0.0.1:2"), "10.0.0.1");
        Assert.Equal("refused a connection from 10.0.0.1:2", _told[^1].Sentence);
        Assert.Equal(1002, log.RefusedCount());
    }

    [Fact]
    public void Refuse_OtherAddressOrReason_ToldAtOnce()
    {
        using var log = Log();

        log.Refuse(Refusal("10.0.0.1:1"), "10.0.0.1");
        log.Refuse(Refusal("10.0.0.2:1"), "10.0.0.2");
        log.Refuse(Refusal("10.0.0.1:2") with { Reason = DoorReason.Build }, "10.0.0.1");
        log.Refuse(Refusal("10.0.0.1:3") with { Incoming = false }, "10.0.0.1");

        Assert.Equal(4, _told.Count);
        Assert.Equal("10.0.0.1:3", log.LastOutgoing().Address);
        Assert.Equal(3, log.Counts[DoorReason.WrongSecret]);
    }

    [Fact]
    public void Refuse_ManyAddresses_BoundedInWhatIsToldAndKept()
    {
        using var log = Log();
        for (var i = 0; i < 5000; i++)
        {
            log.Refuse(Refusal($"address-{i}"), $"address-{i}");
        }

        Assert.InRange(_told.Count, DoorLog.MostTold, DoorLog.MostTold + 1);
        _time.Advance(DoorLog.Interval);
        Assert.InRange(_told.Count, DoorLog.MostTold, DoorLog.MostTold + 2);
        Assert.Equal(5000, _told.Sum(refusal => refusal.Times));
        Assert.Equal((DoorLog.MostKept, "address-4999"), (log.Last.Count, log.Last[^1].Address));
    }

    [Fact]
    public void Refuse_Quietly_CountedAndNotTold()
    {
        using var log = Log();

        log.Refuse(Refusal("10.0.0.1:1") with { Reason = DoorReason.Closed }, "10.0.0.1", quiet: true);

        Assert.Equal((0, 0, 1), (_told.Count, log.Last.Count, log.RefusedCount()));
    }

    [Fact]
    public void Refuse_NothingAgain_NoTimerGoesOn()
    {
        using var log = Log();
        log.Refuse(Refusal("10.0.0.1:1"), "10.0.0.1");
        Assert.Equal(1, _time.Timers);

        _time.Advance(DoorLog.Interval);

        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public void Within_WrappedException_Found()
    {
        var refusal = Refusal("10.0.0.1:1");

        Assert.Same(refusal, DoorException.Within(new InvalidOperationException("outer", new AggregateException(new IOException(), new IOException("x", new DoorException(refusal))))));
        Assert.Null(DoorException.Within(new IOException()));
    }

    private DoorLog Log()
    {
        var log = new DoorLog(time: _time);
        log.Refused += _told.Add;
        return log;
    }

    private DoorRefusal Refusal(string address) => new(_time.GetUtcNow(), address, true, false, DoorReason.WrongSecret, $"refused a connection from {address}");
}

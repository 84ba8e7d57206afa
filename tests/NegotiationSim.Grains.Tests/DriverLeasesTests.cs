namespace NegotiationSim.Grains.Tests;

/// <summary>What a silo lets go, and when.</summary>
public sealed class DriverLeasesTests
{
    private const string Driver = "driver";
    private const string Lane = Driver + ":experiment/1@place";

    private readonly DriverLeases _leases = new(TimeProvider.System);
    private readonly List<string> _ended = [];

    [Fact]
    public void Drop_LaneThatWasGivenUp_ItsGrainsEndAndNoOthers()
    {
        Enter(Lane);
        Enter(GrainKey.Actor(Lane, 0));
        Enter(Driver + ":experiment/11@place");
        Enter("other:experiment/1@place");

        _leases.Drop(Lane);
        _leases.Drop(Lane);

        Assert.Equal([Lane, GrainKey.Actor(Lane, 0)], _ended.Order(StringComparer.Ordinal));
    }

    /// <summary>The driver's word may overtake a grain that is still being activated.</summary>
    [Fact]
    public void Enter_OfALaneThatWasGivenUp_EndsAtOnce()
    {
        _leases.Hear(new DriverReport(Driver));
        _leases.Drop(Lane);

        Enter(GrainKey.Actor(Lane, 2));

        Assert.Equal([GrainKey.Actor(Lane, 2)], _ended);
    }

    /// <summary>A driver that comes back begins anew.</summary>
    [Fact]
    public void Forget_DriverThatGaveUpALane_TheLaneIsForgottenToo()
    {
        _leases.Hear(new DriverReport(Driver));
        _leases.Drop(Lane);
        _leases.Forget(Driver);

        Enter(Lane);

        Assert.Empty(_ended);
    }

    private void Enter(string key) => _leases.Enter(key, () => _ended.Add(key));
}

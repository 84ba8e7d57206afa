using System.Net;
using NegotiationSim.Grains.Placement;

namespace NegotiationSim.Grains.Tests.Placement;

public sealed class LanePlacementDirectorTests
{
    private static readonly SiloAddress s_first = Silo(1);
    private static readonly SiloAddress s_second = Silo(2);
    private static readonly SiloAddress s_gone = Silo(3);

    [Fact]
    public void Choose_SiloOfTheLaneIsGone_AnotherOneForAllOfIt()
    {
        var lane = new LanePlace(s_gone, []).Mark(GrainKey.Table("experiment", 4));

        var table = LanePlacementDirector.Choose(lane, [s_first, s_second]);

        Assert.Equal(table, LanePlacementDirector.Choose(GrainKey.Actor(lane, 0), [s_first, s_second]));
        Assert.Equal(table, LanePlacementDirector.Choose(GrainKey.Actor(lane, 1), [s_first, s_second]));
    }

    /// <summary>What an actor knows must not get to the silo of another.</summary>
    [Fact]
    public void Choose_ActorsAreSpreadAndASiloIsGone_NoOtherOneWillDo()
    {
        var lane = new LanePlace(s_first, [s_second, s_gone]).Mark(GrainKey.Table("experiment", 4));

        Assert.Equal(s_first, LanePlacementDirector.Choose(lane, [s_first, s_second]));
        Assert.Equal(s_second, LanePlacementDirector.Choose(GrainKey.Actor(lane, 0), [s_first, s_second]));
        Assert.Throws<SiloUnavailableException>(() => LanePlacementDirector.Choose(GrainKey.Actor(lane, 1), [s_first, s_second]));
        Assert.Equal(s_second, LanePlacementDirector.Choose(GrainKey.Actor(lane, 2), [s_first, s_second]));
    }

    private static SiloAddress Silo(byte host) => SiloAddress.New(new IPAddress([10, 0, 0, host]), 11111, 1);
}

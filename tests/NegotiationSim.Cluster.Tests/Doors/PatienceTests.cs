using System.Net;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Wire;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>How long and how many a door lets wait.</summary>
public sealed class PatienceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(42)]
    public async Task Inbound_SaysTooLittle_GoneAfterTheLimit(int bytes)
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        await Line.SayAsync(line.Initiator, Greeting.New(DoorRole.Client).Frame.Bytes[..bytes]);

        doors.Time.Advance(TestDoors.Options.TimeLimit - TimeSpan.FromTicks(1));
        Assert.Equal((false, 1, 0), (silo.IsCompleted, doors.Silo.Waiting, doors.SiloLog.RefusedCount()));
        doors.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("refused a connection from 127.0.0.1:50000: it had proved nothing after 10 s", doors.SiloSays);

        // It is told why, and has a second to read it.
        Assert.Equal(Frame.Of(FrameKind.Refusal, [0, 1, (byte)DoorReason.TooSlow]).Bytes, Line.Heard(line.Initiator)[^10..]);
        doors.Time.Advance(TimeSpan.FromSeconds(1));
        await silo;
        Assert.Equal(0, doors.Silo.Waiting);
    }

    /// <summary>A byte now and then does not buy more time.</summary>
    [Fact]
    public async Task Inbound_AByteASecond_GoneAfterTheLimit()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        foreach (var one in Greeting.New(DoorRole.Client).Frame.Bytes[..10])
        {
            await Line.SayAsync(line.Initiator, one);
            doors.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Line.HangUpAsync(line.Initiator);
        await silo;
        Assert.Equal(DoorReason.TooSlow, doors.SiloLog.Last.Single().Reason);
    }

    /// <summary>Who was refused and goes on sending is not listened to for long.</summary>
    [Fact]
    public async Task Inbound_RefusedAndGoesOnSending_GoneAfterSomeBytes()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        await Line.SayAsync(line.Initiator, [0x16, 0x03, 0x01, 0x00]);
        for (var i = 0; i < 63; i++)
        {
            await Line.SayAsync(line.Initiator, new byte[1024]);
        }

        Assert.False(silo.IsCompleted);
        await Line.SayAsync(line.Initiator, new byte[1024]);

        await silo;
    }

    [Fact]
    public async Task Outbound_NoAnswer_GoneAfterTheLimit()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));

        doors.Time.Advance(TestDoors.Options.AnswerLimit);

        var refused = await Assert.ThrowsAsync<DoorException>(() => caller);
        Assert.Equal("the silo at 127.0.0.1:11111 did not answer within 4 s", refused.Message);
        Assert.False(refused.Refusal.Lasts);
    }

    /// <summary>What Orleans does to a connection that it gives up.</summary>
    [Fact]
    public async Task Inbound_ReadingCancelledFromOutside_Ends()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));

        line.Responder.Transport.Input.CancelPendingRead();

        await silo;
        Assert.Equal(1, doors.SiloLog.Counts[DoorReason.Closed]);
    }

    [Fact]
    public async Task Inbound_ThousandHalfOpenConnections_BoundedAndHonestOnesGetIn()
    {
        var doors = new TestDoors();
        List<Task> halfOpen = [];
        for (var i = 0; i < 1000; i++)
        {
            halfOpen.Add(doors.Silo.OnConnectionAsync(Line.Open($"127.0.0.1:{20_000 + i}").Responder, _ => throw new InvalidOperationException("it passed")));
            Assert.InRange(doors.Silo.Waiting, 1, TestDoors.Options.MostWaiting);
            if (i % 100 == 99)
            {
                Assert.Equal(("please", "welcome"), await doors.MeetAsync());
            }
        }

        // Those that made room are gone without a clock, the others with it.
        await Task.WhenAll(halfOpen[..(1000 - TestDoors.Options.MostWaiting)]);
        doors.Time.Advance(TestDoors.Options.TimeLimit);
        doors.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(halfOpen);
        Assert.Equal((0, 10, 1000), (doors.Silo.Waiting, doors.SiloLog.AdmittedCount, doors.SiloLog.RefusedCount()));
    }

    [Fact]
    public void WaitingRoom_FullOfOneAddress_ThatOneMakesRoomAndOthersStay()
    {
        var room = new WaitingRoom(4);
        var other = room.Enter(IPEndPoint.Parse("10.0.0.2:1"));
        var first = room.Enter(IPEndPoint.Parse("10.0.0.1:1"));
        var second = room.Enter(IPEndPoint.Parse("[::ffff:10.0.0.1]:2"));
        var third = room.Enter(IPEndPoint.Parse("10.0.0.1:3"));

        var newcomer = room.Enter(IPEndPoint.Parse("10.0.0.3:1"));

        Assert.Equal((false, true, false, false, false), (Gone(other), Gone(first), Gone(second), Gone(third), Gone(newcomer)));
        Assert.Equal(4, room.Count);
    }

    [Fact]
    public void WaitingRoom_FullOfDifferentAddresses_TheOldestMakesRoom()
    {
        var room = new WaitingRoom(3);
        var places = Enumerable.Range(1, 4).Select(i => room.Enter(new IPEndPoint(IPAddress.Parse($"10.0.0.{i}"), 1))).ToList();

        Assert.Equal([true, false, false, false], places.Select(Gone));
    }

    /// <summary>One host can have all addresses that share their first 64 bits.</summary>
    [Fact]
    public void WaitingRoom_AddressesOfOneIPv6Network_CountAsOne()
    {
        var room = new WaitingRoom(3);
        var other = room.Enter(IPEndPoint.Parse("[2001:db8:0:2::1]:1"));
        var first = room.Enter(IPEndPoint.Parse("[2001:db8:0:1::1]:1"));
        var second = room.Enter(IPEndPoint.Parse("[2001:db8:0:1:ffff::2]:1"));

        room.Enter(IPEndPoint.Parse("[2001:db8:0:3::1]:1"));

        Assert.Equal((false, true, false), (Gone(other), Gone(first), Gone(second)));
    }

    [Fact]
    public void WaitingRoom_PlaceLeft_NobodyHasToGo()
    {
        var room = new WaitingRoom(2);
        var first = room.Enter(null);
        room.Enter(null).Dispose();

        room.Enter(null);

        Assert.Equal((false, 2), (Gone(first), room.Count));
    }

    private static bool Gone(WaitingRoom.Place place) => place.Displaced.IsCancellationRequested;
}

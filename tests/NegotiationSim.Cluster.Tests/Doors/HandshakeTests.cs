using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Wire;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>Who passes, who does not, and what both sides say of it.</summary>
public sealed class HandshakeTests
{
    [Theory]
    [InlineData((byte)DoorRole.Client, (byte)DoorRole.Gateway)]
    [InlineData((byte)DoorRole.Silo, (byte)DoorRole.SiloPort)]
    public async Task Handshake_SameSecret_BothPassAndHearAllThatTheOtherSays(byte role, byte port)
    {
        var doors = new TestDoors(port: (DoorRole)port, role: (DoorRole)role);

        Assert.Equal(("please", "welcome"), await doors.MeetAsync());
        Assert.Equal((1, 1), (doors.SiloLog.AdmittedCount, doors.CallerLog.AdmittedCount));
        Assert.Equal((0, 0), (doors.SiloLog.RefusedCount(), doors.CallerLog.RefusedCount()));
        Assert.Equal(0, doors.Silo.Waiting);
    }

    [Fact]
    public async Task Handshake_OtherSecret_BothSaySo()
    {
        var doors = new TestDoors(caller: TestDoors.Options with { Secret = TestDoors.OtherSecret });

        Assert.Equal((null, null), await doors.MeetAsync());
        Assert.Equal("refused a connection from 127.0.0.1:50000: it does not know the cluster's secret", doors.SiloSays);
        Assert.Equal("the silo at 127.0.0.1:11111 refused this client: they have different secrets; that of this client is from OTHER-FILE", doors.CallerSays);
        Assert.True(doors.CallerLog.LastOutgoing().Lasts);
    }

    private static string Orleans => TestDoors.Options.Hello.Orleans;

    [Fact]
    public void DoorHello_Orleans_IsThePackagesVersion() => Assert.Matches(@"^\d+\.\d+\.\d+$", Orleans);

    public static TheoryData<string, string, string> Differences => new()
    {
        { "cluster", "it belongs to the cluster 'other', this silo to 'study'", "it belongs to the cluster 'study', this client to 'other'" },
        { "build", "it is negsim 1.3.0, this silo is negsim 1.2.0; both have to be the same build", "it is negsim 1.2.0, this client is negsim 1.3.0; both have to be the same build" },
        { "orleans", $"it runs Orleans 9.9.9, this silo Orleans {Orleans}; both have to be the same build of negsim", $"it runs Orleans {Orleans}, this client Orleans 9.9.9; both have to be the same build of negsim" },
        { "fingerprint", "its arithmetic has the fingerprint def456, that of this silo abc123; it would compute other numbers", "its arithmetic has the fingerprint abc123, that of this client def456; it would compute other numbers" },
        { "secret and build", "it does not know the cluster's secret", "they have different secrets; that of this client is from OTHER-FILE" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Handshake_AnythingElseDiffers_BothSayWhat(string what, string bySilo, string byCaller)
    {
        var options = TestDoors.Options;
        var doors = new TestDoors(caller: what switch
        {
            "cluster" => options with { ClusterId = "other" },
            "build" => options with { Hello = options.Hello with { Build = "1.3.0" } },
            "orleans" => options with { Hello = options.Hello with { Orleans = "9.9.9" } },
            "fingerprint" => options with { Hello = options.Hello with { Fingerprint = "def456" } },
            _ => options with { Secret = TestDoors.OtherSecret, Hello = options.Hello with { Build = "1.3.0" } },
        });

        Assert.Equal((null, null), await doors.MeetAsync());
        Assert.Equal($"refused a connection from 127.0.0.1:50000: {bySilo}", doors.SiloSays);
        Assert.Equal($"the silo at 127.0.0.1:11111 refused this client: {byCaller}", doors.CallerSays);
        Assert.Equal((1, 1), (doors.SiloLog.RefusedCount(), doors.CallerLog.RefusedCount()));
    }

    [Theory]
    [InlineData((byte)DoorRole.Client, (byte)DoorRole.SiloPort, "it is a client, and this is the port for silos", "this client: that is its port for silos")]
    [InlineData((byte)DoorRole.Silo, (byte)DoorRole.Gateway, "it is a silo, and this is the port for clients", "this silo: that is its port for clients")]
    public async Task Handshake_WrongPort_BothSaySo(byte role, byte port, string bySilo, string byCaller)
    {
        var doors = new TestDoors(port: (DoorRole)port, role: (DoorRole)role);

        Assert.Equal((null, null), await doors.MeetAsync());
        Assert.EndsWith(bySilo, doors.SiloSays, StringComparison.Ordinal);
        Assert.EndsWith(byCaller, doors.CallerSays, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handshake_LaterVersionOfTheProtocol_ToldBeforeAnythingElse()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));

        // A greeting whose rest nobody here can read.
        await Line.SayAsync(line.Initiator, Frame.Of(FrameKind.Greeting, [0, 2, 99, 98, 97]).Bytes);
        var answer = Line.Heard(line.Initiator);
        await Line.HangUpAsync(line.Initiator);
        await silo;

        Assert.Equal("refused a connection from 127.0.0.1:50000: its door speaks version 2 of the protocol, that of this silo version 1; both have to be the same build of negsim", doors.SiloSays);
        Assert.Equal(Frame.Of(FrameKind.Refusal, [0, 1, (byte)DoorReason.Protocol]).Bytes, answer);
    }

    [Theory]
    [InlineData(new byte[] { 0, 2, 2 }, "its door speaks version 2 of the protocol, that of this client version 1; both have to be the same build of negsim")]
    [InlineData(new byte[] { 0, 2, 250, 1, 2, 3 }, "its door speaks version 2 of the protocol, that of this client version 1; both have to be the same build of negsim")]
    [InlineData(new byte[] { 0, 1, 22 }, "this client took too long")]
    public async Task Handshake_RefusedBeforeAnyProof_SaidInOwnWords(byte[] refusal, string why)
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Responder, Frame.Of(FrameKind.Refusal, refusal).Bytes);

        var refused = await Assert.ThrowsAsync<DoorException>(() => caller);
        Assert.Equal($"the silo at 127.0.0.1:11111 refused this client: {why}", refused.Message);
        Assert.True(refused.Refusal.ByOther);
    }

    /// <summary>What a peer tells is printed only where it cannot harm a terminal.</summary>
    [Theory]
    [InlineData("1.2\u001b[2J")]
    [InlineData("")]
    public void UseDoor_TextUnfitToBeTold_Refused(string build)
    {
        var error = Assert.Throws<DoorSetupException>(() => (TestDoors.Options with { Hello = new DoorHello(build, "abc") }).Check());

        Assert.Equal("the build has to be 1 to 200 printable ASCII characters", error.Message);
    }

    [Theory]
    [InlineData("10.0.0.7:50000", false, "refused a connection from 10.0.0.7:50000: it is on another machine and there is no TLS; give --tls-certificate, or --insecure if the network is your own")]
    [InlineData("10.0.0.7:50000", true, null)]
    [InlineData("[::1]:50000", false, null)]
    [InlineData("[::ffff:127.0.0.1]:50000", false, null)]
    [InlineData("[fe80::1]:50000", false, "refused a connection from [fe80::1]:50000: it is on another machine and there is no TLS; give --tls-certificate, or --insecure if the network is your own")]
    public async Task Inbound_FromAnotherMachineWithoutTls_OnlyIfInsecure(string from, bool insecure, string? refusal)
    {
        var doors = new TestDoors(silo: TestDoors.Options with { Insecure = insecure });

        var met = await doors.MeetAsync(Line.Open(initiator: from));

        Assert.Equal(refusal, doors.SiloLog.Last.SingleOrDefault()?.Sentence);
        Assert.Equal(refusal is null ? "please" : null, met.Silo);
    }

    [Fact]
    public async Task Outbound_ToAnotherMachineWithoutTls_SaysNothingToIt()
    {
        var doors = new TestDoors();
        var line = Line.Open(responder: "10.0.0.7:30000");

        var refused = await Assert.ThrowsAsync<DoorException>(() => doors.Caller.OnConnectionAsync(line.Initiator, _ => Task.CompletedTask));

        Assert.Equal("refused the silo at 10.0.0.7:30000: it is on another machine and there is no TLS; give --tls-certificate, or --insecure if the network is your own", refused.Message);
        Assert.Empty(Line.Heard(line.Responder));
    }

    [Fact]
    public async Task Outbound_ToAnotherMachineWithAUsersOwnSecret_SaysNothingToIt()
    {
        var local = ClusterSecret.Of("correct horse battery staple"u8, "FILE", isLocal: true, warning: null);
        var doors = new TestDoors(caller: TestDoors.Options with { Secret = local, Insecure = true });
        var line = Line.Open(responder: "10.0.0.7:30000");

        var refused = await Assert.ThrowsAsync<DoorException>(() => doors.Caller.OnConnectionAsync(line.Initiator, _ => Task.CompletedTask));

        Assert.Equal("refused the silo at 10.0.0.7:30000: it is on another machine, and the secret in FILE is for this machine only; give --secret-file", refused.Message);
        Assert.Empty(Line.Heard(line.Responder));
    }
}

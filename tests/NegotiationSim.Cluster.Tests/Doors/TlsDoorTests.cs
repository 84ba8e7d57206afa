using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Tls;
using NegotiationSim.Cluster.Doors.Wire;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>TLS around the handshake: which certificates pass, and what both sides say of those that do not.</summary>
public sealed class TlsDoorTests
{
    private static readonly Authority s_authority = new("the cluster's");
    private static readonly Authority s_stranger = new("another");
    private static readonly X509Certificate2 s_silo = s_authority.Sign("silo");
    private static readonly X509Certificate2 s_client = s_authority.Sign("client");
    private static readonly X509Certificate2 s_shared = Authority.SelfSigned("shared");

    private static DateTimeOffset Day(int year) => new(year, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Handshake_CertificatesOfOneAuthority_BothPass()
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), Authority.Identity(s_client, s_authority));

        Assert.Equal(("please", "welcome"), await doors.MeetAsync());
    }

    [Fact]
    public async Task Handshake_CertificatesBelowOneAuthority_BothPass()
    {
        var below = s_authority.Below("department");
        var doors = Doors(Authority.Identity(below.Sign("silo"), s_authority, below.Certificate), Authority.Identity(s_client, s_authority));

        Assert.Equal(("please", "welcome"), await doors.MeetAsync());
    }

    [Fact]
    public async Task Handshake_TheVerySameCertificate_BothPass()
    {
        var doors = Doors(Authority.Identity(s_shared, null), Authority.Identity(s_shared, null));

        Assert.Equal(("please", "welcome"), await doors.MeetAsync());
    }

    [Fact]
    public async Task Handshake_BeyondThisMachine_BothPass()
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), Authority.Identity(s_client, s_authority));

        Assert.Equal(("please", "welcome"), await doors.MeetAsync(Line.Open("10.0.0.1:50000", "10.0.0.2:30000")));
    }

    [Fact]
    public async Task Handshake_OtherSecretWithinTls_BothSaySo()
    {
        var identity = Authority.Identity(s_shared, null);
        var doors = new TestDoors(TestDoors.Options with { Tls = identity }, TestDoors.Options with { Tls = identity, Secret = TestDoors.OtherSecret });

        Assert.Equal((null, null), await doors.MeetAsync());
        Assert.Equal("refused a connection from 127.0.0.1:50000: it does not know the cluster's secret", doors.SiloSays);
        Assert.Equal("the silo at 127.0.0.1:11111 refused this client: they have different secrets; that of this client is from OTHER-FILE", doors.CallerSays);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "client of another authority", "refused a connection from 127.0.0.1:50000: its certificate is not of the certificate authority of --tls-ca", "the silo at 127.0.0.1:11111 refused this client: it does not know the certificate of this client (CN=client); both need certificates of the same --tls-ca, or the very same one" },
        { "silo of another authority", "127.0.0.1:50000 connected and refused this silo: it does not know the certificate of this silo (CN=silo); both need certificates of the same --tls-ca, or the very same one", "refused the silo at 127.0.0.1:11111: its certificate is not of the certificate authority of --tls-ca" },
        { "client expired", "refused a connection from 127.0.0.1:50000: its certificate expired on 2026-03-01 00:00 UTC", "the silo at 127.0.0.1:11111 refused this client: the certificate of this client has expired (valid from 2026-01-01 00:00 UTC to 2026-03-01 00:00 UTC)" },
        { "silo expired", "127.0.0.1:50000 connected and refused this silo: the certificate of this silo has expired (valid from 2026-01-01 00:00 UTC to 2026-03-01 00:00 UTC)", "refused the silo at 127.0.0.1:11111: its certificate expired on 2026-03-01 00:00 UTC" },
        { "client not yet valid", "refused a connection from 127.0.0.1:50000: its certificate is not valid before 2027-03-01 00:00 UTC; is the clock right?", "the silo at 127.0.0.1:11111 refused this client: the certificate of this client is not valid yet (valid from 2027-03-01 00:00 UTC to 2028-03-01 00:00 UTC); are the clocks right?" },
        { "client for servers", "refused a connection from 127.0.0.1:50000: its certificate is not for client authentication", "the silo at 127.0.0.1:11111 refused this client: the certificate of this client was made for other purposes" },
        { "another self-signed", "refused a connection from 127.0.0.1:50000: its certificate is not that of this silo; where each has one of its own, give --tls-ca", "refused the silo at 127.0.0.1:11111: its certificate is not that of this client; where each has one of its own, give --tls-ca" },
        { "client without TLS", "refused a connection from 127.0.0.1:50000: it does not speak TLS, as this silo does; give it --tls-certificate", "the silo at 127.0.0.1:11111 refused this client: it asks for TLS; give this client --tls-certificate" },
        { "silo without TLS", "refused a connection from 127.0.0.1:50000: it speaks TLS, and this silo does not; give this silo --tls-certificate, or the other side none", "the silo at 127.0.0.1:11111 refused this client: it does not speak TLS, as this client does; give it --tls-certificate, or this client none" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Handshake_CertificateNotTaken_BothSayWhy(string what, string bySilo, string byCaller)
    {
        var (silo, client) = (Authority.Identity(s_silo, s_authority), Authority.Identity(s_client, s_authority));
        var doors = what switch
        {
            "client of another authority" => Doors(silo, Authority.Identity(s_stranger.Sign("client"), s_authority)),
            "silo of another authority" => Doors(Authority.Identity(s_stranger.Sign("silo"), s_authority), client),
            "client expired" => Doors(silo, Authority.Identity(s_authority.Sign("client", to: Day(2026)), s_authority)),
            "silo expired" => Doors(Authority.Identity(s_authority.Sign("silo", to: Day(2026)), s_authority), client),
            "client not yet valid" => Doors(silo, Authority.Identity(s_authority.Sign("client", Day(2027), Day(2028)), s_authority)),
            "client for servers" => Doors(silo, Authority.Identity(s_authority.Sign("client", null, null, Authority.ForServers), s_authority)),
            "another self-signed" => Doors(Authority.Identity(Authority.SelfSigned("shared"), null), Authority.Identity(s_shared, null)),
            "client without TLS" => Doors(silo, null),
            _ => Doors(null, client),
        };

        Assert.Equal((null, null), await doors.MeetAsync());
        Assert.Equal((bySilo, byCaller), (doors.SiloSays, doors.CallerSays));
        Assert.True(doors.CallerLog.LastOutgoing().Lasts);
    }

    /// <summary>In TLS 1.3 a client is through before the server has seen that there is no certificate; the reason reaches it all the same.</summary>
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Inbound_NoCertificate_NamedAndTold(SslProtocols protocol)
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), null);
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        await using var stream = await ConnectAsync(line.Initiator, protocol, null);

        var answer = new byte[Frame.HeaderLength + 3];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        await Line.HangUpAsync(line.Initiator);
        await silo;

        Assert.Equal(Frame.Of(FrameKind.Refusal, [0, 1, (byte)DoorReason.NoCertificate]).Bytes, answer);
        Assert.Equal("refused a connection from 127.0.0.1:50000: it shows no certificate", doors.SiloSays);
    }

    /// <summary>Nothing is said to someone whose certificate is not taken, though TLS itself took it: not even a greeting.</summary>
    [Fact]
    public async Task Inbound_CertificateNotTakenAndGreets_HearsARefusalOnly()
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), null);
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        await using var stream = await ConnectAsync(line.Initiator, SslProtocols.Tls13, s_stranger.Sign("mallory"));
        await stream.WriteAsync(Greeting.New(DoorRole.Client).Frame.Bytes, TestContext.Current.CancellationToken);

        var answer = new byte[100];
        var count = await stream.ReadAsync(answer, TestContext.Current.CancellationToken);
        await Line.HangUpAsync(line.Initiator);
        await silo;

        Assert.Equal(Frame.Of(FrameKind.Refusal, [0, 1, (byte)DoorReason.CertificateUntrusted]).Bytes, answer[..count]);
    }

    /// <summary>Someone who has a certificate of the authority, but not the secret, passes every byte on between two honest sides: they see that they do not see the same certificates.</summary>
    [Fact]
    public async Task Handshake_MemberOfTheAuthorityInBetween_NotPassed()
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), Authority.Identity(s_client, s_authority));
        var mallory = s_authority.Sign("mallory");
        var (toCaller, toSilo) = (Line.Open(), Line.Open());
        var silo = doors.Silo.OnConnectionAsync(toSilo.Responder, _ => throw new InvalidOperationException("it passed"));
        var caller = doors.Caller.OnConnectionAsync(toCaller.Initiator, _ => throw new InvalidOperationException("it passed"));
        await using var forth = await ConnectAsync(toSilo.Initiator, SslProtocols.Tls13, mallory);
        await using var back = new SslStream(new PipeStream(toCaller.Responder.Transport, looksFirst: false), false, (_, _, _, _) => true);
        await back.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = mallory, ClientCertificateRequired = true }, TestContext.Current.CancellationToken);

        await PassOnAsync(back, forth);
        await PassOnAsync(forth, back);
        await PassOnAsync(back, forth);
        await PassOnAsync(forth, back);
        await Line.HangUpAsync(toSilo.Initiator);
        await Line.HangUpAsync(toCaller.Responder);

        await silo;
        await Assert.ThrowsAsync<DoorException>(() => caller);
        Assert.Equal(DoorReason.WrongSecret, doors.SiloLog.Last.Single().Reason);
    }

    [Theory]
    [InlineData(new byte[] { 0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5 }, DoorReason.TlsFailed)]
    [InlineData(new byte[] { 0x41, 0, 0, 0, 1 }, DoorReason.NoDoor)]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 }, DoorReason.Unintelligible)]
    public async Task Inbound_NeitherTlsNorADoor_NamedAndNotAnswered(byte[] says, DoorReason reason)
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), null);
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Initiator, says);
        await Line.HangUpAsync(line.Initiator);
        await silo;

        Assert.Equal(reason, doors.SiloLog.Last.Single().Reason);
        Assert.All(doors.SiloSays, letter => Assert.InRange(letter, ' ', '~'));
    }

    [Fact]
    public async Task Inbound_StopsInTheMiddleOfTls_GoneAfterTheLimit()
    {
        var doors = Doors(Authority.Identity(s_silo, s_authority), null);
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        await Line.SayAsync(line.Initiator, 0x16, 0x03, 0x01, 0x02, 0x00, 0x01);

        doors.Time.Advance(TestDoors.Options.TimeLimit);

        await silo;
        Assert.Equal(DoorReason.TooSlow, doors.SiloLog.Last.Single().Reason);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 }, DoorReason.Unintelligible)]
    [InlineData(new byte[] { }, DoorReason.Closed)]
    [InlineData(new byte[] { 0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28 }, DoorReason.TlsFailed)]
    public async Task Outbound_SomethingElseAnswersTls_Named(byte[] says, DoorReason reason)
    {
        var doors = Doors(null, Authority.Identity(s_client, s_authority));
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Responder, says);
        await Line.HangUpAsync(line.Responder);

        Assert.Equal(reason, (await Assert.ThrowsAsync<DoorException>(() => caller)).Refusal.Reason);
    }

    private static TestDoors Doors(TlsIdentity? silo, TlsIdentity? caller) => new(TestDoors.Options with { Tls = silo }, TestDoors.Options with { Tls = caller });

    /// <summary>A client of TLS that takes everything.</summary>
    private static async Task<SslStream> ConnectAsync(ConnectionContext end, SslProtocols protocol, X509Certificate2? shows)
    {
        var stream = new SslStream(new PipeStream(end.Transport, looksFirst: false), false, (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "x", EnabledSslProtocols = protocol, ClientCertificates = shows is null ? null : [shows] }, TestContext.Current.CancellationToken);
        return stream;
    }

    private static async Task PassOnAsync(SslStream from, SslStream to)
    {
        var bytes = new byte[2048];
        var count = await from.ReadAsync(bytes, TestContext.Current.CancellationToken);
        await to.WriteAsync(bytes.AsMemory(0, count), TestContext.Current.CancellationToken);
    }
}

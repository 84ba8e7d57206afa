using System.Text;
using CsCheck;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Wire;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>What those get who do not know the secret, whatever they send.</summary>
public sealed class StrangerTests
{
    private static readonly int s_greetingLength = Greeting.New(DoorRole.Gateway).Frame.Bytes.Length;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "it does not speak as negsim does")]
    [InlineData("\u0041\0\0\0and what Orleans says next", "it is an Orleans program without this door")]
    [InlineData("\u0016\u0003\u0001\u0002\0 and a greeting of TLS", "it speaks TLS, and this silo does not; give this silo --tls-certificate, or the other side none")]
    [InlineData("NEGD\u0063\0\0", "it does not speak as negsim does")]
    [InlineData("NEGD\u0001\uFFFF\uFFFF", "it does not speak as negsim does")]
    [InlineData("NEGD\u0001\0\0", "it does not speak as negsim does")]
    [InlineData("NEGD\u0001\0\u0003\0\u0001\u0004", "it does not speak as negsim does")]
    [InlineData("NEGD\u0002\0\u0001a", "it does not speak as negsim does")]
    public async Task Inbound_SomethingElse_NamedAndNotLetIn(string says, string why)
    {
        var doors = new TestDoors();

        var heard = await VisitAsync(doors, Encoding.Latin1.GetBytes(says.Replace('\uFFFF', '\u00FF')));

        Assert.Equal($"refused a connection from 127.0.0.1:50000: {why}", doors.SiloSays);
        Assert.True(heard.Length == 0 || doors.SiloLog.Last[0].Reason == DoorReason.TlsUnexpected, "a stranger was told something");
    }

    [Fact]
    public async Task Inbound_RandomBytes_NobodyPassesOrLearnsMoreThanAGreeting() =>
        await Gen.Byte.Array[0, 300].SampleAsync(
            async bytes =>
            {
                var heard = await VisitAsync(new TestDoors(), bytes);
                Assert.True(heard.Length <= s_greetingLength);
            },
            iter: 2000);

    [Fact]
    public async Task Outbound_RandomBytes_NobodyPasses() =>
        await Gen.Byte.Array[0, 300].SampleAsync(async bytes => await HostAsync(new TestDoors(), bytes), iter: 2000);

    /// <summary>Whatever is changed in whatever message: the two do not both let each other pass. What the verdict says after the responder has let the initiator in can only keep the initiator out.</summary>
    [Fact]
    public async Task Handshake_AnyByteChangedOnTheWay_NotPassed() =>
        await Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Byte[1, 255]).SampleAsync(
            async (message, position, change) =>
            {
                var doors = new TestDoors();

                var (_, bySilo, byCaller) = await Recording.RelayAsync(doors, (number, bytes) =>
                {
                    // A message that a refusal took the place of may be missing.
                    if (number == message && bytes.Length > 0)
                    {
                        bytes = [.. bytes];
                        bytes[position % bytes.Length] ^= change;
                    }

                    return bytes;
                });

                Assert.False(byCaller);
                Assert.Equal(message == 3, bySilo);
            },
            iter: 2000);

    [Fact]
    public async Task Inbound_ConnectionEndsAnywhereInTheHandshake_NotPassedAndFree()
    {
        var honest = await Recording.HonestAsync();
        for (var length = 0; length < honest.Initiator.Length; length++)
        {
            var doors = new TestDoors();

            await VisitAsync(doors, honest.Initiator[..Math.Min(length, s_greetingLength)], honest.Initiator[Math.Min(length, s_greetingLength)..length]);

            // Someone who only looks whether the port is open is no stranger.
            Assert.Equal((length == 0 ? 0 : 1, 1, 0), (doors.SiloLog.Last.Count, doors.SiloLog.RefusedCount(), doors.Silo.Waiting));
            Assert.Equal(1, doors.SiloLog.Counts[DoorReason.Closed]);
        }
    }

    [Fact]
    public async Task Outbound_ConnectionEndsAnywhereInTheHandshake_NotPassed()
    {
        var honest = await Recording.HonestAsync();
        for (var length = 0; length < honest.Answer.Length; length++)
        {
            var doors = new TestDoors();

            await HostAsync(doors, honest.Answer[..length]);

            Assert.Equal("the silo at 127.0.0.1:11111 closed the connection before it had answered", doors.CallerSays);
        }

        for (var length = 0; length < honest.Verdict.Length; length++)
        {
            var doors = new TestDoors();
            var (_, _, byCaller) = await Recording.RelayAsync(doors, (number, bytes) => number == 3 ? bytes[..length] : bytes);

            Assert.False(byCaller);
            Assert.Equal("the silo at 127.0.0.1:11111 closed the connection before it had answered", doors.CallerSays);
        }
    }

    [Fact]
    public async Task Inbound_RecordedHandshakeSentAgain_NotPassed()
    {
        var honest = await Recording.HonestAsync();
        var doors = new TestDoors();
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Initiator, honest.Greeting);
        await Line.SayAsync(line.Initiator, honest.Proof);
        await Line.HangUpAsync(line.Initiator);
        await silo;

        Assert.Equal(DoorReason.WrongSecret, doors.SiloLog.Last.Single().Reason);
    }

    [Fact]
    public async Task Outbound_RecordedHandshakeSentAgain_NotPassed()
    {
        var honest = await Recording.HonestAsync();
        var doors = new TestDoors();
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Responder, honest.Answer);
        await Line.SayAsync(line.Responder, honest.Verdict);
        await Line.HangUpAsync(line.Responder);

        Assert.Equal("refused the silo at 127.0.0.1:11111: it does not know the cluster's secret", (await Assert.ThrowsAsync<DoorException>(() => caller)).Message);
    }

    /// <summary>Who answers an initiator with its own words gets nowhere, for each direction has a key of its own.</summary>
    [Fact]
    public async Task Outbound_OwnProofSentBack_NotPassed()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));
        var greeting = Line.Heard(line.Responder);
        greeting[Frame.HeaderLength + 2] = (byte)DoorRole.Gateway;
        await Line.SayAsync(line.Responder, greeting);
        var proof = Line.Heard(line.Responder)[Frame.HeaderLength..];

        await Line.SayAsync(line.Responder, Frame.Of(FrameKind.Verdict, [0, .. proof]).Bytes);
        await Line.HangUpAsync(line.Responder);

        Assert.Equal(DoorReason.WrongSecret, (await Assert.ThrowsAsync<DoorException>(() => caller)).Refusal.Reason);
    }

    /// <summary>Even over the same bytes.</summary>
    [Fact]
    public void Proofs_SameBytesInTheOtherDirection_Differ()
    {
        var (keys, greeting) = (new DoorKeys(TestDoors.Secret), Greeting.New(DoorRole.Client));
        byte[] proof = new byte[DoorKeys.ProofLength], introduction = [1, 2, 3];
        var shorter = new DoorKeys.Conversation(greeting, greeting, new byte[64], introduction);
        var longer = shorter with { Introduction = [.. introduction, .. proof, 0, .. introduction] };

        Assert.NotEqual(keys.OfInitiator(longer), keys.OfResponder(shorter, proof, 0, introduction));
        Assert.Equal(keys.OfInitiator(longer), new DoorKeys(TestDoors.Secret).OfInitiator(longer));
    }

    [Fact]
    public async Task Outbound_OwnGreetingSentBack_NotPassed()
    {
        var doors = new TestDoors();
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));

        await Line.SayAsync(line.Responder, Line.Heard(line.Responder));
        var heard = Line.Heard(line.Responder);
        await Line.HangUpAsync(line.Responder);

        Assert.Equal(DoorReason.Unintelligible, (await Assert.ThrowsAsync<DoorException>(() => caller)).Refusal.Reason);
        Assert.Empty(heard);
    }

    /// <summary>A stranger at a port gets a greeting, which is random, and nothing of which the secret could be guessed.</summary>
    [Fact]
    public async Task Inbound_GreetingAndThenNoProof_OnlyAGreetingWasTold()
    {
        var doors = new TestDoors();

        var heard = await VisitAsync(doors, [.. Greeting.New(DoorRole.Client).Frame.Bytes]);

        Assert.Equal(s_greetingLength, heard.Length);
        Assert.Equal([.. "NEGD"u8, (byte)FrameKind.Greeting, 0, 35, 0, 1, (byte)DoorRole.Gateway], heard[..10]);
    }

    /// <summary>Who has to wait for an answer does not write on: a silo keeps no more than it asked for. The proof that comes too early is not even looked at.</summary>
    [Fact]
    public async Task Inbound_MoreThanOneMessageAtATime_NotPassedAndNotAnswered()
    {
        var doors = new TestDoors();
        var honest = await Recording.HonestAsync();

        var heard = await VisitAsync(doors, honest.Initiator);

        Assert.Equal(DoorReason.Unintelligible, doors.SiloLog.Last.Single().Reason);
        Assert.Empty(heard);
    }

    /// <summary>Connects without a door, says something and hangs up.</summary>
    /// <returns>What the silo said.</returns>
    private static async Task<byte[]> VisitAsync(TestDoors doors, params byte[][] says)
    {
        var line = Line.Open();
        var silo = doors.Silo.OnConnectionAsync(line.Responder, _ => throw new InvalidOperationException("it passed"));
        foreach (var message in says)
        {
            await Line.SayAsync(line.Initiator, message);
        }

        await Line.HangUpAsync(line.Initiator);
        await silo;
        return Line.Heard(line.Initiator);
    }

    /// <summary>Answers a caller without a door, and hangs up.</summary>
    private static async Task HostAsync(TestDoors doors, byte[] says)
    {
        var line = Line.Open();
        var caller = doors.Caller.OnConnectionAsync(line.Initiator, _ => throw new InvalidOperationException("it passed"));
        await Line.SayAsync(line.Responder, says);
        await Line.HangUpAsync(line.Responder);
        await Assert.ThrowsAsync<DoorException>(() => caller);
    }
}

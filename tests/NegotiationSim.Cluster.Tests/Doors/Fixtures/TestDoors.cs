using System.Buffers;
using Microsoft.AspNetCore.Connections;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Wire;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>Doors for tests, with clocks that stand still and logs of their own.</summary>
internal sealed class TestDoors
{
    /// <summary>The secret of all honest sides.</summary>
    public static readonly ClusterSecret Secret = ClusterSecret.Of("correct horse battery staple"u8, "FILE");

    /// <summary>Another one.</summary>
    public static readonly ClusterSecret OtherSecret = ClusterSecret.Of("incorrect horse battery staple"u8, "OTHER-FILE");

    public static DoorOptions Options { get; } = new() { Secret = Secret, ClusterId = "study", Hello = new DoorHello("1.2.0", "abc123") };

    public TestDoors(DoorOptions? silo = null, DoorOptions? caller = null, DoorRole port = DoorRole.Gateway, DoorRole role = DoorRole.Client)
    {
        SiloLog = new DoorLog(time: Time);
        CallerLog = new DoorLog(time: Time);
        Silo = new InboundDoor(silo ?? Options, port, SiloLog, Time);
        Caller = new OutboundDoor(caller ?? Options, role, CallerLog, Time);
    }

    public HandTime Time { get; } = new();

    public InboundDoor Silo { get; }

    public OutboundDoor Caller { get; }

    public DoorLog SiloLog { get; }

    public DoorLog CallerLog { get; }

    /// <summary>What the silo last said of a connection.</summary>
    public string SiloSays => SiloLog.Last[^1].Sentence;

    /// <summary>What the caller last said of one.</summary>
    public string CallerSays => CallerLog.Last[^1].Sentence;

    /// <summary>Lets the caller connect to the silo. Both sides, once they have passed, say a word and hear the other's.</summary>
    /// <returns>What the silo heard and what the caller heard; null where it did not pass.</returns>
    public async Task<(string? Silo, string? Caller)> MeetAsync(Line? line = null)
    {
        line ??= Line.Open();
        string? siloHeard = null, callerHeard = null;
        var both = Task.WhenAll(AnswerAsync(), CallAsync());

        // Where each refuses the other, each waits a second for the other to close the connection.
        for (var i = 0; i < 10_000 && !both.IsCompleted; i++)
        {
            await Task.Yield();
        }

        Time.Advance(both.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        await both;
        return (siloHeard, callerHeard);

        async Task CallAsync()
        {
            try
            {
                await Caller.OnConnectionAsync(line.Initiator, async context => callerHeard = await TalkAsync(context, "please"));
            }
            catch (DoorException)
            {
                // As Orleans does.
            }

            await Line.HangUpAsync(line.Initiator);
        }

        async Task AnswerAsync()
        {
            await Silo.OnConnectionAsync(line.Responder, async context => siloHeard = await TalkAsync(context, "welcome"));
            await Line.HangUpAsync(line.Responder);
        }
    }

    private static async Task<string> TalkAsync(ConnectionContext context, string word)
    {
        await Line.SayAsync(context, [.. System.Text.Encoding.ASCII.GetBytes(word), (byte)'.']);
        var heard = "";
        while (!heard.EndsWith('.'))
        {
            var read = await context.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
            heard += System.Text.Encoding.ASCII.GetString(read.Buffer.ToArray());
            context.Transport.Input.AdvanceTo(read.Buffer.End);
            Assert.True(heard.EndsWith('.') || !read.IsCompleted, $"the connection ended after '{heard}'");
        }

        return heard[..^1];
    }
}

using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Doors.Wire;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>An honest handshake as someone on the way sees it.</summary>
/// <param name="Greeting">The initiator's first message.</param>
/// <param name="Answer">The responder's first.</param>
/// <param name="Proof">The initiator's second.</param>
/// <param name="Verdict">The responder's second.</param>
internal sealed record Recording(byte[] Greeting, byte[] Answer, byte[] Proof, byte[] Verdict)
{
    /// <summary>All that the initiator says.</summary>
    public byte[] Initiator => [.. Greeting, .. Proof];

    /// <summary>All that the responder says.</summary>
    public byte[] Responder => [.. Answer, .. Verdict];

    /// <summary>Lets two honest sides meet through someone who passes on everything, as it is or changed.</summary>
    /// <param name="doors">The two.</param>
    /// <param name="change">Changes the message of that number, from 0 to 3; null: none.</param>
    /// <returns>What was said, and whether the silo and the caller let the other pass.</returns>
    public static async Task<(Recording Said, bool BySilo, bool ByCaller)> RelayAsync(TestDoors doors, Func<int, byte[], byte[]>? change = null)
    {
        var (toCaller, toSilo) = (Line.Open(), Line.Open());
        var (bySilo, byCaller) = (false, false);
        var silo = doors.Silo.OnConnectionAsync(toSilo.Responder, _ =>
        {
            bySilo = true;
            return Task.CompletedTask;
        });
        var caller = doors.Caller.OnConnectionAsync(toCaller.Initiator, _ =>
        {
            byCaller = true;
            return Task.CompletedTask;
        });
        var said = new byte[4][];
        for (var i = 0; i < 4; i++)
        {
            var (from, to) = i % 2 == 0 ? (toCaller.Responder, toSilo.Initiator) : (toSilo.Initiator, toCaller.Responder);
            said[i] = Line.Heard(from);
            await Line.SayAsync(to, change?.Invoke(i, said[i]) ?? said[i]);
        }

        await Line.HangUpAsync(toSilo.Initiator);
        await Line.HangUpAsync(toCaller.Responder);
        await silo;
        try
        {
            await caller;
        }
        catch (DoorException)
        {
            // It did not pass.
        }

        return (new Recording(said[0], said[1], said[2], said[3]), bySilo, byCaller);
    }

    /// <summary>One of two sides that trust each other.</summary>
    public static async Task<Recording> HonestAsync(DoorRole port = DoorRole.Gateway, DoorRole role = DoorRole.Client)
    {
        var (said, bySilo, byCaller) = await RelayAsync(new TestDoors(port: port, role: role));
        Assert.True(bySilo && byCaller);
        return said;
    }
}

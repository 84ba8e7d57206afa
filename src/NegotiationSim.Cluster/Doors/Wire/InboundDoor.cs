using Microsoft.AspNetCore.Connections;
using NegotiationSim.Cluster.Doors.Tls;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>The door before a port. A connection that does not pass is closed without Orleans having seen a byte of it, and without an exception: strangers are no failure of the silo.</summary>
internal sealed class InboundDoor(DoorOptions options, DoorRole role, DoorLog log, TimeProvider time) : Door(options, role, log, time)
{
    private readonly WaitingRoom _room = new(options.MostWaiting);

    /// <summary>How many connections have proved nothing yet.</summary>
    public int Waiting => _room.Count;

    /// <inheritdoc/>
    public override async Task OnConnectionAsync(ConnectionContext context, ConnectionDelegate next)
    {
        if (await AdmitAsync(context).ConfigureAwait(false) is { } channel)
        {
            await HandOnAsync(channel, context, next).ConfigureAwait(false);
        }
    }

    private async Task<IDoorChannel?> AdmitAsync(ConnectionContext context)
    {
        using var place = _room.Enter(context.RemoteEndPoint);
        using var limit = new CancellationTokenSource(Options.TimeLimit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, place.Displaced);
        IDoorChannel channel = new PlainChannel(context.Transport);
        var passed = false;
        try
        {
            CheckExposure(context.RemoteEndPoint);
            await FirstBytes.PeekAsync(context.Transport.Input, either.Token).ConfigureAwait(false);
            if (Options.Tls is { } identity)
            {
                var tls = await TlsChannel.RespondAsync(context.Transport, identity, Time, either.Token).ConfigureAwait(false);
                channel = tls;
                tls.CheckOther();
            }

            await Handshake.RespondAsync(channel.Pipe, channel.Binding, either.Token).ConfigureAwait(false);
            Log.Admit();
            passed = true;
            return channel;
        }
        catch (Exception failure) when (Meaning(failure, limit.IsCancellationRequested, place.Displaced.IsCancellationRequested) is { } away)
        {
            Note(away, context);
            if (!away.ByOther && Tells(away.Reason, channel))
            {
                await TellAsync(away.IsTold ? null : away.Reason, channel.Pipe, context.Transport, place.Displaced).ConfigureAwait(false);
            }

            return null;
        }
        finally
        {
            if (!passed)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether there is somebody who would understand. A stranger learns nothing, who made room is gone at once, and in the middle of a TLS handshake there is no way to say anything else.</summary>
    private bool Tells(DoorReason reason, IDoorChannel channel) => reason switch
    {
        DoorReason.NoDoor or DoorReason.Unintelligible or DoorReason.Closed or DoorReason.Crowded or DoorReason.TlsFailed => false,
        DoorReason.TooSlow => Options.Tls is null || channel is TlsChannel,
        _ => true,
    };
}

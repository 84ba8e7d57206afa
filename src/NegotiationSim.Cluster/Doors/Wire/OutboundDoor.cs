using Microsoft.AspNetCore.Connections;
using NegotiationSim.Cluster.Doors.Tls;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>The door of a connection that this program opened. One that does not pass ends in a <see cref="DoorException"/>, which Orleans hands to whoever wanted to send something.</summary>
internal sealed class OutboundDoor(DoorOptions options, DoorRole role, DoorLog log, TimeProvider time) : Door(options, role, log, time)
{
    /// <inheritdoc/>
    public override async Task OnConnectionAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var channel = await PassAsync(context).ConfigureAwait(false);
        await HandOnAsync(channel, context, next).ConfigureAwait(false);
    }

    private async Task<IDoorChannel> PassAsync(ConnectionContext context)
    {
        using var limit = new CancellationTokenSource(Options.AnswerLimit, Time);
        IDoorChannel channel = new PlainChannel(context.Transport);
        var passed = false;
        try
        {
            CheckExposure(context.RemoteEndPoint);
            if (Options.Tls is { } identity)
            {
                var tls = await TlsChannel.InitiateAsync(context.Transport, identity, Time, limit.Token).ConfigureAwait(false);
                channel = tls;
                tls.CheckOther();
            }

            await Handshake.InitiateAsync(channel.Pipe, channel.Binding, limit.Token).ConfigureAwait(false);
            Log.Admit();
            passed = true;
            return channel;
        }
        catch (Exception failure) when (Meaning(failure, limit.IsCancellationRequested, displaced: false) is { } away)
        {
            var refusal = Note(away, context);
            if (!away.ByOther && away.Reason is DoorReason.NoCertificate or DoorReason.CertificateUntrusted or DoorReason.CertificateExpired or DoorReason.CertificateNotYetValid or DoorReason.CertificatePurpose)
            {
                await TellAsync(away.Reason, channel.Pipe, context.Transport, CancellationToken.None).ConfigureAwait(false);
            }

            throw new DoorException(refusal, away);
        }
        finally
        {
            if (!passed)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

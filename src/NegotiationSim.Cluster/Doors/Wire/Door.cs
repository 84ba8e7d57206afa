using System.IO.Pipelines;
using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>What both kinds of doors have in common.</summary>
internal abstract class Door(DoorOptions options, DoorRole role, DoorLog log, TimeProvider time)
{
    /// <summary>How long the other side may take to read why it was refused.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes that are read, and thrown away, from a side that was refused.</summary>
    private const long MostIgnored = 1 << 16;

    private readonly DoorWords _words = new(options, role);

    protected DoorOptions Options => options;

    protected TimeProvider Time => time;

    protected DoorLog Log => log;

    protected Handshake Handshake { get; } = new(new DoorKeys(options.Secret), Introduction.Of(options), role);

    /// <summary>Hands a connection on to Orleans once it has passed.</summary>
    /// <exception cref="DoorException">This program opened it, and it did not pass.</exception>
    public abstract Task OnConnectionAsync(ConnectionContext context, ConnectionDelegate next);

    protected static async Task HandOnAsync(IDoorChannel channel, ConnectionContext context, ConnectionDelegate next)
    {
        var bare = context.Transport;
        await using (channel.ConfigureAwait(false))
        {
            context.Transport = channel.Pipe;
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                context.Transport = bare;
            }
        }
    }

    /// <summary>Beyond this machine a connection needs TLS, or the owner's word that it may go without; and a secret that was meant for more than this machine.</summary>
    /// <exception cref="TurnedAwayException">It may not be.</exception>
    protected void CheckExposure(EndPoint? other)
    {
        if (Exposure.IsLoopback(other))
        {
            return;
        }

        if (options.Tls is null && !options.Insecure)
        {
            throw new TurnedAwayException(DoorReason.Exposed);
        }

        if (options.Secret.IsLocal)
        {
            throw new TurnedAwayException(DoorReason.LocalSecret);
        }
    }

    /// <summary>What an exception of a handshake means; null where it is none of the kind, but a defect.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="tooSlow">Whether the time was over.</param>
    /// <param name="displaced">Whether the place was needed for another connection.</param>
    protected static TurnedAwayException? Meaning(Exception failure, bool tooSlow, bool displaced) => failure switch
    {
        TurnedAwayException away => away,
        _ when displaced => new TurnedAwayException(DoorReason.Crowded, inner: failure),
        _ when tooSlow => new TurnedAwayException(DoorReason.TooSlow, inner: failure),
        AuthenticationException => new TurnedAwayException(DoorReason.TlsFailed, Innermost(failure), failure),
        OperationCanceledException or IOException or ObjectDisposedException => new TurnedAwayException(DoorReason.Closed, inner: failure),
        _ => null,
    };

    /// <summary>The words of the library that TLS rests on, made harmless for a terminal.</summary>
    private static string Innermost(Exception failure) => failure.InnerException is { } inner
        ? Innermost(inner)
        : string.Concat(failure.Message.Take(DoorHello.LongestText).Select(letter => letter is >= ' ' and <= '~' ? letter : ' ')).Trim();

    /// <summary>Writes a refusal down.</summary>
    protected DoorRefusal Note(TurnedAwayException away, ConnectionContext context)
    {
        var (address, host) = context.RemoteEndPoint switch
        {
            IPEndPoint { Address: { IsIPv4MappedToIPv6: true } mapped } ip => ($"{new IPEndPoint(mapped.MapToIPv4(), ip.Port)}", $"{mapped.MapToIPv4()}"),
            IPEndPoint ip => ($"{ip}", $"{ip.Address}"),
            { } other => ($"{other}", $"{other}"),
            null => ("an unknown address", ""),
        };
        var incoming = role is DoorRole.SiloPort or DoorRole.Gateway;
        var refusal = new DoorRefusal(time.GetUtcNow(), address, incoming, away.ByOther, away.Reason, _words.Sentence(away, address));
        log.Refuse(refusal, host, quiet: incoming && away.WithoutAWord);
        return refusal;
    }

    /// <summary>Tells the other side why it is refused, and waits until it has closed the connection: closed at once from here, what was told would be lost on the way, for Orleans resets a connection that it closes.</summary>
    /// <param name="reason">What to tell; null: it has been told, and only has to arrive.</param>
    /// <param name="told">Through what.</param>
    /// <param name="bare">The connection below it.</param>
    /// <param name="displaced">Waits no longer.</param>
    protected async Task TellAsync(DoorReason? reason, IDuplexPipe told, IDuplexPipe bare, CancellationToken displaced)
    {
        using var farewell = new CancellationTokenSource(s_farewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(farewell.Token, displaced);
        try
        {
            if (reason is { } why)
            {
                await Refusal.Of(why).WriteAsync(told.Output, either.Token).ConfigureAwait(false);
            }

            for (long ignored = 0; ignored < MostIgnored;)
            {
                var read = await bare.Input.ReadAsync(either.Token).ConfigureAwait(false);
                ignored += read.Buffer.Length;
                bare.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCanceled || read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (Meaning(gone, false, false) is not null)
        {
            // It has gone already, or takes too long to.
        }
    }
}

using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NegotiationSim.Cluster.Doors.Wire;

namespace NegotiationSim.Cluster.Doors.Tls;

/// <summary>
/// TLS over a connection, with a certificate on either side. TLS itself takes any certificate whose private key the other side has; whether it is one that this side takes is decided right after (<see cref="CheckOther"/>), before anything else
/// is said. Refused within TLS, the other side would see a closed connection and no reason: .NET sends no alert on Linux, and in TLS 1.3 a client has finished its part by then.
/// </summary>
internal sealed class TlsChannel : IDoorChannel
{
    /// <summary>What is read at a time, in bytes: a TLS record.</summary>
    private const int BufferSize = 1 << 14;

    private readonly SslStream _stream;
    private readonly (DoorReason Reason, string? Detail)? _verdict;

    private TlsChannel(SslStream stream, TlsIdentity identity, Verdict verdict, bool initiates)
    {
        _stream = stream;
        _verdict = verdict.Given ? verdict.Reason : (DoorReason.NoCertificate, null);
        Pipe = new Duplex(
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true)),
            PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: BufferSize, leaveOpen: true)));
        var other = stream.RemoteCertificate?.GetCertHash(HashAlgorithmName.SHA256) ?? new byte[SHA256.HashSizeInBytes];
        Binding = initiates ? [.. identity.Hash, .. other] : [.. other, .. identity.Hash];
    }

    public IDuplexPipe Pipe { get; }

    /// <summary>The hash of the initiator's certificate and that of the responder's. Someone with a certificate of the authority, but without the secret, cannot stand in between: the two ends would not see the same.</summary>
    public byte[] Binding { get; }

    /// <summary>At a port.</summary>
    /// <exception cref="TurnedAwayException">The other side does not speak TLS.</exception>
    /// <exception cref="AuthenticationException">TLS failed.</exception>
    public static async Task<TlsChannel> RespondAsync(IDuplexPipe bare, TlsIdentity identity, TimeProvider time, CancellationToken cancellation)
    {
        var first = await FirstBytes.PeekAsync(bare.Input, cancellation).ConfigureAwait(false);
        if (!FirstBytes.IsTls(first))
        {
            throw new TurnedAwayException(FirstBytes.Judge(first) ?? DoorReason.TlsMissing);
        }

        var verdict = new Verdict(identity, asServer: false, time);
        return await AuthenticateAsync(new PipeStream(bare, looksFirst: false), identity, verdict, initiates: false, stream => stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = identity.Context,
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowTlsResume = false,
                AllowRenegotiation = false,
                CertificateChainPolicy = Policy(),
                RemoteCertificateValidationCallback = verdict.Take,
            },
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>The side that opened the connection.</summary>
    /// <inheritdoc cref="RespondAsync"/>
    public static async Task<TlsChannel> InitiateAsync(IDuplexPipe bare, TlsIdentity identity, TimeProvider time, CancellationToken cancellation)
    {
        var verdict = new Verdict(identity, asServer: true, time);
        return await AuthenticateAsync(new PipeStream(bare, looksFirst: true), identity, verdict, initiates: true, stream => stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                ClientCertificateContext = identity.Context,
                TargetHost = "",
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowTlsResume = false,
                AllowRenegotiation = false,
                CertificateChainPolicy = Policy(),
                RemoteCertificateValidationCallback = verdict.Take,
            },
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>Looks at the other side's certificate. Nothing may be said before.</summary>
    /// <exception cref="TurnedAwayException">This side does not take it.</exception>
    public void CheckOther()
    {
        if (_verdict is { } wrong)
        {
            throw new TurnedAwayException(wrong.Reason, wrong.Detail);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Pipe.Input.CompleteAsync().ConfigureAwait(false);
        try
        {
            await Pipe.Output.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // What was written and not sent has nobody to go to any more.
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<TlsChannel> AuthenticateAsync(PipeStream bare, TlsIdentity identity, Verdict verdict, bool initiates, Func<SslStream, Task> authenticate)
    {
        var stream = new SslStream(bare, leaveInnerStreamOpen: true);
        try
        {
            await authenticate(stream).ConfigureAwait(false);
            return new TlsChannel(stream, identity, verdict, initiates);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How TLS itself looks at certificates: without going to the network for any. Its opinion does not count.</summary>
    private static X509ChainPolicy Policy() => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>What this side thinks of the other one's certificate.</summary>
    private sealed class Verdict(TlsIdentity identity, bool asServer, TimeProvider time)
    {
        /// <summary>Whether there is one. TLS that does not ask has not seen a certificate.</summary>
        public bool Given { get; private set; }

        public (DoorReason Reason, string? Detail)? Reason { get; private set; }

        /// <summary>Takes every certificate for now, and notes what to think of it.</summary>
        public bool Take(object sender, X509Certificate? other, X509Chain? chain, SslPolicyErrors errors)
        {
            Reason = identity.Judge(other as X509Certificate2, chain?.ChainPolicy.ExtraStore ?? [], asServer, time.GetUtcNow());
            Given = true;
            return true;
        }
    }
}

using NegotiationSim.Cluster.Doors.Wire;

namespace NegotiationSim.Cluster.Doors;

/// <summary>Says in a sentence why a connection did not pass. Nothing in it comes from a peer that has not proved that it knows the secret.</summary>
/// <param name="options">This program's door.</param>
/// <param name="role">Who this program is at the connection.</param>
internal sealed class DoorWords(DoorOptions options, DoorRole role)
{
    private string Me { get; } = role == DoorRole.Client ? "this client" : "this silo";

    /// <summary>The sentence.</summary>
    /// <param name="away">Why.</param>
    /// <param name="address">The other side.</param>
    public string Sentence(TurnedAwayException away, string address) => (role is DoorRole.SiloPort or DoorRole.Gateway, away.ByOther, away.Reason) switch
    {
        (true, false, _) => $"refused a connection from {address}: {OfOther(away)}",
        (true, true, _) => $"{address} connected and refused {Me}: {OfMe(away)}",
        (false, true, _) => $"the silo at {address} refused {Me}: {OfMe(away)}",
        (false, false, DoorReason.Closed) => $"the silo at {address} closed the connection before it had answered",
        (false, false, DoorReason.TooSlow) => $"the silo at {address} did not answer within {options.AnswerLimit.TotalSeconds} s",
        (false, false, DoorReason.TlsUnexpected) => $"the silo at {address} asks for TLS; give {Me} --tls-certificate",
        _ => $"refused the silo at {address}: {OfOther(away)}",
    };

    /// <summary>What is wrong with the other side.</summary>
    private string OfOther(TurnedAwayException away) => Difference(away) ?? away.Reason switch
    {
        DoorReason.WrongSecret => "it does not know the cluster's secret",
        DoorReason.TlsMissing => $"it does not speak TLS, as {Me} does; give it --tls-certificate",
        DoorReason.TlsUnexpected => $"it speaks TLS, and {Me} does not; give {Me} --tls-certificate, or the other side none",
        DoorReason.NoCertificate => "it shows no certificate",
        DoorReason.CertificateUntrusted when options.Tls?.HasAuthority == true => "its certificate is not of the certificate authority of --tls-ca",
        DoorReason.CertificateUntrusted => $"its certificate is not that of {Me}; where each has one of its own, give --tls-ca",
        DoorReason.CertificateExpired => $"its certificate expired on {away.Detail}",
        DoorReason.CertificateNotYetValid => $"its certificate is not valid before {away.Detail}; is the clock right?",
        DoorReason.CertificatePurpose => $"its certificate is not for {away.Detail} authentication",
        DoorReason.TlsFailed => $"the TLS handshake failed{Because(away)}",
        DoorReason.NoDoor => "it is an Orleans program without this door",
        DoorReason.TooSlow => $"it had proved nothing after {options.TimeLimit.TotalSeconds} s",
        DoorReason.Crowded => $"it had proved nothing yet and made room for another; at most {options.MostWaiting} may wait",
        DoorReason.Closed => "it closed the connection before it had proved anything",
        DoorReason.Exposed => "it is on another machine and there is no TLS; give --tls-certificate, or --insecure if the network is your own",
        DoorReason.LocalSecret => $"it is on another machine, and the secret in {options.Secret.Source} is for this machine only; give --secret-file",
        _ => "it does not speak as negsim does",
    };

    /// <summary>What is wrong with this side, where the other one refused.</summary>
    private string OfMe(TurnedAwayException away) => Difference(away) ?? away.Reason switch
    {
        DoorReason.WrongSecret => $"they have different secrets; that of {Me} is from {options.Secret.Source}",
        DoorReason.TlsMissing => $"it asks for TLS; give {Me} --tls-certificate",
        DoorReason.TlsUnexpected => $"it does not speak TLS, as {Me} does; give it --tls-certificate, or {Me} none",
        DoorReason.NoCertificate => $"it got no certificate of {Me}",
        DoorReason.CertificateUntrusted => $"it does not know the certificate of {Me} ({options.Tls?.Subject}); both need certificates of the same --tls-ca, or the very same one",
        DoorReason.CertificateExpired => $"the certificate of {Me} has expired ({options.Tls?.Validity})",
        DoorReason.CertificateNotYetValid => $"the certificate of {Me} is not valid yet ({options.Tls?.Validity}); are the clocks right?",
        DoorReason.CertificatePurpose => $"the certificate of {Me} was made for other purposes",
        DoorReason.TooSlow => $"{Me} took too long",
        DoorReason.Exposed => "the connection is between machines and has no TLS; give both --tls-certificate, or --insecure if the network is your own",
        DoorReason.LocalSecret => "its secret is for connections within its machine only; give both the same --secret-file",
        _ => $"it does not understand {Me}",
    };

    /// <summary>In what the two differ; null where it is nothing of that kind. It reads the same from both sides.</summary>
    private string? Difference(TurnedAwayException away) => away.Reason switch
    {
        DoorReason.Protocol when away.Detail is { } other => $"its door speaks version {other} of the protocol, that of {Me} version {Greeting.Protocol}; both have to be the same build of negsim",
        DoorReason.Protocol => "its door speaks another version of the protocol; both have to be the same build of negsim",
        DoorReason.Cluster => $"it belongs to the cluster '{away.Detail}', {Me} to '{options.ClusterId}'",
        DoorReason.Build => $"it is negsim {away.Detail}, {Me} is negsim {options.Hello.Build}; both have to be the same build",
        DoorReason.Orleans => $"it runs Orleans {away.Detail}, {Me} Orleans {options.Hello.Orleans}; both have to be the same build of negsim",
        DoorReason.Fingerprint => $"its arithmetic has the fingerprint {away.Detail}, that of {Me} {options.Hello.Fingerprint}; it would compute other numbers",
        DoorReason.Role => role switch
        {
            DoorRole.SiloPort => "it is a client, and this is the port for silos",
            DoorRole.Gateway => "it is a silo, and this is the port for clients",
            DoorRole.Client => "that is its port for silos",
            _ => "that is its port for clients",
        },
        _ => null,
    };

    private static string Because(TurnedAwayException away) => away.Detail is { } why ? $": {why}" : "";
}

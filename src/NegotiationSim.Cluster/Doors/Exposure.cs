using System.Net;

namespace NegotiationSim.Cluster.Doors;

/// <summary>What is to be said of the address that a silo listens on.</summary>
/// <param name="Error">Why the silo must not start; null: it may.</param>
/// <param name="Warning">What its owner should know; null: nothing.</param>
public sealed record Exposure(string? Error, string? Warning)
{
    /// <summary>Why a silo, and a client as well, cannot have both a certificate and the permission to do without.</summary>
    public const string Contradiction = "--insecure and --tls-certificate contradict each other; give one of them";

    /// <summary>Beyond loopback a silo needs TLS, or its owner's word that it may go without.</summary>
    /// <param name="bind">The address that the silo listens on.</param>
    /// <param name="tls">Whether it has a certificate.</param>
    /// <param name="insecure">Whether <c>--insecure</c> was given.</param>
    public static Exposure Check(IPAddress bind, bool tls, bool insecure) => (IsLoopback(bind), tls, insecure) switch
    {
        (_, true, true) => new(Contradiction, null),
        (true, _, true) => new($"--insecure has no effect on {bind}, which only this machine can reach; leave it out", null),
        (true, _, _) or (false, true, _) => new(null, null),
        (false, false, false) => new($"{bind} can be reached from other machines, and without TLS everything that silos and clients tell each other, preferences included, can be read and changed on the way; give --tls-certificate FILE, or --insecure if the network is your own", null),
        (false, false, true) => new(null, $"{bind} can be reached from other machines and there is no TLS: whoever sees the network can read and change everything that silos and clients tell each other, preferences included"),
    };

    /// <summary>Whether an address is one of this machine that no other machine can reach; also as IPv4 in IPv6.</summary>
    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>The same of an endpoint; false where there is none or it is no IP address.</summary>
    internal static bool IsLoopback(EndPoint? endpoint) => endpoint is IPEndPoint { Address: { } address } && IsLoopback(address);
}

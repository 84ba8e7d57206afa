using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>
/// Says in a sentence why a membership store could not be used. The messages of the clients' libraries are not repeated: they are written for programmers, and what they hold changes from version to version.
/// </summary>
internal static class MembershipFailures
{
    /// <summary>Whether a failure is one of the store or of the way to it.</summary>
    public static bool IsOfStore(Exception failure) => failure is RedisException or RedisCommandException or NpgsqlException or TimeoutException or SocketException or IOException or AuthenticationException;

    /// <summary>The failure as a sentence.</summary>
    /// <param name="failure">One for which <see cref="IsOfStore"/> holds.</param>
    /// <param name="address">Where the store is.</param>
    /// <param name="cancellation">Gives up looking for the reason.</param>
    public static async Task<MembershipException> TellAsync(Exception failure, ClusterAddress address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var sentence = address.Kind == MembershipStoreKind.Redis
            ? await RedisFailures.SentenceAsync(failure, address, cancellation).ConfigureAwait(false)
            : PostgresFailures.Sentence(failure, address);
        return new MembershipException(sentence, failure);
    }

    /// <summary>Why a connection could not be made, as the part of a sentence; null if the exceptions do not say.</summary>
    public static string? Reason(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException socket:
                    return Reason(socket);
                case AuthenticationException:
                    return "its certificate cannot be trusted, or is for another host, or there is no TLS (sslrootcert=FILE names the authority to trust)";
                case TimeoutException:
                    return "it does not answer";
            }
        }

        return null;
    }

    private static string Reason(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing takes connections there",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => "no host of that name is known",
        SocketError.TimedOut => "it does not answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => "there is no way to it",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "it closed the connection",
        var other => $"the connection failed ({other})",
    };
}

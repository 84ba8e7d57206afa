using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Sentences for what goes wrong with Redis.</summary>
internal static class RedisFailures
{
    public static async Task<string> SentenceAsync(Exception failure, ClusterAddress address, CancellationToken cancellation)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is RedisServerException told)
            {
                return Sentence(told.Message, address);
            }
        }

        return failure switch
        {
            RedisCommandException => $"{Name(address)} has no database number {address.Database}",

            // The library does not even send a change to a copy.
            RedisConnectionException when failure.Message.Contains("requires writable", StringComparison.Ordinal) => ReadOnly(address),
            RedisTimeoutException => Unreached(address, "it does not answer"),
            RedisConnectionException { FailureType: not ConnectionFailureType.UnableToConnect } when MembershipFailures.Reason(failure) is { } reason => Unreached(address, reason),
            _ => Unreached(address, await WhyAsync(address, cancellation).ConfigureAwait(false)),
        };
    }

    /// <summary>Redis begins its errors with a word in capitals; the client's library puts some of its own before them.</summary>
    private static string Sentence(string error, ClusterAddress address)
    {
        var words = error.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => word.Length > 2 && word.All(char.IsAsciiLetterUpper)) switch
        {
            "NOAUTH" => $"{Name(address)} asks for a password; give it in the environment variable {ClusterPassword.Variable} or in a file with --cluster-password-file FILE",
            "WRONGPASS" => $"{Name(address)} does not take the password, or has no such user",
            "NOPERM" => $"{Name(address)}: the user lacks rights; what a silo needs is in docs/cluster.md",
            "READONLY" => ReadOnly(address),
            "LOADING" => $"{Name(address)} is still loading its data; try again",
            "MISCONF" => $"{Name(address)} cannot save its data and takes no changes; see its log",
            "OOM" => $"{Name(address)} is out of memory and takes no changes",
            "MOVED" or "CLUSTERDOWN" or "CROSSSLOT" => $"{Name(address)} is part of a cluster of Redis servers, which this program does not use; give a server of its own",
            _ => $"{Name(address)} answered with an error: {error}",
        };
    }

    /// <summary>The client's library does not say why it could not connect, so the way is tried once more without it.</summary>
    private static async Task<string> WhyAsync(ClusterAddress address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(address.Patience);
        var connected = false;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, limit.Token).ConfigureAwait(false);
            connected = true;
            await using Stream plain = client.GetStream();
            if (address.Encryption == StoreEncryption.Disable)
            {
                return await GreetAsync(plain, limit.Token).ConfigureAwait(false);
            }

            await using var encrypted = new SslStream(plain);
            await encrypted.AuthenticateAsClientAsync(RedisConnection.Tls(address), limit.Token).ConfigureAwait(false);
            return await GreetAsync(encrypted, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return !connected ? "it does not answer"
                : address.Encryption == StoreEncryption.Disable ? "it takes connections and does not answer; it hangs, or expects TLS (rediss://)"
                : "it takes connections and does not answer; it hangs, or is without TLS (redis://)";
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            return MembershipFailures.Reason(failure) ?? "it closed the connection";
        }
    }

    /// <summary>Sends what Redis answers to whoever sends it, and looks whether the answer begins as one of Redis does.</summary>
    private static async Task<string> GreetAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        var answer = new byte[1];
        return await stream.ReadAsync(answer, cancellation).ConfigureAwait(false) == 0 ? "it closed the connection"
            : answer[0] is (byte)'+' or (byte)'-' ? "it answers, but a client cannot begin with it; try again, and see in docs/cluster.md which rights the user needs"
            : "what answers there is not Redis";
    }

    private static string ReadOnly(ClusterAddress address) => $"{Name(address)} is a copy that can only be read; give the address of the server that is written to";

    private static string Unreached(ClusterAddress address, string why) => $"{Name(address)} cannot be reached: {why}";

    private static string Name(ClusterAddress address) => $"Redis at {address.Server}";
}

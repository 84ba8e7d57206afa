using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>
/// Ports on loopback that nobody uses. They lie below those that the system gives to outgoing connections, so that a server that was stopped finds its port free when it starts again.
/// Test processes that run side by side begin at different places; the same port is never given twice to the same process.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int Count = 15_000;

    private static int s_next = Environment.ProcessId * 97 % Count;

    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + Interlocked.Increment(ref s_next) % Count;
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
            }
        }

        throw new NetworkInformationException();
    }

    public static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace NegotiationSim.Grains.Hosting;

/// <summary>How a <see cref="LocalSilo"/> starts.</summary>
public sealed record LocalSiloOptions
{
    /// <summary>
    /// Where Orleans's warnings and errors go; null (default): nowhere. A healthy silo of one warns when it starts and stops, and what matters reaches the
    /// caller as an exception.
    /// </summary>
    public TextWriter? Log { get; init; }

    /// <summary>Proposes the port to listen on (default: one that was free a moment ago).</summary>
    public Func<int> ChoosePort { get; init; } = FreePort;

    /// <summary>How many ports are tried before the start fails (default 10).</summary>
    public int PortAttempts { get; init; } = 10;

    /// <summary>Adds to the silo's services, or replaces some of them.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    /// <summary>A port that no program on this machine listened on when it was asked for.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

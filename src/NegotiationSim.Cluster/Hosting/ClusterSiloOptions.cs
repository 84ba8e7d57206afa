using System.Net;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Observing;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>How a silo of a cluster starts.</summary>
/// <param name="Store">Where the cluster's membership is kept.</param>
/// <param name="Name">The cluster.</param>
/// <param name="Door">What stands before its ports.</param>
public sealed record ClusterSiloOptions(ClusterAddress Store, ClusterName Name, DoorOptions Door)
{
    /// <summary>The address that it listens on, and by which others reach it.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>The port for other silos; 0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The port for clients; 0: any that is free.</summary>
    public int GatewayPort { get; init; }

    /// <summary>How many tables may play there at the same time, at least 1.</summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>What these tables may take of memory together, in bytes; null: as <see cref="SiloMemory"/> reckons.</summary>
    public long? Memory { get; init; }

    /// <summary>The program, as others are told.</summary>
    public string Build { get; init; } = "";

    /// <summary>How long blocks that are being played may take when the silo is to end; those that take longer are played elsewhere.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Where the silo's log goes; null: nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Whether its calls are counted for a <see cref="DashboardServer"/>. Every call of a grain takes longer for it.</summary>
    public bool HasDashboard { get; init; }

    /// <summary>Takes why connections were refused, for a person. Called from any thread.</summary>
    public Action<string>? Refused { get; init; }

    /// <summary>Adds to the silo, as telemetry.</summary>
    public Action<ISiloBuilder>? Configure { get; init; }
}

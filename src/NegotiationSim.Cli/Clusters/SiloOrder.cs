using System.Net;
using NegotiationSim.Cluster.Hosting;

namespace NegotiationSim.Cli.Clusters;

/// <summary>A silo to serve with, and how it is watched.</summary>
/// <param name="Options">How it starts.</param>
internal sealed record SiloOrder(ClusterSiloOptions Options)
{
    /// <summary>Where an orchestrator asks how it is; null: nowhere.</summary>
    public IPEndPoint? Health { get; init; }

    /// <summary>The port of the dashboard on loopback; null: there is none.</summary>
    public int? Dashboard { get; init; }

    /// <summary>Whether everything of the silo's log is shown.</summary>
    public bool IsVerbose { get; init; }
}

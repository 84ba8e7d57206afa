using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Driving;

/// <summary>How a batch is played in a cluster. None of it changes a result.</summary>
/// <param name="Store">Where the cluster's membership is kept.</param>
/// <param name="Name">The cluster.</param>
/// <param name="Door">How this program proves that it belongs to it.</param>
public sealed record ClusterClientOptions(ClusterAddress Store, ClusterName Name, DoorOptions Door)
{
    /// <summary>Whether each actor is put on a silo of its own, as far as there are enough, instead of beside its table.</summary>
    public bool Spread { get; init; }

    /// <summary>How long to wait for a first silo, and in the middle of a batch for any.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the log of the connections goes; null: nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Adds to every connection, as telemetry.</summary>
    public Action<IClientBuilder>? Configure { get; init; }

    /// <summary>Takes a line for a person: a silo that came or went. Called from any thread.</summary>
    public Action<string>? Say { get; init; }
}

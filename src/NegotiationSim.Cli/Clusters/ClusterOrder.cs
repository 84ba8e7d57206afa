using NegotiationSim.Cluster;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cli.Clusters;

/// <summary>The cluster that a command works with.</summary>
/// <param name="Store">Where its membership is kept.</param>
/// <param name="Name">Its name.</param>
internal sealed record ClusterOrder(ClusterAddress Store, ClusterName Name)
{
    /// <summary>How this program proves that it belongs to it.</summary>
    public required DoorOrder Door { get; init; }

    /// <summary>Whether each actor is put on a silo of its own.</summary>
    public bool Spread { get; init; }

    /// <summary>How many tables may play at a time, over all silos; null: as many as the silos offer.</summary>
    public int? Parallel { get; init; }

    /// <inheritdoc cref="ExperimentOptions.Lanes"/>
    public int Lanes => Parallel ?? int.MaxValue;

    /// <summary>Where spans and metrics of this side go; the silos have their own.</summary>
    public TelemetryTarget Telemetry { get; init; }

    /// <summary>How its silos are reached.</summary>
    /// <param name="warn">Takes what the owner of this program should know of its secret and its certificate.</param>
    /// <exception cref="WrongInputException">They cannot be used.</exception>
    public ClusterClientOptions Client(Action<string> warn) => new(Store, Name, Door.ForClient(Name, warn)) { Spread = Spread };
}

namespace NegotiationSim.Cluster;

/// <summary>How a cluster is called: silos and clients with the same id and the same membership store belong together.</summary>
/// <param name="Id">The cluster's id.</param>
public sealed record ClusterName(string Id)
{
    /// <summary>The service id that Orleans asks for beside the cluster's id; it is the same for all clusters of this program.</summary>
    public const string Service = "negsim";
}

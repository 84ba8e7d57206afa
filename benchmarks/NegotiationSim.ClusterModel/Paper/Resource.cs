namespace NegotiationSim.ClusterModel.Paper;

/// <summary>Something that blocks take in turn.</summary>
/// <param name="Name">What.</param>
/// <param name="Demand">Seconds of one unit of it that a block takes.</param>
/// <param name="Units">Units that there are, those taken off that something else has.</param>
internal sealed record Resource(string Name, double Demand, double Units)
{
    /// <summary>Blocks per second that it lets pass at most.</summary>
    public double Most => Demand > 0 ? Math.Max(0, Units) / Demand : double.PositiveInfinity;

    /// <summary>Its utilisation at a throughput in blocks per second.</summary>
    public double At(double throughput) => Units > 0 ? throughput * Demand / Units : 1;
}

namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>The machines and the network. All of it is assumed: a usual cluster of one data centre.</summary>
internal sealed record Site
{
    /// <summary>Tables that play at the same time on a silo: its processors.</summary>
    public int Lanes { get; init; } = 8;

    /// <summary>Processors of the client.</summary>
    public int ClientProcessors { get; init; } = 16;

    /// <summary>Bytes per second in each direction of the client's network, 10 Gbit/s.</summary>
    public double Bandwidth { get; init; } = 1.25e9;

    /// <summary>Seconds that a message is on its way, one way.</summary>
    public double Latency { get; init; } = 100e-6;

    /// <summary>Bytes per second that the client's disk takes.</summary>
    public double Disk { get; init; } = 1e9;

    /// <summary>Seconds between two silos that fall silent, for each silo: a day, as with machines that their owner may take away.</summary>
    public double LifeOfSilo { get; init; } = 86_400;
}

namespace NegotiationSim.ClusterModel.Simulation;

/// <summary>What a simulated stretch of a batch came to.</summary>
/// <param name="Throughput">Blocks per second.</param>
/// <param name="Playing">The share of the lanes' time that was spent on playing.</param>
/// <param name="Processors">The utilisation of the client's processors, the writer's left out.</param>
/// <param name="Writer">The utilisation of the thread that records.</param>
/// <param name="In">The utilisation of the client's network, inwards.</param>
/// <param name="Out">The same outwards.</param>
/// <param name="MostWaiting">The most finished blocks that waited for their turn.</param>
internal sealed record Outcome(double Throughput, double Playing, double Processors, double Writer, double In, double Out, int MostWaiting);

using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;
using Orleans.Serialization;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>What a block of a scenario takes: to play, to send, to receive, to hold.</summary>
/// <param name="Replicas">Replicas in a block, as a long batch has them.</param>
/// <param name="Play">CPU seconds to play one and to ask its actors how they came out, on one thread; the mean.</param>
/// <param name="Spread">The standard deviation of the logarithm of that.</param>
/// <param name="LongestOverMean">The longest over the mean.</param>
/// <param name="BytesUp">Bytes from the client to the silo, all calls of a block together.</param>
/// <param name="BytesDown">Bytes the other way.</param>
/// <param name="Send">CPU seconds to serialise what goes one way and deserialise what comes the other way, at the client.</param>
/// <param name="SendAtSilo">The same at the silo.</param>
/// <param name="Held">Bytes that a finished block takes in the client's memory.</param>
internal sealed record BlockMeasurement(int Replicas, double Play, double Spread, double LongestOverMean, double BytesUp, double BytesDown, double Send, double SendAtSilo, double Held)
{
    /// <summary>Blocks that are looked at.</summary>
    private const int Blocks = 64;

    /// <summary>CPU seconds by when every method has been compiled for good.</summary>
    private const double WarmUp = 3;

    /// <summary>How often each is serialised and deserialised.</summary>
    private const int Times = 10;

    /// <summary>Measures a scenario.</summary>
    public static BlockMeasurement Of(Scenario scenario)
    {
        var size = BlockSizes.For(scenario, long.MaxValue, lanes: 2, inCluster: true);
        var table = new DirectBlock(scenario);
        var next = 0L;
        for (var start = ThreadClock.Seconds; ThreadClock.Seconds - start < WarmUp;)
        {
            table.PlayOut(Next());
        }

        var (times, blocks) = (new List<double>(), new List<PlayedBlock>());
        for (var i = 0; i < Blocks; i++)
        {
            times.Add(ThreadClock.Of(() => blocks.Add(table.PlayOut(Next()))));
        }

        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var parcels = blocks.Select(block => new Parcel(block)).ToList();
        var serializer = services.GetRequiredService<Serializer>();
        parcels.ForEach(parcel => parcel.Travel(serializer));
        parcels.ForEach(parcel => parcel.Reset());
        for (var i = 0; i < Times; i++)
        {
            parcels.ForEach(parcel => parcel.Travel(serializer));
        }

        var logs = times.Select(time => Math.Log(time)).ToList();
        return new BlockMeasurement(
            size,
            times.Average(),
            Math.Sqrt(logs.Sum(log => (log - logs.Average()) * (log - logs.Average())) / (logs.Count - 1)),
            times.Max() / times.Average(),
            parcels.Average(parcel => parcel.BytesUp),
            parcels.Average(parcel => parcel.BytesDown),
            parcels.Average(parcel => parcel.AtClient) / Times,
            parcels.Average(parcel => parcel.AtSilo) / Times,
            Parcel.Held(parcels[0], serializer));

        BlockSpec Next() => new(1, next++ * size, size, Tell: false);
    }
}

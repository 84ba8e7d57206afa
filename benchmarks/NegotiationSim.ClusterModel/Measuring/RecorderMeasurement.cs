using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>What recording a batch takes at the client, where blocks go one after the other.</summary>
/// <param name="Tally">CPU seconds per block to add it up.</param>
/// <param name="Record">CPU seconds per block for tally and rows.</param>
/// <param name="Rest">CPU seconds to put a batch to rest once (its checkpoint).</param>
/// <param name="BytesPerReplica">Bytes of a replica in the Parquet file.</param>
internal sealed record RecorderMeasurement(double Tally, double Record, double Rest, double BytesPerReplica)
{
    /// <summary>Blocks that are played beforehand, and recorded again and again under other numbers.</summary>
    private const int Blocks = 32;

    private const double WarmUp = 2;
    private const double Length = 6;
    private const int Rests = 10;

    /// <summary>Measures a scenario.</summary>
    public static async Task<RecorderMeasurement> OfAsync(Scenario scenario)
    {
        var size = BlockSizes.For(scenario, long.MaxValue, lanes: 2, inCluster: true);
        var table = new DirectBlock(scenario);
        var blocks = Enumerable.Range(0, Blocks).Select(i => table.PlayOut(new BlockSpec(1, (long)i * size, size, Tell: false))).ToList();
        var tally = new BatchTally(scenario);
        var adding = await EachAsync(blocks, tally);

#pragma warning disable RS0030 // What measures needs a place for its files.
        var folder = Directory.CreateTempSubdirectory("negsim-model");
        try
        {
            var path = Path.Combine(folder.FullName, "batch");
            var text = scenario.Name + "\n";
            using var experiment = ExperimentFolder.Create(path, new ExperimentDescription(scenario.Name, ExperimentDescription.Hash(text), 1, long.MaxValue, null), text);
            await using var recorder = await BatchRecorder.OpenAsync(experiment, scenario, TimeSpan.FromHours(1));
            var recording = await EachAsync(blocks, recorder);
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Rests; i++)
            {
                await recorder.RestAsync();
            }

            var rest = (Environment.CpuUsage.TotalTime - before).TotalSeconds / Rests;
            return new RecorderMeasurement(adding, recording, rest, (double)new FileInfo(Path.Combine(path, ExperimentFolder.PartName)).Length / recorder.Tally.Runs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
#pragma warning restore RS0030
    }

    /// <summary>CPU seconds of the process per block.</summary>
    private static async Task<double> EachAsync(List<PlayedBlock> blocks, IReplicaConsumer consumer)
    {
        var taken = 0L;
        await TakeAsync(WarmUp);
        GC.Collect();
        var (first, before) = (taken, Environment.CpuUsage.TotalTime);
        await TakeAsync(Length);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / (taken - first);

        async Task TakeAsync(double seconds)
        {
            var start = Environment.CpuUsage.TotalTime;
            while ((Environment.CpuUsage.TotalTime - start).TotalSeconds < seconds)
            {
                foreach (var block in blocks)
                {
                    var spec = block.Spec with { FirstReplica = taken++ * block.Spec.Count };
                    await consumer.TakeAsync(new BlockSlice(block with { Spec = spec }, 0, spec.Count));
                }
            }
        }
    }
}

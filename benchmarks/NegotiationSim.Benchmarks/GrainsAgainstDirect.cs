using BenchmarkDotNet.Attributes;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// The same negotiations through grains, one lane at a time, and by calling the same kernels, block for block; one operation a negotiation. The ratio is the wall time
/// of a lane: waiting for messages counts, and a second core may help with them. CPU time, on which the program is judged, is compared by NegotiationSim.Rates.
/// </summary>
[MemoryDiagnoser]
public class GrainsAgainstDirect
{
    private const int Replicas = 512;

    private DirectTable _table = null!;
    private LocalSilo _silo = null!;
    private Experiment _experiment = null!;

    /// <summary>2: boulware against conceder over 125 outcomes; 8: boulware over 4,096.</summary>
    [Params(2, 8)]
    public int Actors { get; set; }

    /// <summary>Replicas per block, and so per message.</summary>
    [Params(1, 32, 512)]
    public int BlockSize { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        var scenario = (Actors == 2
            ? new DrawnScenario()
            : new DrawnScenario { Actors = Actors, Issues = 6, Options = 4, Tactics = [DrawnScenario.Boulware] }).Read();
        _table = new DirectTable(scenario);
        _silo = await LocalSilo.StartAsync();
        _experiment = new Experiment(_silo.Grains, scenario, new ExperimentOptions { Lanes = 1, BlockSize = BlockSize });
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _experiment.DisposeAsync();
        await _silo.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas)]
    public int Direct() => _table.Play(Replicas, BlockSize);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public async Task<int> Grains()
    {
        var reports = 0;
        await foreach (var block in _experiment.PlayAsync(seed: 1, firstReplica: 0, Replicas, tell: false))
        {
            reports += block.Reports.Length;
        }

        return reports;
    }
}

using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Negotiations by the number of parties: boulware and conceder in turn over 125 outcomes, one operation a negotiation. Compare the ratio with the
/// number of actors: talks also last longer when more must agree, so it grows faster than that.
/// </summary>
[MemoryDiagnoser]
public class RoundsByActors
{
    private const int Replicas = 512;

    private readonly Dictionary<int, DirectTable> _tables = [];

    [GlobalSetup]
    public void Setup()
    {
        foreach (var actors in (ReadOnlySpan<int>)[2, 3, 5, 8])
        {
            _tables[actors] = new DirectTable(new DrawnScenario { Actors = actors });
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas)]
    public int Two() => _tables[2].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Three() => _tables[3].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Five() => _tables[5].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Eight() => _tables[8].Play(Replicas);
}

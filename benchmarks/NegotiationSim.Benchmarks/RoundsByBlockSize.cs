using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// The same 4,096 negotiations in blocks of different size, one operation a negotiation. Small blocks pay for the start and the end of each, large ones for memory
/// that leaves the caches; compare allocation too, which is per block.
/// </summary>
[MemoryDiagnoser]
public class RoundsByBlockSize
{
    private const int Replicas = 4096;

    private DirectTable _table = null!;

    [GlobalSetup]
    public void Setup() => _table = new DirectTable(new DrawnScenario());

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Of1() => _table.Play(Replicas, 1);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Of16() => _table.Play(Replicas, 16);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Of128() => _table.Play(Replicas, 128);

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas)]
    public int Of512() => _table.Play(Replicas, 512);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Of1024() => _table.Play(Replicas, 1024);

    [Benchmark(OperationsPerInvoke = Replicas)]
    public int Of4096() => _table.Play(Replicas, 4096);
}

using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Scenarios as analysts write them, life of the agreement included, against the plain bilateral case; one operation a negotiation. The flagship has two principals, seven
/// ratifiers, eleven issues, events and 120 days to be followed.
/// </summary>
[MemoryDiagnoser]
public class WholeScenarios
{
    private const int Replicas = 256;

    private DirectTable _bilateral = null!;
    private DirectTable _truce = null!;
    private DirectTable _flagship = null!;

    [GlobalSetup]
    public void Setup()
    {
        _bilateral = new DirectTable(new DrawnScenario());
        _truce = new DirectTable(Bundled.Read(Bundled.TruceForAid));
        _flagship = new DirectTable(Bundled.Read(Bundled.Flagship));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas, Description = "boulware against conceder, drawn")]
    public int Bilateral() => _bilateral.Play(Replicas, Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "truce-for-aid")]
    public int TruceForAid() => _truce.Play(Replicas, Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "kerry-lavrov-2016")]
    public int Flagship() => _flagship.Play(Replicas, Replicas);
}

using BenchmarkDotNet.Attributes;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Whole negotiations through the engine's kernels, without grains: two parties over three issues of five options, everything drawn
/// anew per replica. The baseline is boulware against conceder; compare ratios and allocation, not absolute times.
/// </summary>
[MemoryDiagnoser]
public class RoundEngineBenchmarks
{
    private const int Replicas = 512;

    private readonly Dictionary<string, DirectBlock> _tables = [];

    [GlobalSetup]
    public void Setup()
    {
        foreach (var (name, first, second) in (ReadOnlySpan<(string, string, string)>)
            [("time", "boulware", "conceder"), ("micro", "micro", "micro"), ("tit-for-tat", "tit_for_tat", "boulware")])
        {
            var read = ScenarioReader.Read(Text(first, second), name);
            _tables[name] = new DirectBlock(read.Scenario ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics)));
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas)]
    public BlockResult BoulwareAgainstConceder() => Play("time");

    [Benchmark(OperationsPerInvoke = Replicas)]
    public BlockResult Micro() => Play("micro");

    [Benchmark(OperationsPerInvoke = Replicas)]
    public BlockResult TitForTatAgainstBoulware() => Play("tit-for-tat");

    private BlockResult Play(string name) => _tables[name].Play(new BlockSpec(1, 0, Replicas, Tell: false));

    private static string Text(string first, string second)
    {
        const string issue = "{options: [o0, o1, o2, o3, o4], ordered: false}";
        const string view = "{weight: \"uniform(0, 1)\", values: {o0: \"uniform(0, 1)\", o1: \"uniform(0, 1)\", o2: \"uniform(0, 1)\", o3: \"uniform(0, 1)\", o4: \"uniform(0, 1)\"}}";
        return $"""
            schema: negotiation-sim/1
            name: bilateral
            calendar: {"{rounds: 100}"}
            issues:
              i0: {issue}
              i1: {issue}
              i2: {issue}
            actors:
              p0:
                role: principal
                preferences: {"{"}i0: {view}, i1: {view}, i2: {view}{"}"}
                tactic: {"{"}kind: {first}{"}"}
              p1:
                role: principal
                preferences: {"{"}i0: {view}, i1: {view}, i2: {view}{"}"}
                tactic: {"{"}kind: {second}{"}"}
            """;
    }
}

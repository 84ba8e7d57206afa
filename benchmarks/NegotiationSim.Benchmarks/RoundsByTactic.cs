using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Negotiations by tactic: two parties, 125 outcomes, one operation a negotiation. A ratio says what a tactic costs in whole negotiations, with the
/// number of rounds that it leads to: hardliners use all hundred.
/// </summary>
[MemoryDiagnoser]
public class RoundsByTactic
{
    private const int Replicas = 512;

    private readonly Dictionary<string, DirectTable> _tables = [];

    [GlobalSetup]
    public void Setup()
    {
        Add(nameof(BoulwareConceder), DrawnScenario.Boulware, DrawnScenario.Conceder);
        Add(nameof(Boulware), DrawnScenario.Boulware);
        Add(nameof(BoulwareThatLearns), "{kind: boulware, e: 4, accept: target, opponent_model: frequency}");
        Add(nameof(Linear), "{kind: linear}");
        Add(nameof(Hardliner), "{kind: hardliner}");
        Add(nameof(RandomOffers), "{kind: random}");
        Add(nameof(TitForTat), "{kind: tit_for_tat}", DrawnScenario.Boulware);
        Add(nameof(Micro), "{kind: micro}");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas, Description = "boulware, conceder")]
    public int BoulwareConceder() => Play(nameof(BoulwareConceder));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "boulware, boulware")]
    public int Boulware() => Play(nameof(Boulware));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "boulware, boulware, both with opponent_model: frequency")]
    public int BoulwareThatLearns() => Play(nameof(BoulwareThatLearns));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "linear, linear")]
    public int Linear() => Play(nameof(Linear));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "hardliner, hardliner")]
    public int Hardliner() => Play(nameof(Hardliner));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "random, random")]
    public int RandomOffers() => Play(nameof(RandomOffers));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "tit_for_tat, boulware")]
    public int TitForTat() => Play(nameof(TitForTat));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "micro, micro")]
    public int Micro() => Play(nameof(Micro));

    private void Add(string name, params string[] tactics) => _tables[name] = new DirectTable(new DrawnScenario { Tactics = tactics });

    private int Play(string name) => _tables[name].Play(Replicas);
}

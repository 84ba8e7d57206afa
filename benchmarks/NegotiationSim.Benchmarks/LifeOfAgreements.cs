using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// What the life of an agreement adds to the talks: boulware against conceder, who always sign, one operation a negotiation. The baseline is the talks alone; compare
/// what comes on top of it with the number of days followed and with what may happen on each.
/// </summary>
[MemoryDiagnoser]
public class LifeOfAgreements
{
    private const int Replicas = 256;
    private const string Incidents = "spoilers: [{id: hardliners, rate: 0.4, severity: \"exponential(0.5)\", hurts: [p0], blamed_on: p1}]";
    private const string Gate = "gates: [{id: calm, needs_calm: 7, within: 60, unlocks: [i0]}]";

    // Patience without end keeps every agreement alive, so that all days are played.
    private const string Patient = "patience: {p0: 1000000, p1: 1000000}";

    private readonly Dictionary<string, DirectTable> _tables = [];

    [GlobalSetup]
    public void Setup()
    {
        Add(nameof(TalksAlone), null);
        Add(nameof(Quiet), $"{{horizon: 182, {Patient}}}");
        Add(nameof(WithIncidents), $"{{horizon: 182, {Patient}, {Incidents}}}");
        Add(nameof(WithAGate), $"{{horizon: 182, {Patient}, {Incidents}, {Gate}}}");
        Add(nameof(FourYears), $"{{horizon: 1456, {Patient}, {Incidents}}}");
        Add(nameof(UntilItBreaks), $"{{horizon: 182, {Incidents}}}");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas, Description = "talks alone")]
    public int TalksAlone() => Play(nameof(TalksAlone));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "182 days, nothing but breaches")]
    public int Quiet() => Play(nameof(Quiet));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "182 days with incidents")]
    public int WithIncidents() => Play(nameof(WithIncidents));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "182 days with incidents and a gate")]
    public int WithAGate() => Play(nameof(WithAGate));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "1,456 days with incidents")]
    public int FourYears() => Play(nameof(FourYears));

    [Benchmark(OperationsPerInvoke = Replicas, Description = "182 days with incidents, patience of 1.5 (the default)")]
    public int UntilItBreaks() => Play(nameof(UntilItBreaks));

    private void Add(string name, string? implementation) => _tables[name] = new DirectTable(new DrawnScenario { Implementation = implementation });

    private int Play(string name) => _tables[name].Play(Replicas, Replicas);
}

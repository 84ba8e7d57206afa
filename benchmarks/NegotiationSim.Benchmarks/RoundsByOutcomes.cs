using BenchmarkDotNet.Attributes;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Negotiations by issues and options: boulware against conceder, one operation a negotiation. Compare the ratio with the number of values to draw (issues times
/// options and one), which is the least that can be done, and not with the number of outcomes, which nobody should have to list. Larger spaces are in
/// <see cref="OfferSearchBySize"/>.
/// </summary>
[MemoryDiagnoser]
public class RoundsByOutcomes
{
    private const int Replicas = 512;

    private readonly Dictionary<(int, int), DirectTable> _tables = [];

    [GlobalSetup]
    public void Setup()
    {
        foreach (var (issues, options) in (ReadOnlySpan<(int, int)>)[(3, 5), (1, 125), (3, 10), (6, 4), (6, 10), (12, 4)])
        {
            _tables[(issues, options)] = new DirectTable(new DrawnScenario { Issues = issues, Options = options });
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicas, Description = "3 issues of 5: 125")]
    public int ThreeOfFive() => _tables[(3, 5)].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "1 issue of 125: 125")]
    public int OneOf125() => _tables[(1, 125)].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "3 issues of 10: 1,000")]
    public int ThreeOfTen() => _tables[(3, 10)].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "6 issues of 4: 4,096")]
    public int SixOfFour() => _tables[(6, 4)].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "6 issues of 10: 10^6")]
    public int SixOfTen() => _tables[(6, 10)].Play(Replicas);

    [Benchmark(OperationsPerInvoke = Replicas, Description = "12 issues of 4: 1.7*10^7")]
    public int TwelveOfFour() => _tables[(12, 4)].Play(Replicas);
}

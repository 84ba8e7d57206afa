using BenchmarkDotNet.Attributes;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// A value of each of the language's distributions, one operation a value: its uniform, then the inverse of its distribution function. The baseline is the uniform
/// distribution; the ratio says how dear a distribution is in a scenario that draws it once per replica.
/// </summary>
[MemoryDiagnoser]
public class DistributionDraws
{
    private const int Draws = 1024;

    private readonly Dictionary<DistributionKind, Quantity> _quantities = [];
    private Sampler _sampler = null!;

    [GlobalSetup]
    public void Setup()
    {
        _sampler = new Sampler(new DrawnScenario().Read());
        foreach (var kind in Enum.GetValues<DistributionKind>())
        {
            const string name = "drivers.d#0";
            _quantities[kind] = new Quantity(
                new Distribution(kind, [.. Arguments(kind).Select(a => new Constant(a))], StreamName.Hash(name), name), "drivers.d");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Draws)]
    public double Uniform() => Sum(DistributionKind.Uniform);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Normal() => Sum(DistributionKind.Normal);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Triangular() => Sum(DistributionKind.Triangular);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Pert() => Sum(DistributionKind.Pert);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Beta() => Sum(DistributionKind.Beta);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Exponential() => Sum(DistributionKind.Exponential);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Lognormal() => Sum(DistributionKind.Lognormal);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Gamma() => Sum(DistributionKind.Gamma);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Bernoulli() => Sum(DistributionKind.Bernoulli);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Choice() => Sum(DistributionKind.Choice);

    private static double[] Arguments(DistributionKind kind) => kind switch
    {
        DistributionKind.Uniform => [0, 1],
        DistributionKind.Normal => [0.5, 0.1],
        DistributionKind.Triangular or DistributionKind.Pert => [0, 0.3, 1],
        DistributionKind.Beta => [2, 5],
        DistributionKind.Exponential => [0.5],
        DistributionKind.Lognormal => [0.5, 0.4],
        DistributionKind.Gamma => [1, 0.5],
        DistributionKind.Bernoulli => [0.3],
        DistributionKind.Choice => [1, 2, 3, 4],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private double Sum(DistributionKind kind)
    {
        var quantity = _quantities[kind];
        var sum = 0.0;
        for (var replica = 0L; replica < Draws; replica++)
        {
            _sampler.MoveTo(new ReplicaDraws(1, replica));
            sum += _sampler.Value(quantity);
        }

        return sum;
    }
}

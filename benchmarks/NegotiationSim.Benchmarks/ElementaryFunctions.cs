using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Benchmarks;

/// <summary>What the same bits on every system cost: <see cref="PortableMath"/> against the C library's functions (the baseline of each group), one operation a value, on arguments as negotiations have them.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ElementaryFunctions
{
    private const int Values = 4096;

    private double[] _exponents = [];
    private double[] _shares = [];
    private double[] _powers = [];

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(1);
        _exponents = [.. Enumerable.Range(0, Values).Select(_ => 20 * random.NextDouble() - 10)];
        _shares = [.. Enumerable.Range(0, Values).Select(_ => random.NextDouble())];
        _powers = [.. Enumerable.Range(0, Values).Select(_ => 4 * random.NextDouble())];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values, Description = "Math.Exp")]
    [BenchmarkCategory("exp")]
    public double ExpOfTheSystem() => Sum(_exponents, Math.Exp);

    [Benchmark(OperationsPerInvoke = Values, Description = "PortableMath.Exp")]
    [BenchmarkCategory("exp")]
    public double Exp() => Sum(_exponents, PortableMath.Exp);

    [Benchmark(Baseline = true, OperationsPerInvoke = Values, Description = "Math.Log")]
    [BenchmarkCategory("log")]
    public double LogOfTheSystem() => Sum(_shares, Math.Log);

    [Benchmark(OperationsPerInvoke = Values, Description = "PortableMath.Log")]
    [BenchmarkCategory("log")]
    public double Log() => Sum(_shares, PortableMath.Log);

    [Benchmark(Baseline = true, OperationsPerInvoke = Values, Description = "Math.Pow")]
    [BenchmarkCategory("pow")]
    public double PowOfTheSystem()
    {
        var sum = 0.0;
        for (var i = 0; i < Values; i++)
        {
            sum += Math.Pow(_shares[i], _powers[i]);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values, Description = "PortableMath.Pow")]
    [BenchmarkCategory("pow")]
    public double Pow()
    {
        var sum = 0.0;
        for (var i = 0; i < Values; i++)
        {
            sum += PortableMath.Pow(_shares[i], _powers[i]);
        }

        return sum;
    }

    private static double Sum(double[] arguments, Func<double, double> function)
    {
        var sum = 0.0;
        foreach (var argument in arguments)
        {
            sum += function(argument);
        }

        return sum;
    }
}

using BenchmarkDotNet.Attributes;
using NegotiationSim.Engine.Randomness;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// What a uniform number costs, one operation a number: the generator alone (the baseline; four 32-bit words of which a number uses two), and a number by seed,
/// replica, stream and index. The runtime's own generator stands beside it as what a program without the promise of reproducible draws would pay.
/// </summary>
[MemoryDiagnoser]
public class UniformDraws
{
    private const int Draws = 4096;

    private readonly Random _random = new(1);

    [Benchmark(Baseline = true, OperationsPerInvoke = Draws, Description = "Philox4x32-10")]
    public uint Philox()
    {
        var sum = 0u;
        for (var i = 0u; i < Draws; i++)
        {
            uint c0 = i, c1 = 2, c2 = 3, c3 = 4;
            Philox4x32.Generate(ref c0, ref c1, ref c2, ref c3, 5, 6);
            sum ^= c0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Description = "a stream's uniform, replica after replica")]
    public double StreamOverReplicas()
    {
        var sum = 0.0;
        for (var replica = 0L; replica < Draws; replica++)
        {
            sum += new ReplicaDraws(1, replica).Uniform(0x9E3779B97F4A7C15);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Description = "a replica's uniform, index after index")]
    public double IndexesOfAStream()
    {
        var draws = new ReplicaDraws(1, 7);
        var sum = 0.0;
        for (var index = 0UL; index < Draws; index++)
        {
            sum += draws.Uniform(0x9E3779B97F4A7C15, index);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Description = "System.Random")]
    public double SystemRandom()
    {
        var sum = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            sum += _random.NextDouble();
        }

        return sum;
    }
}

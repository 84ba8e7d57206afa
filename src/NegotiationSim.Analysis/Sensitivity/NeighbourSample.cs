using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Replicas as points in the space of their inputs. Every input is put on one scale by its ranks, so that neither its unit nor its distribution matters. Replicas that agree in all inputs asked about are told apart by a small
/// random number, for otherwise the first ones of the batch would always be the nearest.
/// </summary>
internal sealed class NeighbourSample
{
    private const float Jitter = 1e-3f;

    private static readonly int s_lanes = Vector256<float>.Count;

    private readonly float[][] _columns;
    private readonly float[] _apart;
    private readonly float[] _distances;

    /// <summary>A sample.</summary>
    /// <param name="inputs">The values of each input, point after point; NaN counts as the lowest.</param>
    /// <param name="output">What is to be explained.</param>
    /// <param name="queries">Of how many points, the first ones, neighbours are sought.</param>
    /// <param name="seed">The batch's seed.</param>
    public NeighbourSample(IReadOnlyList<double[]> inputs, double[] output, int queries, ulong seed)
    {
        Count = output.Length;
        Queries = queries;
        Output = output;
        Mean = output.Average();
        Variance = output.Sum(y => (y - Mean) * (y - Mean)) / (Count - 1);
        var padded = (Count + s_lanes - 1) / s_lanes * s_lanes;
        _columns = [.. inputs.Select(values => Ranks(values, Count, padded))];
        _apart = new float[padded];
        _distances = new float[padded];
        var stream = StreamName.Hash("sensitivity.apart");
        for (var i = 0; i < Count; i++)
        {
            _apart[i] = Jitter * (float)new ReplicaDraws(seed, i).Uniform(stream);
        }
    }

    public int Count { get; }

    public int Queries { get; }

    public int Inputs => _columns.Length;

    public double[] Output { get; }

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>How much wider the interval of a mean over the queries is than if they had no points in common: each point is also a neighbour of others.</summary>
    public double Overlap => Math.Sqrt(1 + (double)Queries / Count);

    /// <summary>Turns to a point: distances from it in some of the inputs.</summary>
    public void MoveTo(int point, ReadOnlySpan<int> inputs)
    {
        var distances = _distances.AsSpan();
        Fill(distances, _apart, _apart[point]);
        foreach (var input in inputs)
        {
            AddTo(distances, _columns[input], _columns[input][point]);
        }

        // Neither itself nor what only fills up the last vector.
        distances[point] = float.PositiveInfinity;
        distances[Count..].Fill(float.PositiveInfinity);
    }

    /// <summary>The points nearest to the one that was turned to, in one input more.</summary>
    /// <param name="point">That point.</param>
    /// <param name="input">The input.</param>
    /// <param name="squares">Receives the squared distances, the smallest first.</param>
    /// <param name="nearest">Receives the points.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nearest(int point, int input, Span<float> squares, Span<int> nearest)
    {
        squares.Fill(float.PositiveInfinity);
        nearest.Fill(-1);
        ref var distances = ref MemoryMarshal.GetArrayDataReference(_distances);
        ref var column = ref MemoryMarshal.GetArrayDataReference(_columns[input]);
        var at = Vector256.Create(_columns[input][point]);
        var worst = Vector256.Create(float.PositiveInfinity);
        for (var i = 0; i < _distances.Length; i += Vector256<float>.Count)
        {
            var away = Vector256.LoadUnsafe(ref column, (nuint)i) - at;
            var square = away * away + Vector256.LoadUnsafe(ref distances, (nuint)i);
            var nearer = Vector256.LessThan(square, worst).ExtractMostSignificantBits();
            if (nearer != 0)
            {
                for (; nearer != 0; nearer &= nearer - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(nearer);
                    Insert(square.GetElement(lane), i + lane, squares, nearest);
                }

                worst = Vector256.Create(squares[^1]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(float square, int point, Span<float> squares, Span<int> nearest)
    {
        var place = squares.Length - 1;
        if (square >= squares[place])
        {
            return;
        }

        while (place > 0 && square < squares[place - 1])
        {
            squares[place] = squares[place - 1];
            nearest[place] = nearest[place - 1];
            place--;
        }

        squares[place] = square;
        nearest[place] = point;
    }

    private static void Fill(Span<float> distances, float[] column, float at)
    {
        distances.Clear();
        AddTo(distances, column, at);
    }

    private static void AddTo(Span<float> distances, float[] column, float at)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            var away = column[i] - at;
            distances[i] += away * away;
        }
    }

    /// <summary>The ranks of values on a scale with variance 1 where they are all different; equal values share the mean of their ranks.</summary>
    private static float[] Ranks(double[] values, int count, int padded)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var keys = new double[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = double.IsNaN(values[i]) ? double.NegativeInfinity : values[i] + 0.0;
        }

        Array.Sort(keys, order);
        var ranks = new float[padded];
        for (var from = 0; from < count;)
        {
            var to = from + 1;
            while (to < count && keys[to] == keys[from])
            {
                to++;
            }

            for (var k = from; k < to; k++)
            {
                ranks[order[k]] = (float)(Math.Sqrt(12) * (from + to) / (2.0 * count));
            }

            from = to;
        }

        return ranks;
    }
}

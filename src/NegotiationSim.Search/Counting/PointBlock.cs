using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// Up to some hundred points of one side, ready to be asked which of them reach a bar in every dimension: the points are sorted in each dimension, and for every
/// rank there is the set of points from there on, a bit each. An answer is then one search per dimension and the intersection of so many sets.
/// </summary>
internal sealed class PointBlock
{
    /// <summary>The most points of a block: the sets of a few dimensions then fit into the processor's second cache.</summary>
    public const int MostPoints = 1024;

    private const int WordsPerVector = 8;
    private const int CounterBits = 7;

    private readonly SidePoints _points;
    private readonly Box _box;
    private readonly int _words;
    private readonly double[][] _sorted;
    private readonly ulong[][] _from;
    private readonly ulong[] _answer;
    private readonly ulong[] _counters;
    private readonly ulong[] _full;

    public PointBlock(SidePoints points, in Box box, int dimensions)
    {
        (_points, _box) = (points, box);
        _words = (box.Count + 64 * WordsPerVector - 1) / (64 * WordsPerVector) * WordsPerVector;
        _sorted = new double[dimensions][];
        _from = new ulong[dimensions][];
        for (var k = 0; k < dimensions; k++)
        {
            var order = new int[box.Count];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            _sorted[k] = points.All(k).AsSpan(box.Start, box.Count).ToArray();
            Array.Sort(_sorted[k], order);
            _from[k] = new ulong[(box.Count + 1) * _words];
            for (var rank = box.Count - 1; rank >= 0; rank--)
            {
                _from[k].AsSpan((rank + 1) * _words, _words).CopyTo(_from[k].AsSpan(rank * _words));
                _from[k][rank * _words + order[rank] / 64] |= 1UL << (order[rank] % 64);
            }
        }

        _answer = new ulong[_words];
        _counters = new ulong[CounterBits * _words];
        _full = new ulong[_words];
        for (var i = 0; i < box.Count; i++)
        {
            _full[i / 64] |= 1UL << (i % 64);
        }
    }

    public Box Box => _box;

    /// <summary>What asking costs, in operations.</summary>
    public int Cost(int dimensions) => 16 + dimensions * (12 + _words / 2);

    /// <summary>The first rank in a dimension that reaches a bar.</summary>
    public int Rank(int dimension, double bar) => SortedSpan.AtOrAbove(_sorted[dimension], 0, _box.Count, bar);

    /// <summary>The coordinate at a rank; infinite behind the last.</summary>
    public double AtRank(int dimension, int rank) => rank < _box.Count ? _sorted[dimension][rank] : double.PositiveInfinity;

    /// <summary>Looks for the points from some ranks on.</summary>
    /// <param name="dimensions">Dimensions in all of which a point must be from its rank on.</param>
    /// <param name="counted">Dimensions of which it must be so in a number.</param>
    /// <param name="ranks">The ranks, per dimension.</param>
    /// <param name="fewest">That number; at most <c>counted</c> has.</param>
    /// <returns>A bit per point of the box.</returns>
    public ReadOnlySpan<ulong> From(ReadOnlySpan<int> dimensions, ReadOnlySpan<int> counted, ReadOnlySpan<int> ranks, int fewest)
    {
        ReadOnlySpan<ulong> start = _full;
        if (fewest > 0)
        {
            Count(counted, ranks, fewest);
            start = _answer;
        }

        for (var word = 0; word < _words; word += WordsPerVector)
        {
            var all = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(start), (nuint)word);
            foreach (var k in dimensions)
            {
                all &= Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_from[k]), (nuint)(ranks[k] * _words + word));
            }

            all.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_answer), (nuint)word);
        }

        return _answer;
    }

    /// <summary>How many outcomes the points of an answer stand for.</summary>
    public BigInteger Weigh(ReadOnlySpan<ulong> answer)
    {
        long plain = 0;
        if (_points.IsPlain)
        {
            foreach (var word in answer)
            {
                plain += BitOperations.PopCount(word);
            }

            return plain;
        }

        // A side's weights add up to less than a long holds.
        for (var w = 0; w < answer.Length; w++)
        {
            for (var word = answer[w]; word != 0; word &= word - 1)
            {
                plain += _points.Weight(_box.Start + w * 64 + BitOperations.TrailingZeroCount(word));
            }
        }

        return plain;
    }

    /// <summary>Leaves in the answer the points that are counted often enough: binary counters, a bit of each of 64 points at a time.</summary>
    private void Count(ReadOnlySpan<int> counted, ReadOnlySpan<int> ranks, int fewest)
    {
        Array.Clear(_counters);
        for (var word = 0; word < _words; word++)
        {
            foreach (var k in counted)
            {
                var carry = _from[k][ranks[k] * _words + word];
                for (var bit = 0; carry != 0; bit++)
                {
                    ref var counter = ref _counters[bit * _words + word];
                    (counter, carry) = (counter ^ carry, counter & carry);
                }
            }

            var (larger, equal) = (0UL, ulong.MaxValue);
            for (var bit = CounterBits - 1; bit >= 0; bit--)
            {
                var counter = _counters[bit * _words + word];
                if ((fewest >> bit & 1) != 0)
                {
                    equal &= counter;
                }
                else
                {
                    larger |= equal & counter;
                }
            }

            _answer[word] = larger | equal;
        }
    }
}

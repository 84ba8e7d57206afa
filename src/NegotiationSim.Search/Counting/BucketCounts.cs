using System.Numerics;
using System.Runtime.InteropServices;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// How many outcomes fall into each bucket of a grid: whole numbers of any size, all kept in the same number of 64-bit words. A bound adds such numbers some million times, which
/// <see cref="BigInteger"/> with an allocation for each sum makes a matter of seconds.
/// </summary>
internal sealed class BucketCounts
{
    private readonly int _words;
    private readonly int _buckets;
    private ulong[] _counts;
    private ulong[] _next;
    private int _used = 1;

    /// <param name="buckets">How many buckets there are besides the first.</param>
    /// <param name="first">What is in the first.</param>
    /// <param name="most">No count or sum of counts is larger.</param>
    public BucketCounts(int buckets, BigInteger first, BigInteger most)
    {
        _buckets = buckets;
        _words = (int)((most.GetBitLength() + 63) / 64);
        _words = Math.Max(1, _words);
        _counts = new ulong[(buckets + 1) * _words];
        _next = new ulong[_counts.Length];
        first.TryWriteBytes(MemoryMarshal.AsBytes(_counts.AsSpan(0, _words)), out _, isUnsigned: true);
    }

    /// <summary>Adds a component: outcomes move up by a step for each of its values.</summary>
    /// <param name="steps">By so many buckets so many values.</param>
    public void Move(Dictionary<int, long> steps)
    {
        Array.Clear(_next);
        var used = 0;
        foreach (var (step, values) in steps)
        {
            var count = Math.Min(_used, _buckets + 1 - step);
            if (count <= 0)
            {
                continue;
            }

            used = Math.Max(used, step + count);
            var from = _counts.AsSpan(0, count * _words);
            var to = _next.AsSpan(step * _words, count * _words);
            if (_words == 1)
            {
                AddWords(from, to, (ulong)values);
            }
            else
            {
                AddNumbers(from, to, (ulong)values);
            }
        }

        (_counts, _next, _used) = (_next, _counts, used);
    }

    /// <summary>What is in the buckets from one on.</summary>
    public BigInteger From(double bucket)
    {
        if (_words == 1)
        {
            UInt128 small = 0;
            for (var b = (int)Math.Clamp(bucket, 0, _buckets + 1); b < _used; b++)
            {
                small += _counts[b];
            }

            return small;
        }

        var sum = BigInteger.Zero;
        for (var b = (int)Math.Clamp(bucket, 0, _buckets + 1); b < _used; b++)
        {
            sum += new BigInteger(MemoryMarshal.AsBytes(_counts.AsSpan(b * _words, _words)), isUnsigned: true);
        }

        return sum;
    }

    private static void AddWords(ReadOnlySpan<ulong> from, Span<ulong> to, ulong values)
    {
        var at = 0;
        if (values == 1)
        {
            for (; at <= from.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
            {
                (new Vector<ulong>(to[at..]) + new Vector<ulong>(from[at..])).CopyTo(to[at..]);
            }
        }

        for (; at < from.Length; at++)
        {
            to[at] += from[at] * values;
        }
    }

    private void AddNumbers(ReadOnlySpan<ulong> from, Span<ulong> to, ulong values)
    {
        for (var at = 0; at < from.Length; at += _words)
        {
            var number = from.Slice(at, _words);
            var length = number.LastIndexOfAnyExcept(0UL) + 1;
            if (length == 0)
            {
                continue;
            }

            var sum = to.Slice(at, _words);
            var carry = 0UL;
            for (var i = 0; i < sum.Length && (i < length || carry != 0); i++)
            {
                var product = Math.BigMul(i < length ? number[i] : 0, values, out var low);
                low += carry;
                product += low < carry ? 1UL : 0;
                sum[i] += low;
                carry = product + (sum[i] < low ? 1UL : 0);
            }
        }
    }
}

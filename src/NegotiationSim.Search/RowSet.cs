using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NegotiationSim.Search;

/// <summary>
/// A set of rows of the same length that remembers the order in which they came. Emptied and filled again in place, so that it stops allocating once it is large enough;
/// a set of the library would need an object for every row.
/// </summary>
/// <typeparam name="T">What a row is made of.</typeparam>
public class RowSet<T>
    where T : unmanaged, IEquatable<T>
{
    private int _length;
    private T[] _rows;
    private int[] _buckets = new int[16];
    private int _mask = 15;

    // Buckets hold places counted from here, so that emptying the set, which searches do all the time, leaves those of before below it.
    private int _origin = 1;

    /// <summary>An empty set of rows of a length.</summary>
    public RowSet(int length)
    {
        _length = length;
        _rows = new T[8 * length];
    }

    public int Count { get; private set; }

    /// <summary>The row that came in as the <paramref name="index"/>-th.</summary>
    public ReadOnlySpan<T> this[int index] => _rows.AsSpan(index * _length, _length);

    /// <summary>Takes a row in; false when it was there already.</summary>
    public bool Add(ReadOnlySpan<T> row) => Add(row, out _);

    /// <summary>The same, with the row's place in the order.</summary>
    public bool Add(ReadOnlySpan<T> row, out int index)
    {
        var bucket = Find(row);
        index = _buckets[bucket] - _origin;
        if (index >= 0)
        {
            return false;
        }

        if ((Count + 1) * _length > _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max((Count + 1) * _length, 2 * _rows.Length));
        }

        row.CopyTo(_rows.AsSpan(Count * _length));
        index = Count;
        _buckets[bucket] = _origin + Count++;
        if (Count * 2 > _mask)
        {
            Grow();
        }

        return true;
    }

    public bool Contains(ReadOnlySpan<T> row) => _buckets[Find(row)] >= _origin;

    /// <summary>Finds a row's place in the order; false when it is not there.</summary>
    public bool TryFind(ReadOnlySpan<T> row, out int index)
    {
        index = _buckets[Find(row)] - _origin;
        return index >= 0;
    }

    /// <summary>Empties the set.</summary>
    public void Clear()
    {
        _origin += Count;
        Count = 0;
        if (_origin > int.MaxValue / 2)
        {
            Array.Clear(_buckets);
            _origin = 1;
        }
    }

    /// <summary>Empties the set for rows of another length.</summary>
    public void Clear(int length)
    {
        Clear();
        _length = length;
    }

    private int Find(ReadOnlySpan<T> row)
    {
        const ulong Spread = 0x9E3779B97F4A7C15;
        var hash = 0UL;
        var bytes = MemoryMarshal.AsBytes(row);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = unchecked((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Spread);
            hash ^= hash >> 32;
        }

        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * Spread);
            hash ^= hash >> 32;
        }

        var bucket = (int)hash & _mask;
        while (_buckets[bucket] >= _origin && !this[_buckets[bucket] - _origin].SequenceEqual(row))
        {
            bucket = (bucket + 1) & _mask;
        }

        return bucket;
    }

    private void Grow()
    {
        _mask = 2 * _mask + 1;
        _buckets = new int[_mask + 1];
        for (var i = 0; i < Count; i++)
        {
            _buckets[Find(this[i])] = _origin + i;
        }
    }
}

/// <summary>A set of outcomes in the order in which they came; exact for spaces of any size.</summary>
/// <param name="components">How many components the outcomes have.</param>
public sealed class OutcomeSet(int components) : RowSet<ushort>(components);

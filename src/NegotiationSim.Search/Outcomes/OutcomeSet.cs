namespace NegotiationSim.Search.Outcomes;

/// <summary>
/// A set of outcomes that remembers the order in which they came; exact for spaces of any size. Kept from replica to replica
/// and emptied in between, so that it stops allocating once it is large enough.
/// </summary>
public sealed class OutcomeSet
{
    private readonly int _components;
    private ushort[] _texts;
    private int[] _buckets;
    private int _mask;

    /// <summary>An empty set of outcomes with this many components.</summary>
    public OutcomeSet(int components)
    {
        _components = components;
        _texts = new ushort[8 * components];
        _buckets = new int[16];
        _mask = 15;
    }

    public int Count { get; private set; }

    /// <summary>The outcome that came in as the <paramref name="index"/>-th.</summary>
    public ReadOnlySpan<ushort> this[int index] => _texts.AsSpan(index * _components, _components);

    /// <summary>Takes an outcome in; false when it was there already.</summary>
    public bool Add(ReadOnlySpan<ushort> outcome)
    {
        var bucket = Find(outcome);
        if (_buckets[bucket] != 0)
        {
            return false;
        }

        if ((Count + 1) * _components > _texts.Length)
        {
            Array.Resize(ref _texts, 2 * _texts.Length);
        }

        outcome.CopyTo(_texts.AsSpan(Count * _components));
        _buckets[bucket] = ++Count;
        if (Count * 2 > _mask)
        {
            Grow();
        }

        return true;
    }

    public bool Contains(ReadOnlySpan<ushort> outcome) => Count > 0 && _buckets[Find(outcome)] != 0;

    /// <summary>Empties the set.</summary>
    public void Clear()
    {
        if (Count > 0)
        {
            Array.Clear(_buckets);
            Count = 0;
        }
    }

    private int Find(ReadOnlySpan<ushort> outcome)
    {
        var hash = 0x9E3779B9u;
        foreach (var value in outcome)
        {
            hash = unchecked((hash ^ value) * 0x85EBCA6Bu);
            hash ^= hash >> 15;
        }

        var bucket = (int)hash & _mask;
        while (_buckets[bucket] != 0 && !this[_buckets[bucket] - 1].SequenceEqual(outcome))
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
            _buckets[Find(this[i])] = i + 1;
        }
    }
}

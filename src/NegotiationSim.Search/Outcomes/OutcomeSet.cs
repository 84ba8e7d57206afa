namespace NegotiationSim.Search.Outcomes;

/// <summary>
/// A set of outcomes that remembers the order in which they came; exact for spaces of any size. Kept from replica to replica
/// and emptied in between, so that it stops allocating once it is large enough.
/// </summary>
public sealed class OutcomeSet
{
    private readonly int _components;
    private readonly HashSet<int> _places;
    private readonly HashSet<int>.AlternateLookup<ReadOnlySpan<ushort>> _byOutcome;
    private ushort[] _outcomes;

    /// <summary>An empty set of outcomes with this many components.</summary>
    public OutcomeSet(int components)
    {
        _components = components;
        _outcomes = new ushort[8 * components];
        _places = new HashSet<int>(new ByOutcome(this));
        _byOutcome = _places.GetAlternateLookup<ReadOnlySpan<ushort>>();
    }

    public int Count => _places.Count;

    /// <summary>The outcome that came in as the <paramref name="index"/>-th.</summary>
    public ReadOnlySpan<ushort> this[int index] => _outcomes.AsSpan(index * _components, _components);

    /// <summary>Takes an outcome in; false when it was there already.</summary>
    public bool Add(ReadOnlySpan<ushort> outcome) => _byOutcome.Add(outcome);

    public bool Contains(ReadOnlySpan<ushort> outcome) => Count > 0 && _byOutcome.Contains(outcome);

    /// <summary>Empties the set.</summary>
    public void Clear() => _places.Clear();

    private int Append(ReadOnlySpan<ushort> outcome)
    {
        if ((Count + 1) * _components > _outcomes.Length)
        {
            Array.Resize(ref _outcomes, 2 * _outcomes.Length);
        }

        outcome.CopyTo(_outcomes.AsSpan(Count * _components));
        return Count;
    }

    /// <summary>Compares places by the outcomes that stand there, so that an outcome is looked up without an object of its own.</summary>
    private sealed class ByOutcome(OutcomeSet set) : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<ushort>, int>
    {
        public bool Equals(int x, int y) => x == y;

        public bool Equals(ReadOnlySpan<ushort> alternate, int other) => alternate.SequenceEqual(set[other]);

        public int GetHashCode(int place) => GetHashCode(set[place]);

        public int GetHashCode(ReadOnlySpan<ushort> alternate)
        {
            // FNV-1a: the same in every process, which System.HashCode is not.
            var hash = 2_166_136_261u;
            foreach (var value in alternate)
            {
                hash = unchecked((hash ^ value) * 16_777_619u);
            }

            return unchecked((int)hash);
        }

        public int Create(ReadOnlySpan<ushort> alternate) => set.Append(alternate);
    }
}

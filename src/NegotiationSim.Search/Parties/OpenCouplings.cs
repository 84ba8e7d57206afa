using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Parties;

/// <summary>How some couplings of a slice are still open while components are set one after the other, as a key: whatever follows, outcomes with the same key go on alike.</summary>
internal sealed class OpenCouplings
{
    private readonly Slice _slice;
    private readonly int[] _order;
    private readonly ResidualConditions _residual = new();
    private readonly int[][] _last;

    /// <param name="slice">The outcomes.</param>
    /// <param name="couplings">The couplings that matter.</param>
    /// <param name="order">The components in the order in which they are set: all, or some.</param>
    public OpenCouplings(Slice slice, IEnumerable<ConditionEffect> couplings, int[] order)
    {
        (_slice, _order) = (slice, order);
        ConditionEffect[] all = [.. couplings.OrderBy(coupling => !coupling.IsVeto)];
        _residual.Reset([.. all.Select(coupling => coupling.Condition)], all.Count(coupling => coupling.IsVeto), slice.ComponentCount);

        // A coupling that looks at a component that is not in the order stays open to the end.
        var last = Array.ConvertAll(all, coupling => Array.TrueForAll(coupling.Components, c => Array.IndexOf(order, c) >= 0)
            ? coupling.Components.Max(c => Array.IndexOf(order, c)) : order.Length);
        _last = [.. order.Select((_, depth) => Enumerable.Range(0, all.Length).Where(i => last[i] == depth).ToArray())];
        Cost = [.. order.Select((_, depth) => all.Where((_, i) => last[i] >= depth).Sum(coupling => (long)coupling.Condition.LeafCount))];
    }

    /// <summary>The length of a key.</summary>
    public int KeyLength => _residual.Words;

    /// <summary>Per depth how many tests there are of couplings that are open there.</summary>
    public long[] Cost { get; }

    /// <summary>The key before anything of the order is set; what has no choice is set. False where a veto rules everything out.</summary>
    public bool Start(Span<ulong> key)
    {
        var isPossible = _residual.Start(key);
        for (var c = 0; c < _slice.ComponentCount; c++)
        {
            isPossible &= _slice.Components[c].IsOpen || _residual.Advance(key, c, _slice.Components[c].Values[0]);
        }

        return isPossible;
    }

    /// <summary>Sets the component at a depth in a key; false where a veto rules that out. Couplings of which it is the last are forgotten.</summary>
    public bool Advance(Span<ulong> key, int depth, ushort value)
    {
        if (_slice.Components[_order[depth]].IsOpen && !_residual.Advance(key, _order[depth], value))
        {
            return false;
        }

        foreach (var condition in _last[depth])
        {
            _residual.Forget(key, condition);
        }

        return true;
    }
}

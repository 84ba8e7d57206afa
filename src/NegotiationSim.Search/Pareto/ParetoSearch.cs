using System.Runtime.InteropServices;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Pareto;

/// <summary>
/// Finds the outcomes of a slice that may be Pareto efficient by dynamic programming: components are set one after the other, and partial outcomes that are dominated go.
/// Whatever follows, one that is worse for somebody and better for nobody, that leaves the couplings open in the same way and violates no less, cannot come to be efficient.
/// </summary>
internal sealed class ParetoSearch
{
    private const int MostPartial = 400_000;

    /// <summary>What partial outcomes may take of memory before they are compared, in bytes.</summary>
    private const long MostBytes = 200_000_000;

    // Sums are of the order of 1, so that rounding is far below this, and equality as the analysis has it far above.
    private const double Rounding = LinearBounds.Rounding;

    private readonly Slice _slice;
    private readonly int[] _order;
    private readonly int _parties;
    private readonly OpenCouplings _open;
    private readonly SlicePath _path;
    private readonly double[] _upper;
    private readonly LinearBound[] _demands;
    private List<Partial> _partial;

    private sealed record Partial(ushort[] Values, double[] Sums, ViolationSet Violations, ulong[] Key);

    public ParetoSearch(Slice slice)
    {
        _slice = slice;
        _parties = slice.PartyCount;
        var coupled = slice.Couplings.SelectMany(coupling => coupling.Components).Distinct().ToArray();
        _order = [.. coupled, .. Enumerable.Range(0, slice.ComponentCount).Except(coupled).OrderBy(c => slice.Components[c].Count)];
        var order = new ComponentOrder(slice, _order);
        _path = new SlicePath(slice, order);
        _upper = new double[_parties];
        _demands = LinearBound.Demands(new LinearBounds(slice).Demands(), slice, order);
        _open = new OpenCouplings(slice, slice.Couplings, _order);
        var key = new ulong[_open.KeyLength];
        _partial = _open.Start(key) ? [new Partial(slice.FirstValues(), [.. slice.Base], slice.BaseViolations, key)] : [];
    }

    /// <summary>The outcomes that may be efficient; null when they were too many to find within the budget.</summary>
    public List<ushort[]>? Find(WorkBudget budget)
    {
        for (var depth = 0; depth < _order.Length; depth++)
        {
            if (Extend(depth, budget) is not { } byState)
            {
                return null;
            }

            var kept = new List<Partial>();
            foreach (var partial in byState)
            {
                Keep(partial, kept, budget);
                if (budget.IsSpent || kept.Count > MostPartial)
                {
                    return null;
                }
            }

            _partial = kept;
        }

        return [.. _partial.Select(partial => partial.Values).Where(outcome => _slice.Admits(outcome))];
    }

    /// <summary>All that are longer by one component, by what they leave open; null where there are too many.</summary>
    private List<List<Partial>>? Extend(int depth, WorkBudget budget)
    {
        var component = _slice.Components[_order[depth]];
        var size = 120 + 2 * _order.Length + 8 * _parties;
        if ((long)_partial.Count * component.Count > Math.Min(8L * MostPartial, MostBytes / size))
        {
            return null;
        }

        var (states, byState) = (new RowSet<ulong>(_open.KeyLength), new List<List<Partial>>());
        foreach (var partial in _partial)
        {
            for (var v = 0; v < component.Count; v++)
            {
                if (!budget.Spend(20 + 4 * _parties + 8 * _open.Cost[depth]))
                {
                    return null;
                }

                if (Set(partial, depth, v, component.Values[v]) is { } longer)
                {
                    if (states.Add(longer.Key, out var state))
                    {
                        byState.Add([]);
                    }

                    byState[state].Add(longer);
                }
            }
        }

        return byState;
    }

    private Partial? Set(Partial partial, int depth, int place, ushort value)
    {
        partial.Values.CopyTo(_path.Outcome, 0);
        partial.Sums.CopyTo(_path.Sums(depth));
        _path.Violations(depth) = partial.Violations;
        ulong[] key = [.. partial.Key];
        if (!_open.Advance(key, depth, value) || !_path.TrySet(depth, place) || !_path.MayBeAccepted(depth + 1, _upper)
            || !LinearBound.CanMeet(_demands, _path.Sums(depth + 1), depth + 1))
        {
            return null;
        }

        return new Partial([.. _path.Outcome], _path.Sums(depth + 1).ToArray(), _path.Violations(depth + 1), key);
    }

    /// <summary>Adds the partial outcomes of one state that no other of them dominates.</summary>
    private void Keep(List<Partial> all, List<Partial> kept, WorkBudget budget)
    {
        var start = kept.Count;
        var dominance = new Dominance(_parties, Rounding);
        foreach (var partial in all.OrderByDescending(partial => partial.Sums.Sum()))
        {
            var by = dominance.Guess(partial.Sums);
            if (by < 0 || !MakesNeedless(kept[start + by], partial))
            {
                by = -1;
                do
                {
                    by = dominance.NoWorseThan(partial.Sums, by + 1, budget);
                }
                while (by >= 0 && !MakesNeedless(kept[start + by], partial));
            }

            if (by < 0)
            {
                dominance.Add(partial.Sums);
                kept.Add(partial);
                if (budget.IsSpent || kept.Count > MostPartial)
                {
                    return;
                }

                continue;
            }

            ref var better = ref CollectionsMarshal.AsSpan(kept)[start + by];
            if (partial.Violations == better.Violations && partial.Values.AsSpan().SequenceCompareTo(better.Values) < 0 && IsSame(partial, better))
            {
                better = better with { Values = partial.Values };
            }
        }
    }

    /// <summary>Whether one that is no worse for anybody takes the place of another: not where both may end as one point, of which the other is the first outcome.</summary>
    private bool MakesNeedless(Partial better, Partial partial)
    {
        if (!partial.Violations.Covers(better.Violations))
        {
            return false;
        }

        if (partial.Violations == better.Violations && IsSame(partial, better))
        {
            return true;
        }

        for (var k = 0; k < _parties; k++)
        {
            if (!_slice.IsCapped(k) && better.Sums[k] > partial.Sums[k] + Rounding)
            {
                return true;
            }
        }

        return better.Values.AsSpan().SequenceCompareTo(partial.Values) < 0;
    }

    private static bool IsSame(Partial x, Partial y)
    {
        for (var k = 0; k < x.Sums.Length; k++)
        {
            if (Math.Abs(x.Sums[k] - y.Sums[k]) > Rounding)
            {
                return false;
            }
        }

        return true;
    }
}

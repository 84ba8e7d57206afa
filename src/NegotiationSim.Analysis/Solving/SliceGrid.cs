using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// For every value of every component, whether a slice has an outcome with it. An outcome that is known answers for all of its values, and often for those that it may have
/// instead; only what is left is searched for.
/// </summary>
internal sealed class SliceGrid
{
    private const int MostWitnesses = 32;

    private readonly Slice _slice;
    private readonly Existence[][] _grid;
    private readonly WorkBudget _budget;
    private readonly List<Witness> _witnesses = [];
    private readonly bool[] _isCoupled;

    /// <param name="slice">The slice.</param>
    /// <param name="grid">Per component and value what other slices have: an outcome, none, or nobody knows.</param>
    /// <param name="budget">What may be done.</param>
    public SliceGrid(Slice slice, Existence[][] grid, WorkBudget budget)
    {
        (_slice, _grid, _budget) = (slice, grid, budget);
        _isCoupled = new bool[slice.ComponentCount];
        foreach (var component in slice.Couplings.SelectMany(coupling => coupling.Components))
        {
            _isCoupled[component] = true;
        }
    }

    /// <summary>Fills in what the slice has.</summary>
    /// <param name="known">Outcomes of the question that are known, of any slice.</param>
    public void Fill(IEnumerable<ushort[]> known)
    {
        foreach (var outcome in known.Take(MostWitnesses))
        {
            if (InSlice(outcome) is { } places && _slice.Admits(_slice.Outcome(places)))
            {
                Enter(places);
            }
        }

        for (var c = 0; c < _grid.Length; c++)
        {
            for (var v = 0; v < _slice.Components[c].Count; v++)
            {
                // Values that are interchangeable in one slice need not be so in another, where one may have been found.
                if (Array.TrueForAll(_slice.Components[c].Interchangeable[v], value => _grid[c][value] == Existence.Yes))
                {
                    continue;
                }

                if (_witnesses.Exists(witness => CanHave(witness, c, v)))
                {
                    Mark(c, v, Existence.Yes);
                }
                else
                {
                    Search(c, v);
                }
            }
        }
    }

    private void Search(int component, int v)
    {
        if (_budget.IsSpent)
        {
            Mark(component, v, Existence.Undecided);
            return;
        }

        _budget.Spend(100_000);
        var (exists, found) = OutcomeSearch.Any([_slice.Held(component, v)], _budget);
        if (found is not null && InSlice(found) is { } places)
        {
            Enter(places);
        }

        Mark(component, v, exists);
    }

    /// <summary>An outcome of the slice as places in its lists of values; null where it has another value than all of a list and what they stand for.</summary>
    private int[]? InSlice(ushort[] outcome)
    {
        var places = new int[outcome.Length];
        for (var c = 0; c < outcome.Length; c++)
        {
            places[c] = Array.BinarySearch(_slice.Components[c].Values, outcome[c]);
            if (places[c] < 0)
            {
                places[c] = Array.FindIndex(_slice.Components[c].Interchangeable, values => Array.IndexOf(values, outcome[c]) >= 0);
            }

            if (places[c] < 0)
            {
                return null;
            }
        }

        return places;
    }

    private void Enter(int[] places)
    {
        for (var c = 0; c < places.Length; c++)
        {
            Mark(c, places[c], Existence.Yes);
        }

        if (_witnesses.Count < MostWitnesses)
        {
            _witnesses.Add(new Witness(places, Sums(places)));
        }
    }

    private void Mark(int component, int v, Existence exists)
    {
        foreach (var value in _slice.Components[component].Interchangeable[v])
        {
            ref var known = ref _grid[component][value];
            known = exists == Existence.Yes || known == Existence.Yes ? Existence.Yes
                : exists == Existence.Undecided || known == Existence.Undecided ? Existence.Undecided : Existence.No;
        }
    }

    /// <summary>Whether an outcome may certainly have another value of one component that is in no coupling.</summary>
    private bool CanHave(Witness witness, int component, int v)
    {
        var parties = _slice.PartyCount;
        _budget.Spend(4 + 2 * parties);
        var home = witness.Places[component];
        if (_isCoupled[component] || !_slice.Components[component].Violations[home].Covers(_slice.Components[component].Violations[v]))
        {
            return false;
        }

        var terms = _slice.Components[component].Terms;
        for (var k = 0; k < parties; k++)
        {
            var (now, then) = (terms[home * parties + k], terms[v * parties + k]);
            if (then < now && _slice.Parties[k].Consent != Consent.NotAsked && !(witness.Sums[k] - now + then >= _slice.Need[k] + _slice.Slack[k]))
            {
                return false;
            }
        }

        return true;
    }

    private double[] Sums(int[] places)
    {
        var path = new SlicePath(_slice, new ComponentOrder(_slice, Enumerable.Range(0, places.Length)));
        for (var c = 0; c < places.Length; c++)
        {
            path.TrySet(c, places[c]);
        }

        return path.Sums(places.Length).ToArray();
    }

    /// <summary>An outcome of the slice, and what it is worth to the parties.</summary>
    private sealed record Witness(int[] Places, double[] Sums);
}

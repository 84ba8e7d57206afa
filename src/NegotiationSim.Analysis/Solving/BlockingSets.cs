using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// All minimal sets of red lines and no-deal values whose relaxation opens an empty zone. A set opens it when some outcome crosses no other line and falls short of
/// no other no-deal value; so the minimal sets are the smallest ones among what outcomes cross and fall short of. They are looked for by size, for every
/// choice of no-deal values given up in turn (so that the others bind, and bound the search), and under a majority for every coalition that suffices.
/// </summary>
internal sealed class BlockingSets(CaseFile file, AnalysisOptions options, CancellationToken cancel)
{
    private const int MostRuns = 1 << 18;

    private const int MostCoalitions = 1 << 14;

    /// <summary>What it takes to begin with a choice, in operations.</summary>
    private const long RunCost = 150_000;

    private readonly Demands _demands = new(file);
    private readonly WorkBudget _budget = new(options.Budget, cancel);
    private readonly WorkBudget _describing = new(options.Budget / 4, cancel);
    private readonly Dictionary<(int Coalition, ulong Waived), List<CrossedSets>> _runs = [];
    private readonly Dictionary<int, List<Slice>> _slices = [];
    private bool _isComplete = true;

    /// <summary>All minimal relaxations, in order.</summary>
    public (ImmutableArray<Relaxation> Relaxations, bool IsComplete) All()
    {
        var found = Find(onlySmallest: false);
        _isComplete &= found.Count <= options.MostRelaxations && _demands.HasAll;
        var kept = found.OrderBy(set => set.Count).Take(options.MostRelaxations).ToList();
        return ([.. Sorted(kept)], _isComplete);
    }

    /// <summary>The first of them; null where nothing opens the zone or the budget does not suffice.</summary>
    public (Relaxation? Relaxation, bool IsComplete) Smallest()
    {
        var found = Find(onlySmallest: true);
        var first = found.ConvertAll(set => (Set: set, Amount: LeastAmount(set))).OrderBy(set => set.Amount).ToList();
        if (first.Count == 0)
        {
            return (null, _isComplete && _demands.HasAll);
        }

        // Not "less than the first plus a little": beside an amount of 10^100 that is no more than the amount itself.
        var least = first.Where(set => !(set.Amount > first[0].Amount + 2 * Optima.Tolerance)).Select(set => set.Set).ToList();
        return (Sorted(least).First(), _isComplete && _demands.HasAll);
    }

    private IEnumerable<Relaxation> Sorted(List<ViolationSet> sets)
    {
        var list = sets.Select(Describe).ToList();
        list.Sort(Compare);
        return list;
    }

    private static int Compare(Relaxation x, Relaxation y)
    {
        if (x.Size != y.Size)
        {
            return x.Size.CompareTo(y.Size);
        }

        if (Math.Abs(x.Amount - y.Amount) >= Optima.Tolerance)
        {
            return x.Amount.CompareTo(y.Amount);
        }

        var (a, b) = (Key(x), Key(y));
        for (var i = 0; i < a.Count && i < b.Count; i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return a.Count.CompareTo(b.Count);
    }

    private static List<(int Kind, int Actor, int Line)> Key(Relaxation relaxation) =>
        [.. relaxation.Lines.Select(line => (0, line.Actor, line.Line)), .. relaxation.NoDeal.Select(shortfall => (1, shortfall.Actor, 0))];

    /// <summary>The least sum of shortfalls with which a set opens the zone.</summary>
    private double LeastAmount(ViolationSet set)
    {
        var waived = _demands.NoDealIn(set);
        if (waived.IsEmpty)
        {
            return 0;
        }

        var best = OutcomeSearch.Find(_demands.ZoneWithout(set), new WorthOfWaived(), 1, _budget);
        _isComplete &= best.IsProven;
        return waived.Sum(actor => file.Of(actor).NoDeal) - best.Best;
    }

    /// <summary>The set as lines and no-deal values of the scenario, with the outcome that asks least of those whose no-deal values are given up.</summary>
    private Relaxation Describe(ViolationSet set)
    {
        var waived = _demands.NoDealIn(set);
        var share = _describing.Share(8);
        var before = share.Left;
        var opens = OutcomeSearch.First(_demands.ZoneWithout(set), waived.IsEmpty ? null : new WorthOfWaived(), share, out var isProven);
        _describing.Spend(before - share.Left);
        _isComplete &= isProven;
        var outcome = opens is null ? new Outcome([]) : new Outcome([.. opens.Outcome]);
        return new Relaxation(
            _demands.LinesIn(set),
            [.. waived.Select(actor => new NoDealShortfall(actor, opens is null ? double.NaN : file.PartyOf(actor, Consent.Needed).Shortfall(opens.Outcome)))],
            outcome);
    }

    private List<ViolationSet> Find(bool onlySmallest)
    {
        var found = new List<ViolationSet>();
        if (OutcomeSearch.Any(SliceBuilder.Build(Questions.Feasible(file), budget: _budget), _budget).Exists == Existence.No)
        {
            return found;
        }

        var coalitions = Coalitions();
        var (size, beyond) = (1, 0);
        while (true)
        {
            var isDone = true;
            for (var c = 0; c < coalitions.Count; c++)
            {
                isDone &= Extend(found, coalitions[c], c, size);
                if (_budget.IsSpent)
                {
                    _isComplete = false;
                    return found;
                }
            }

            if (isDone || (onlySmallest && found.Count > 0) || found.Count > options.MostRelaxations)
            {
                _isComplete &= isDone || onlySmallest;
                return found;
            }

            // Size by size up to the smallest sets; beyond them in strides, as what was found already rules most out.
            beyond = found.Count == 0 ? 0 : Math.Max(1, 2 * beyond);
            size = Math.Min(ViolationSet.Room, size + Math.Max(1, beyond));
        }
    }

    /// <summary>Adds the sets of a size that a coalition brings; true when larger ones can bring nothing new.</summary>
    private bool Extend(List<ViolationSet> found, int[] coalition, int number, int size)
    {
        var isDone = true;
        var choices = Math.Min(coalition.Length, size);
        for (var count = 0; count <= choices; count++)
        {
            foreach (var waived in Choices(coalition.Length, count))
            {
                int[] actors = [.. coalition.Where((_, at) => (waived >> at & 1) != 0)];
                var given = _demands.NoDealOf(actors);
                if (found.Exists(set => given.Covers(set)))
                {
                    continue;
                }

                if (_budget.IsSpent || (_runs.Count >= MostRuns && !_runs.ContainsKey((number, waived))))
                {
                    _isComplete = false;
                    return true;
                }

                foreach (var slice in Run(coalition, number, waived, actors, given).Where(slice => !slice.IsExhausted))
                {
                    slice.Find(found, size, _budget);
                    isDone &= slice.IsExhausted;
                }
            }
        }

        return isDone && choices == coalition.Length;
    }

    private List<CrossedSets> Run(int[] coalition, int number, ulong waived, int[] actors, ViolationSet given)
    {
        if (_runs.TryGetValue((number, waived), out var known))
        {
            return known;
        }

        var query = _demands.Without(coalition, actors);
        var slices = Slices(coalition, number);
        _budget.Spend(RunCost + slices.Sum(slice => new LinearBounds(slice).Cost));
        List<CrossedSets> sets = [.. slices.Select(slice => new CrossedSets(slice.WithWaivers(query.Parties), given)).Where(set => !set.IsExhausted)];
        _runs.Add((number, waived), sets);
        return sets;
    }

    /// <summary>A coalition's outcomes, whatever is given up: no-deal values take none out.</summary>
    private List<Slice> Slices(int[] coalition, int number)
    {
        if (!_slices.TryGetValue(number, out var slices))
        {
            var built = SliceBuilder.Build(_demands.Without(coalition, []), propagate: false);
            _isComplete &= built is not null;
            slices = built ?? [];
            _slices.Add(number, slices);
        }

        return slices;
    }

    /// <summary>The least sets of actors whose consent makes an agreement.</summary>
    private List<int[]> Coalitions()
    {
        var consent = file.Consent;
        int[] others = [.. consent.Counted.Where(actor => !consent.Always.Contains(actor))];
        var fewest = Math.Max(0, consent.AtLeast - (consent.Counted.Length - others.Length));
        var coalitions = new List<int[]>();
        foreach (var choice in Choices(others.Length, fewest))
        {
            if (coalitions.Count >= MostCoalitions)
            {
                _isComplete = false;
                break;
            }

            coalitions.Add([.. consent.Always.Concat(others.Where((_, at) => (choice >> at & 1) != 0)).Order()]);
        }

        return coalitions;
    }

    /// <summary>All choices of some out of at most 64, a bit each, ascending.</summary>
    private static IEnumerable<ulong> Choices(int many, int some)
    {
        if (some > many)
        {
            yield break;
        }

        var all = Lowest(many);
        for (var choice = Lowest(some); ;)
        {
            yield return choice;

            // The next larger number with as many bits (Gosper); the last one has its bits at the top, and adding to it leaves the range or overflows to 0.
            var lowest = choice & (~choice + 1);
            var next = unchecked(choice + lowest);
            if (next == 0 || (next & ~all) != 0)
            {
                yield break;
            }

            choice = next | ((choice ^ next) / lowest >> 2);
        }

        static ulong Lowest(int bits) => bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
    }
}

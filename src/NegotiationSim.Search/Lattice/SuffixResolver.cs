using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Decides exactly what the approximate sums leave open: follows prefixes through the remaining components, only as long as something within
/// the window can still be reached, and looks at the exact utilities at the end. Scratch of one caller; reads a lattice, changes nothing in it.
/// </summary>
internal sealed class SuffixResolver
{
    private PrefixFrontier _current = new();
    private PrefixFrontier _other = new();
    private OfferLattice _lattice = null!;

    /// <summary>The exact utilities in question: of final states of one class, from <c>Low</c> to <c>High</c>, both included, before capping.</summary>
    internal readonly record struct Window(int Class, double Low, double High);

    /// <summary>How many prefixes may still be followed; below 0 nothing that was not decided by then is found.</summary>
    public long StepsLeft { get; set; } = long.MaxValue;

    public void Begin(OfferLattice lattice)
    {
        _lattice = lattice;
        _current.Clear();
    }

    /// <summary>Adds a prefix to start from; all have the same length.</summary>
    public void Add(double sum, double members, int state) => _current.Add(sum, members, state, 1);

    /// <summary>The least (or greatest) utility within the window that the added prefixes reach; NaN where there is none.</summary>
    public double Extreme(int depth, Window window, bool least)
    {
        for (; depth < _lattice.Layout.ComponentCount && _current.Count > 0; depth++)
        {
            Expand(depth, window, untilSure: false);
        }

        var extreme = double.NaN;
        for (var i = 0; i < _current.Count; i++)
        {
            var utility = _lattice.Fold.Finish(_lattice.Automaton, _current.State(i), _current.Sum(i));
            if (utility >= window.Low && utility <= window.High && !(least ? extreme <= utility : extreme >= utility))
            {
                extreme = utility;
            }
        }

        return extreme;
    }

    /// <summary>Whether a prefix reaches a utility within the window.</summary>
    public bool Reaches(OfferLattice lattice, int depth, double sum, double members, int state, Window window)
    {
        _lattice = lattice;
        var verdict = Look(depth, sum, members, state, window);
        if (verdict != Verdict.Open || depth == lattice.Layout.ComponentCount)
        {
            return verdict == Verdict.Surely;
        }

        _current.Clear();
        _current.Add(sum, members, state, 1);
        for (; _current.Count > 0; depth++)
        {
            if (Expand(depth, window, untilSure: true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many outcomes a prefix leads to at or above a bound.</summary>
    public double Count(OfferLattice lattice, int depth, int kind, double bound, double sum, double members, int state)
    {
        _lattice = lattice;
        _current.Clear();
        var total = CountOrKeep(_current, depth, kind, bound, sum, members, state, 1);
        for (; _current.Count > 0; depth++)
        {
            _other.Clear();
            for (var i = 0; i < _current.Count; i++)
            {
                LookNowAndThen(i);
                for (var v = 0; v < lattice.Layout.ValueCount(depth); v++)
                {
                    var next = lattice.Automaton.Next(depth, _current.State(i), v);
                    if (next != ConditionAutomaton.Dead)
                    {
                        var (nextSum, nextMembers) = (_current.Sum(i), _current.Members(i));
                        lattice.Fold.Step(depth, v, ref nextSum, ref nextMembers);
                        total += CountOrKeep(_other, depth + 1, kind, bound, nextSum, nextMembers, next, _current.Weight(i) * lattice.Suffixes.Unit(depth));
                    }
                }
            }

            (_current, _other) = (_other, _current);
        }

        return total;
    }

    /// <summary>What a prefix counts where the approximate sums leave nothing open; else it is kept to be followed.</summary>
    private double CountOrKeep(PrefixFrontier kept, int depth, int kind, double bound, double sum, double members, int state, double weight)
    {
        var suffixes = _lattice.Suffixes;
        var (start, end) = suffixes.Range(depth, kind, state);
        if (depth == _lattice.Layout.ComponentCount)
        {
            return start < end && _lattice.Fold.Finish(_lattice.Automaton, state, sum) >= bound ? weight : 0;
        }

        var sums = suffixes.Sums(depth);
        var key = _lattice.Fold.Key(depth - 1, sum, members);
        var possible = SortedSpan.AtOrAbove(sums, start, end, bound - _lattice.Fold.Error - key);
        if (possible == end || sums[possible] >= bound + _lattice.Fold.Error - key)
        {
            return possible < end ? weight * suffixes.WaysFrom(depth)[possible] : 0;
        }

        kept.Add(sum, members, state, weight);
        return 0;
    }

    internal static void LookNowAndThen(int i)
    {
        if ((i & 1023) == 1023)
        {
            Abandonment.Look();
        }
    }

    private enum Verdict
    {
        Never,
        Surely,
        Open,
    }

    private Verdict Look(int depth, double sum, double members, int state, Window window)
    {
        var suffixes = _lattice.Suffixes;
        var (start, end) = suffixes.Range(depth, window.Class, state);
        if (depth == _lattice.Layout.ComponentCount)
        {
            var utility = start < end ? _lattice.Fold.Finish(_lattice.Automaton, state, sum) : double.NaN;
            return utility >= window.Low && utility <= window.High ? Verdict.Surely : Verdict.Never;
        }

        var sums = suffixes.Sums(depth);
        var error = _lattice.Fold.Error;
        var key = _lattice.Fold.Key(depth - 1, sum, members);
        var place = SortedSpan.AtOrAbove(sums, start, end, window.Low - error - key);
        if (place == end || sums[place] > window.High + error - key)
        {
            return Verdict.Never;
        }

        place = SortedSpan.AtOrAbove(sums, place, end, window.Low + error - key);
        return place < end && sums[place] <= window.High - error - key ? Verdict.Surely : Verdict.Open;
    }

    /// <summary>Follows all prefixes one component further, as far as they may reach the window; true as soon as one surely does, where that is enough.</summary>
    private bool Expand(int depth, Window window, bool untilSure)
    {
        _other.Clear();
        for (var i = 0; i < _current.Count; i++)
        {
            LookNowAndThen(i);
            if (--StepsLeft < 0)
            {
                _current.Clear();
                return false;
            }

            for (var v = 0; v < _lattice.Layout.ValueCount(depth); v++)
            {
                var verdict = Follow(i, depth, v, window, out var sum, out var members, out var state);
                if (verdict == Verdict.Surely && untilSure)
                {
                    return true;
                }

                if (verdict != Verdict.Never)
                {
                    _other.Add(sum, members, state, 1);
                }
            }
        }

        (_current, _other) = (_other, _current);
        return false;
    }

    private Verdict Follow(int i, int depth, int value, Window window, out double sum, out double members, out int state)
    {
        (sum, members) = (_current.Sum(i), _current.Members(i));
        state = _lattice.Automaton.Next(depth, _current.State(i), value);
        if (state == ConditionAutomaton.Dead)
        {
            return Verdict.Never;
        }

        _lattice.Fold.Step(depth, value, ref sum, ref members);
        return Look(depth + 1, sum, members, state, window);
    }
}

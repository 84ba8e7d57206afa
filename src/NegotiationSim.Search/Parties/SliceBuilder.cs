using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Parties;

/// <summary>
/// Cuts a query into slices with one level of enforcement each (one slice where nobody has a commitment problem), and takes out of each what cannot be part of
/// an answer: values that a rule about a single component forbids, and values with which a needed party can no longer reach its no-deal value.
/// </summary>
internal sealed class SliceBuilder
{
    /// <summary>More terms of enforcement than this are too many to look at one by one.</summary>
    public const int MostSlices = 1 << 14;

    private readonly OutcomeQuery _query;
    private readonly List<ConditionEffect> _effects;
    private readonly bool[][] _left;
    private readonly ushort[] _probe;

    private SliceBuilder(OutcomeQuery query, List<ConditionEffect> effects)
    {
        _query = query;
        _effects = effects;
        _left = new bool[query.Layout.ComponentCount][];
        for (var c = 0; c < _left.Length; c++)
        {
            _left[c] = new bool[query.Layout.ValueCount(c)];
            Array.Fill(_left[c], true);
        }

        _probe = new ushort[_left.Length];
        foreach (var (component, value) in query.Fixed)
        {
            Fix(component, value);
        }
    }

    /// <summary>The slices that are not empty; null where there are too many of them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="propagate">Whether to take out what no-deal values rule out.</param>
    /// <param name="budget">What it costs is taken from here.</param>
    public static List<Slice>? Build(OutcomeQuery query, bool propagate = true, WorkBudget? budget = null)
    {
        var effects = query.Effects();
        var layout = query.Layout;
        var enforcing = EnforcingComponents(query);
        var count = enforcing.Aggregate(1L, (product, c) => product > MostSlices ? product : product * layout.ValueCount(c));
        if (count > MostSlices)
        {
            return null;
        }

        var slices = new List<Slice>();
        var cells = (long)layout.TableLength * (1 + query.Parties.Length);
        for (long index = 0; index < count; index++)
        {
            budget?.Spend(8 * cells + 64L * effects.Count);
            var builder = new SliceBuilder(query, effects);
            var rest = index;
            foreach (var c in Enumerable.Reverse(enforcing))
            {
                (rest, var value) = Math.DivRem(rest, layout.ValueCount(c));
                builder.Fix(c, (ushort)value);
            }

            if (builder.Build(propagate) is { } slice)
            {
                slices.Add(slice);
            }
        }

        return slices;
    }

    /// <summary>The components of a condition that have a choice left.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="left">Per component and value whether it is left.</param>
    public static int[] OpenComponents(ConcreteCondition condition, bool[][] left)
    {
        var open = new List<int>();
        foreach (var c in condition.Components)
        {
            // Whether there is another one behind the first.
            var first = Array.IndexOf(left[c], true);
            if (first >= 0 && Array.IndexOf(left[c], true, first + 1) >= 0)
            {
                open.Add(c);
            }
        }

        return [.. open];
    }

    /// <summary>Components that enforcement depends on, where a party whose consent is asked goes by it.</summary>
    private static int[] EnforcingComponents(OutcomeQuery query)
    {
        var components = new SortedSet<int>();
        foreach (var term in query.Parties.Where(party => party.Consent != Consent.NotAsked && party.Rule is not null).SelectMany(party => party.Rule!.EnforcementBy))
        {
            components.UnionWith(term.Condition.Components.ToArray());
        }

        return [.. components];
    }

    private void Fix(int component, ushort value)
    {
        for (var v = 0; v < _left[component].Length; v++)
        {
            _left[component][v] &= v == value;
        }
    }

    private Slice? Build(bool propagate)
    {
        while (Forbid())
        {
            var slice = new SliceDraft(_query, _effects, _left).Finish();
            var (isPossible, hasShrunk) = propagate ? Propagate(slice) : (true, false);
            if (!isPossible)
            {
                return null;
            }

            if (!hasShrunk)
            {
                return slice;
            }
        }

        return null;
    }

    /// <summary>Takes out what vetoes on a single open component forbid, until nothing changes; false when nothing is left.</summary>
    private bool Forbid()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var c = 0; c < _left.Length; c++)
            {
                var first = Array.IndexOf(_left[c], true);
                if (first < 0)
                {
                    return false;
                }

                _probe[c] = (ushort)first;
            }

            foreach (var effect in _effects.Where(effect => effect.IsVeto))
            {
                var open = OpenComponents(effect.Condition, _left);
                if (open.Length == 0 && effect.Condition.Holds(_probe))
                {
                    return false;
                }

                changed |= open.Length == 1 && ForbidValues(effect, open[0]);
            }
        }

        return true;
    }

    private bool ForbidValues(ConditionEffect effect, int component)
    {
        var changed = false;
        for (var v = 0; v < _left[component].Length; v++)
        {
            _probe[component] = (ushort)v;
            if (_left[component][v] && effect.Condition.Holds(_probe))
            {
                _left[component][v] = false;
                changed = true;
            }
        }

        _probe[component] = (ushort)Math.Max(0, Array.IndexOf(_left[component], true));
        return changed;
    }

    /// <summary>Takes out the values with which a needed party cannot reach its no-deal value, whatever the other components are: one look at each.</summary>
    private (bool IsPossible, bool HasShrunk) Propagate(Slice slice)
    {
        var shrunk = false;
        for (var k = 0; k < slice.PartyCount; k++)
        {
            if (slice.Parties[k].Consent != Consent.Needed || double.IsNegativeInfinity(slice.Need[k]))
            {
                continue;
            }

            var most = slice.RangeOf(k).High;
            var least = slice.Need[k] - slice.Slack[k];
            if (most < least)
            {
                return (false, false);
            }

            for (var c = 0; c < slice.ComponentCount; c++)
            {
                var component = slice.Components[c];
                for (var v = 0; v < component.Count; v++)
                {
                    if (most - component.Most(k) + component.TermsOf(v)[k] < least)
                    {
                        shrunk |= TakeOut(component.Interchangeable[v], _left[c]);
                    }
                }
            }
        }

        return (true, shrunk);
    }

    private static bool TakeOut(ushort[] values, bool[] left)
    {
        var taken = false;
        foreach (var value in values)
        {
            taken |= left[value];
            left[value] = false;
        }

        return taken;
    }
}

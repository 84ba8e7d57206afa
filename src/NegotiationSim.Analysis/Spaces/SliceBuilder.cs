using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>
/// Cuts a question into slices with one level of enforcement each (one slice where nobody has a commitment problem), and takes out of each what cannot be part of
/// an answer: values that a rule about a single component forbids, and values with which a needed party can no longer reach its no-deal value.
/// </summary>
internal sealed class SliceBuilder
{
    /// <summary>More terms of enforcement than this are too many to look at one by one.</summary>
    public const int MostSlices = 1 << 14;

    private readonly Question _question;
    private readonly ComponentLayout _layout;
    private readonly List<Effect> _effects;
    private readonly bool[][] _left;
    private readonly ushort[] _probe;

    private SliceBuilder(Question question, List<Effect> effects)
    {
        _question = question;
        _layout = question.Case.Layout;
        _effects = effects;
        _left = new bool[_layout.ComponentCount][];
        for (var c = 0; c < _left.Length; c++)
        {
            _left[c] = new bool[_layout.ValueCount(c)];
            Array.Fill(_left[c], true);
        }

        _probe = new ushort[_left.Length];
        foreach (var (component, value) in question.Fixed)
        {
            Fix(component, value);
        }
    }

    /// <summary>The slices that are not empty; null where there are too many of them.</summary>
    /// <param name="question">The question.</param>
    /// <param name="tighten">Whether to take out what no-deal values rule out.</param>
    /// <param name="budget">What it costs is taken from here.</param>
    public static List<Slice>? Build(Question question, bool tighten = true, WorkBudget? budget = null)
    {
        var effects = Effect.Of(question);
        var layout = question.Case.Layout;
        var enforcing = EnforcingComponents(question);
        var count = enforcing.Aggregate(1L, (product, c) => product > MostSlices ? product : product * layout.ValueCount(c));
        if (count > MostSlices)
        {
            return null;
        }

        var slices = new List<Slice>();
        long cells = Enumerable.Range(0, layout.ComponentCount).Sum(c => (long)layout.ValueCount(c)) * (1 + question.Parties.Length);
        for (long index = 0; index < count; index++)
        {
            budget?.Spend(8 * cells + 64L * effects.Count);
            var builder = new SliceBuilder(question, effects);
            var rest = index;
            foreach (var c in Enumerable.Reverse(enforcing))
            {
                (rest, var value) = Math.DivRem(rest, layout.ValueCount(c));
                builder.Fix(c, (ushort)value);
            }

            if (builder.Build(tighten) is { } slice)
            {
                slices.Add(slice);
            }
        }

        return slices;
    }

    /// <summary>Components that enforcement depends on, where a party whose consent is asked goes by it.</summary>
    private static int[] EnforcingComponents(Question question)
    {
        var components = new SortedSet<int>();
        foreach (var party in question.Parties.Where(party => party.Say != Say.Heard && party.Standpoint.Consent is not null))
        {
            foreach (var term in party.Standpoint.Consent!.EnforcementBy)
            {
                components.UnionWith(term.Condition.Components.ToArray());
            }
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

    private Slice? Build(bool tighten)
    {
        while (true)
        {
            if (!Forbid())
            {
                return null;
            }

            var slice = new SliceDraft(_question, _effects, _left).Finish();
            var (isPossible, hasShrunk) = !tighten ? (true, false) : Tightening.Apply(slice, _left);
            if (!isPossible)
            {
                return null;
            }

            if (!hasShrunk)
            {
                return slice;
            }
        }
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
                var open = SliceDraft.OpenComponents(effect.Condition, _left);
                if (open.Length == 0 && effect.Condition.Holds(_probe))
                {
                    return false;
                }

                changed |= open.Length == 1 && ForbidValues(effect, open[0]);
            }
        }

        return true;
    }

    private bool ForbidValues(Effect effect, int component)
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
}

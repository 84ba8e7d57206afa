using NegotiationSim.Search.Conditions;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>Puts a slice into numbers, once it is known which values are left.</summary>
internal sealed class SliceDraft
{
    private readonly Question _question;
    private readonly ComponentLayout _layout;
    private readonly ushort[][] _values;
    private readonly double[][] _terms;
    private readonly Marks[][] _marks;
    private readonly List<Coupling> _couplings = [];
    private readonly double[] _base;
    private readonly ushort[] _probe;
    private Marks _baseMarks;

    public SliceDraft(Question question, List<Effect> effects, bool[][] left)
    {
        _question = question;
        _layout = question.Case.Layout;
        var parties = question.Parties.Length;
        _base = new double[parties];
        _values = Array.ConvertAll(left, Left);
        _terms = [.. _values.Select(values => new double[values.Length * parties])];
        _marks = [.. _values.Select(values => NoMarks.Of(values.Length))];
        _probe = [.. _values.Select(values => values[0])];
        for (var k = 0; k < parties; k++)
        {
            AddIssues(k);
        }

        effects.ForEach(effect => Add(effect, left));
    }

    /// <summary>The components of a condition that have a choice left.</summary>
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

    public Slice Finish()
    {
        var parties = _question.Parties.Length;
        var (need, slack, kept) = (new double[parties], new double[parties], new double[parties]);
        for (var k = 0; k < parties; k++)
        {
            var party = _question.Parties[k];
            slack[k] = SlackOf(k);
            kept[k] = party.Standpoint.Consent is { } rule && party.Say != Say.Heard ? rule.Kept(_probe) : 1;
            need[k] = party.Say == Say.Heard || party.IsWaived ? double.NegativeInfinity : NeedOf(party, kept[k], ref slack[k]);
        }

        return Twinning.Merge(new Slice
        {
            Question = _question,
            Values = _values,
            Twins = [.. _values.Select(list => Array.ConvertAll(list, Singles.Of))],
            Terms = _terms,
            Marks = _marks,
            BaseMarks = _baseMarks,
            Couplings = [.. _couplings],
            Base = _base,
            Need = need,
            Slack = slack,
            Kept = kept,
        });
    }

    private void AddIssues(int party)
    {
        var utility = _question.Parties[party].Standpoint.Utility;
        for (var issue = 0; issue < _layout.IssueCount; issue++)
        {
            var share = utility.Share[issue];
            if (share == 0)
            {
                continue;
            }

            var first = _layout.FirstComponent(issue);
            if (!_layout.IsSet(issue))
            {
                AddValues(first, party, share, utility.Value.AsSpan(_layout.Offset(first), _layout.ValueCount(first)));
                continue;
            }

            var attitudes = Enumerable.Range(first, _layout.ComponentsOf(issue)).Select(c => utility.Value[_layout.Offset(c) + 1]).ToArray();
            var span = attitudes.Sum(Math.Abs);
            for (var m = 0; span > 0 && m < attitudes.Length; m++)
            {
                // (sum - worst) / span: a member that is liked adds when it is in, one that is disliked when it is left out.
                var adds = share * (attitudes[m] / span);
                Add(first + m, party, v => v == 1 ? Math.Max(0, adds) : Math.Max(0, -adds));
            }
        }
    }

    private static ushort[] Left(bool[] isLeft)
    {
        var values = new ushort[isLeft.AsSpan().Count(true)];
        for (int v = 0, at = 0; v < isLeft.Length; v++)
        {
            if (isLeft[v])
            {
                values[at++] = (ushort)v;
            }
        }

        return values;
    }

    private void AddValues(int component, int party, double share, ReadOnlySpan<double> worth)
    {
        var (parties, values, terms) = (_base.Length, _values[component], _terms[component]);
        for (int v = 0, at = party; v < values.Length; v++, at += parties)
        {
            terms[at] += share * worth[values[v]];
        }
    }

    private void Add(int component, int party, Func<int, double> amount)
    {
        var parties = _base.Length;
        for (var v = 0; v < _values[component].Length; v++)
        {
            _terms[component][v * parties + party] += amount(_values[component][v]);
        }
    }

    private void Add(Effect effect, bool[][] left)
    {
        var open = OpenComponents(effect.Condition, left);
        if (open.Length > 1)
        {
            _couplings.Add(new Coupling(effect.Condition, open, effect.IsVeto, effect.Marks, effect.Party, effect.Amount));
        }
        else if (open.Length == 0)
        {
            if (effect.Condition.Holds(_probe))
            {
                _baseMarks |= effect.Marks;
                if (effect.Party >= 0)
                {
                    _base[effect.Party] += effect.Amount;
                }
            }
        }
        else if (!effect.IsVeto)
        {
            AddSingle(effect, open[0]);
        }
    }

    private void AddSingle(Effect effect, int component)
    {
        var home = _probe[component];
        if (!effect.Marks.IsEmpty)
        {
            _marks[component] = [.. _marks[component]];
        }

        for (var v = 0; v < _values[component].Length; v++)
        {
            _probe[component] = _values[component][v];
            if (effect.Condition.Holds(_probe))
            {
                if (!effect.Marks.IsEmpty)
                {
                    _marks[component][v] |= effect.Marks;
                }

                if (effect.Party >= 0)
                {
                    _terms[component][v * _base.Length + effect.Party] += effect.Amount;
                }
            }
        }

        _probe[component] = home;
    }

    /// <summary>Twice the rounding that sums of so many terms of such a size can differ by when they are added up in another order.</summary>
    private double SlackOf(int party)
    {
        var parties = _base.Length;
        var size = 1 + Math.Abs(_base[party]);
        for (var c = 0; c < _terms.Length; c++)
        {
            var largest = 0.0;
            for (var v = 0; v < _values[c].Length; v++)
            {
                largest = Math.Max(largest, Math.Abs(_terms[c][v * parties + party]));
            }

            size += largest;
        }

        size += _couplings.Where(coupling => coupling.Party == party).Sum(coupling => Math.Abs(coupling.Amount));
        return size * (_terms.Length + _couplings.Count + 8) * 4.5e-16;
    }

    /// <summary>The utility at which an outcome is worth no deal: R, or where V = p U + (1 - p) betrayed is asked the U that gives V = R.</summary>
    private double NeedOf(Party party, double kept, ref double slack)
    {
        var standpoint = party.Standpoint;
        var need = standpoint.NoDeal - Standpoint.Tolerance;
        if (standpoint.Consent is { } rule)
        {
            if (kept <= 0)
            {
                return party.IsWorthIt(_probe, 0) ? double.NegativeInfinity : double.PositiveInfinity;
            }

            need = (need - (1 - kept) * rule.Betrayed) / kept;
            slack += (Math.Abs(standpoint.NoDeal) + Math.Abs(rule.Betrayed) + 1) / kept * 1e-15;
        }

        // Utility that is capped never passes 1, whatever the sum.
        return standpoint.Utility.Capped && need > 1 - slack && !party.IsWorthIt(_probe, 1) ? double.PositiveInfinity : need;
    }
}

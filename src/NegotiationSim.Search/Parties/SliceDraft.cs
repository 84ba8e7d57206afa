using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Parties;

/// <summary>Puts a slice into numbers, once it is known which values are left.</summary>
internal sealed class SliceDraft
{
    private readonly OutcomeQuery _query;
    private readonly ComponentLayout _layout;
    private readonly int _parties;
    private readonly ushort[][] _values;
    private readonly double[][] _terms;
    private readonly ViolationSet[][] _violations;
    private readonly List<ConditionEffect> _couplings = [];
    private readonly double[] _base;
    private readonly ushort[] _probe;
    private ViolationSet _baseViolations;

    /// <param name="query">The query.</param>
    /// <param name="effects">Everything that conditions do in it.</param>
    /// <param name="left">Per component and value whether it is left.</param>
    public SliceDraft(OutcomeQuery query, List<ConditionEffect> effects, bool[][] left)
    {
        _query = query;
        _layout = query.Layout;
        _parties = query.Parties.Length;
        _base = new double[_parties];
        _values = Array.ConvertAll(left, Left);
        _terms = [.. _values.Select(values => new double[values.Length * _parties])];
        _violations = [.. _values.Select(values => SliceComponent.NoViolations(values.Length))];
        _probe = [.. _values.Select(values => values[0])];
        for (var k = 0; k < _parties; k++)
        {
            AddIssues(k);
        }

        effects.ForEach(effect => Add(effect, SliceBuilder.OpenComponents(effect.Condition, left)));
    }

    public Slice Finish()
    {
        var (need, slack, kept) = (new double[_parties], new double[_parties], new double[_parties]);
        for (var k = 0; k < _parties; k++)
        {
            var party = _query.Parties[k];
            slack[k] = SlackOf(k);
            kept[k] = party.Rule is { } rule && party.Consent != Consent.NotAsked ? rule.Kept(_probe) : 1;
            need[k] = party.Consent == Consent.NotAsked || party.IsWaived ? double.NegativeInfinity : NeedOf(party, kept[k], ref slack[k]);
        }

        return InterchangeableValues.Merge(new Slice
        {
            Layout = _layout,
            Parties = _query.Parties,
            Fewest = _query.Fewest,
            Components = [.. _values.Select((values, c) => new SliceComponent(values, Array.ConvertAll(values, SliceComponent.Single), _terms[c], _violations[c]))],
            Couplings = [.. _couplings],
            BaseViolations = _baseViolations,
            Base = _base,
            Need = need,
            Slack = slack,
            Kept = kept,
        });
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

    private void AddIssues(int party)
    {
        var utility = _query.Parties[party].Utility;
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
                AddValues(first + m, party, 1, [Math.Max(0, -adds), Math.Max(0, adds)]);
            }
        }
    }

    private void AddValues(int component, int party, double share, ReadOnlySpan<double> worth)
    {
        var (values, terms) = (_values[component], _terms[component]);
        for (int v = 0, at = party; v < values.Length; v++, at += _parties)
        {
            terms[at] += share * worth[values[v]];
        }
    }

    private void Add(ConditionEffect effect, int[] open)
    {
        if (open.Length > 1)
        {
            _couplings.Add(effect with { Components = open });
        }
        else if (open.Length == 1 && !effect.IsVeto)
        {
            AddSingle(effect, open[0]);
        }
        else if (open.Length == 0 && effect.Condition.Holds(_probe))
        {
            _baseViolations |= effect.Violations;
            if (effect.Party >= 0)
            {
                _base[effect.Party] += effect.Amount;
            }
        }
    }

    private void AddSingle(ConditionEffect effect, int component)
    {
        var home = _probe[component];
        if (!effect.Violations.IsEmpty)
        {
            _violations[component] = [.. _violations[component]];
        }

        for (var v = 0; v < _values[component].Length; v++)
        {
            _probe[component] = _values[component][v];
            if (effect.Condition.Holds(_probe))
            {
                if (!effect.Violations.IsEmpty)
                {
                    _violations[component][v] |= effect.Violations;
                }

                if (effect.Party >= 0)
                {
                    _terms[component][v * _parties + effect.Party] += effect.Amount;
                }
            }
        }

        _probe[component] = home;
    }

    /// <summary>Twice the rounding that sums of so many terms of such a size can differ by when they are added up in another order.</summary>
    private double SlackOf(int party)
    {
        var size = 1 + Math.Abs(_base[party]);
        foreach (var terms in _terms)
        {
            var largest = 0.0;
            for (var at = party; at < terms.Length; at += _parties)
            {
                largest = Math.Max(largest, Math.Abs(terms[at]));
            }

            size += largest;
        }

        size += _couplings.Where(coupling => coupling.Party == party).Sum(coupling => Math.Abs(coupling.Amount));
        return size * (_terms.Length + _couplings.Count + 8) * 4.5e-16;
    }

    /// <summary>The utility at which an outcome is worth no deal: R, or where V = p U + (1 - p) betrayed is asked the U that gives V = R.</summary>
    private double NeedOf(Party party, double kept, ref double slack)
    {
        var need = party.NoDeal - ConsentRule.Tolerance;
        if (party.Rule is { } rule)
        {
            if (kept <= 0)
            {
                return party.Accepts(_probe, 0) ? double.NegativeInfinity : double.PositiveInfinity;
            }

            need = (need - (1 - kept) * rule.Betrayed) / kept;
            slack += (Math.Abs(party.NoDeal) + Math.Abs(rule.Betrayed) + 1) / kept * 1e-15;
        }

        // Utility that is capped never passes 1, whatever the sum.
        return party.Utility.Capped && need > 1 - slack && !party.Accepts(_probe, 1) ? double.PositiveInfinity : need;
    }
}

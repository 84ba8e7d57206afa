using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What an actor wants and what it will not sign, in one replica between two events: its utility, its held red lines, and the search for
/// what it may offer. Replicas in which all of that is the same share one profile.
/// </summary>
internal sealed class PreferenceProfile
{
    private readonly Actor _actor;
    private readonly OutcomeSpace _space;
    private readonly ConcreteCondition[] _infeasible;
    private readonly ConcreteCondition[] _lines;
    private readonly ConcreteCondition[] _linkages;
    private readonly Func<Quantity, double> _value;
    private readonly ConcreteCondition[] _vetoes;
    private readonly int[] _vetoLines;
    private readonly double[] _weights;
    private readonly ProfileShape _shape;
    private readonly DrawnInputs _inputs;
    private readonly Commitment? _commitment;
    private readonly OfferSearch _search = new();
    private int _vetoCount;
    private bool _isSearchBuilt;

    public PreferenceProfile(Scenario scenario, Actor actor, ProfileShape shape, Sampler sampler)
    {
        _shape = shape;
        _inputs = shape.Inputs;
        _actor = actor;
        _space = scenario.Space;
        var preferences = actor.Preferences!;
        _value = sampler.Value;
        _infeasible = [.. shape.Infeasible.Select(Condition)];
        _lines = [.. shape.Lines.Select(Condition)];
        _linkages = [.. shape.Linkages.Select(Condition)];
        _vetoes = new ConcreteCondition[_lines.Length];
        _vetoLines = new int[_lines.Length];
        _weights = new double[_space.Issues.Length];
        Utility = new UtilityTable(shape.Layout) { Capped = !preferences.NormaliseWeights };
        // The commitment problem is the signatory's; a ratifier compares U with R.
        _commitment = actor.Trust is null || actor.Role != Role.Principal ? null : new Commitment(scenario, actor, _value);
    }

    public UtilityTable Utility { get; }

    /// <summary>What the actor may offer. Built when it is first asked for: whoever only answers never needs it.</summary>
    public OfferSearch Search
    {
        get
        {
            if (!_isSearchBuilt)
            {
                _search.Build(Utility, Infeasible, Vetoes, Consent);
                _isSearchBuilt = true;
            }

            return _search;
        }
    }

    /// <summary>Packages that are never on the table.</summary>
    public ReadOnlySpan<ConcreteCondition> Infeasible => _infeasible;

    /// <summary>What the actor never stands by: its held lines that do not merely cost.</summary>
    public ReadOnlySpan<ConcreteCondition> Vetoes => _vetoes.AsSpan(0, _vetoCount);

    /// <summary>The commitment problem, where the actor has one.</summary>
    public ConsentRule? Consent => _commitment?.Rule;

    /// <summary>The held lines that no outcome may cross, by index.</summary>
    public ReadOnlySpan<int> VetoLines => _vetoLines.AsSpan(0, _vetoCount);

    /// <summary>What a red line forbids, held or not.</summary>
    public ConcreteCondition Line(int line) => _lines[line];

    /// <summary>Works the profile out anew.</summary>
    /// <param name="sampler">At the replica concerned.</param>
    /// <param name="slot">That replica's slot.</param>
    /// <param name="held">Per red line whether it is held.</param>
    /// <param name="changes">What events have changed so far, in order.</param>
    /// <param name="enforcementShift">What events have added to enforcement.</param>
    public void Fill(Sampler sampler, int slot, ReadOnlySpan<bool> held, List<ActorChange> changes, double enforcementShift)
    {
        FillWeights(sampler, slot, changes);
        for (var i = 0; i < _weights.Length; i++)
        {
            FillValues(i, sampler, slot, changes);
        }

        FillConditions(sampler, slot, held, changes);
        Utility.Seal();
        _commitment?.Fill(sampler, enforcementShift);
        _isSearchBuilt = false;
    }

    /// <summary>The first held line that the outcome crosses, or -1.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="unyieldingOnly">Leave out lines that yield under pressure.</param>
    public int FirstCrossed(ReadOnlySpan<ushort> outcome, bool unyieldingOnly = false)
    {
        for (var k = 0; k < _vetoCount; k++)
        {
            if (!(unyieldingOnly && _actor.RedLines[_vetoLines[k]].Yields) && _vetoes[k].Holds(outcome))
            {
                return _vetoLines[k];
            }
        }

        return -1;
    }

    /// <summary>Adds every held line that the outcome crosses, by index.</summary>
    public void AddCrossed(ReadOnlySpan<ushort> outcome, List<short> crossed)
    {
        for (var k = 0; k < _vetoCount; k++)
        {
            if (_vetoes[k].Holds(outcome))
            {
                crossed.Add((short)_vetoLines[k]);
            }
        }
    }

    /// <summary>How many held lines the outcome crosses.</summary>
    public int CountCrossed(ReadOnlySpan<ushort> outcome)
    {
        var count = 0;
        foreach (var veto in Vetoes)
        {
            count += veto.Holds(outcome) ? 1 : 0;
        }

        return count;
    }

    private void FillWeights(Sampler sampler, int slot, List<ActorChange> changes)
    {
        var total = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            var weight = _inputs.Value(_shape.Weights[i], slot);
            foreach (var change in changes)
            {
                if (change is WeightScaling scaling && scaling.Issue == i)
                {
                    weight = Math.Min(Quantity.Largest, weight * sampler.Value(scaling.Times));
                }
            }

            _weights[i] = weight;
            total += weight;
        }

        var normalises = _actor.Preferences!.NormaliseWeights;
        for (var i = 0; i < _weights.Length; i++)
        {
            Utility.Share[i] = !normalises ? _weights[i] : total > 0 ? _weights[i] / total : 0;
        }
    }

    private void FillValues(int index, Sampler sampler, int slot, List<ActorChange> changes)
    {
        if (_actor.Preferences!.Issues[index] is not { } preference)
        {
            return;
        }

        var function = preference.Value;
        var shift = 0.0;
        foreach (var change in changes)
        {
            switch (change)
            {
                case ValueReplacement replacement when replacement.Issue == index:
                    function = replacement.Value;
                    shift = 0;
                    break;
                case IdealShift move when move.Issue == index:
                    shift += sampler.Value(move.By);
                    break;
            }
        }

        var numbers = _shape.Scratch.AsSpan(0, ValueFunctions.NumberCount(function));
        for (var k = 0; k < numbers.Length; k++)
        {
            numbers[k] = ReferenceEquals(function, preference.Value)
                ? _inputs.Value(_shape.Numbers[index][k], slot)
                : sampler.Value(ValueFunctions.Number(function, k));
        }

        var issue = _space.Issues[index];
        var first = _shape.Layout.Offset(issue.FirstComponent);
        ValueFunctions.Fill(function, issue, shift, numbers, Utility.Value.AsSpan(first));
        if (issue.MayStayOpen)
        {
            Utility.Value[first + issue.OpenValue] = preference.OpenValue is null
                ? Utility.Value[first + issue.StatusQuo[0]]
                : _inputs.Value(_shape.OpenValues[index], slot);
        }
    }

    private void FillConditions(Sampler sampler, int slot, ReadOnlySpan<bool> held, List<ActorChange> changes)
    {
        foreach (var condition in _infeasible)
        {
            condition.Refill(_value);
        }

        Utility.Linkages.Clear();
        for (var k = 0; k < _linkages.Length; k++)
        {
            _linkages[k].Refill(_value);
            Utility.Linkages.Add(new WeightedCondition(_linkages[k], _inputs.Value(_shape.LinkageAdds[k], slot)));
        }

        _vetoCount = 0;
        Utility.Costs.Clear();
        for (var k = 0; k < _lines.Length; k++)
        {
            var line = _actor.RedLines[k];
            _lines[k].Refill(_value);
            MoveAccepts(k, line, sampler, changes);
            if (!held[k])
            {
                continue;
            }

            if (line.Costs is not null)
            {
                Utility.Costs.Add(new WeightedCondition(_lines[k], _inputs.Value(_shape.LineCosts[k], slot)));
            }
            else
            {
                _vetoes[_vetoCount] = _lines[k];
                _vetoLines[_vetoCount++] = k;
            }
        }
    }

    /// <summary>A condition without uncertain limits is the same in all profiles; see <see cref="MoveAccepts"/> for the exception.</summary>
    private ConcreteCondition Condition(ConditionTree shape) => _shape.Constant(shape) ?? new ConcreteCondition(shape, _value);

    private void MoveAccepts(int index, RedLine line, Sampler sampler, List<ActorChange> changes)
    {
        if (changes.Count == 0 || line.AcceptsIssue < 0 || line.Never is not ThresholdTest test)
        {
            return;
        }

        var limit = sampler.Value(test.Limit);
        var moved = false;
        foreach (var change in changes)
        {
            switch (change)
            {
                case AcceptsShift shift when shift.Issue == line.AcceptsIssue:
                    limit += sampler.Value(shift.By);
                    moved = true;
                    break;
                case AcceptsReplacement replacement when replacement.Issue == line.AcceptsIssue:
                    var isLow = test.Comparison == Comparison.Below;
                    var end = isLow ? replacement.Low : replacement.High;
                    limit = end is null ? (isLow ? double.NegativeInfinity : double.PositiveInfinity) : sampler.Value(end);
                    moved = true;
                    break;
            }
        }

        if (moved)
        {
            // What others share stays as it is: the line gets a condition of its own, which is put back by the next refill.
            if (ReferenceEquals(_lines[index], _shape.Constant(_shape.Lines[index])))
            {
                _lines[index] = new ConcreteCondition(_shape.Lines[index], _value);
            }

            _lines[index].SetLimit(0, limit);
        }
    }
}

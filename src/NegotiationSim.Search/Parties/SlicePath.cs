namespace NegotiationSim.Search.Parties;

/// <summary>Where a search stands that sets the components of a slice one after the other: the outcome so far, and per depth the parties' sums and what is violated.</summary>
internal sealed class SlicePath
{
    private readonly Slice _slice;
    private readonly ComponentOrder _order;
    private readonly int _parties;
    private readonly double[] _sums;
    private readonly ViolationSet[] _violations;

    public SlicePath(Slice slice, ComponentOrder order)
    {
        (_slice, _order, _parties) = (slice, order, slice.PartyCount);
        _sums = new double[(order.Depth + 1) * _parties];
        _violations = new ViolationSet[order.Depth + 1];

        // A coupling may also look at components without a choice, before their turn.
        Outcome = slice.FirstValues();
        slice.Base.CopyTo(_sums, 0);
        _violations[0] = slice.BaseViolations;
    }

    /// <summary>What is set so far, and first values behind it.</summary>
    public ushort[] Outcome { get; }

    /// <summary>Per party what the first components add up to.</summary>
    public Span<double> Sums(int depth) => _sums.AsSpan(depth * _parties, _parties);

    /// <summary>What the first components violate.</summary>
    public ref ViolationSet Violations(int depth) => ref _violations[depth];

    /// <summary>What is violated at every depth.</summary>
    public ViolationSet[] AllViolations => _violations;

    /// <summary>Sets the component at a depth; false where a veto that is decided by then rules that out.</summary>
    public bool TrySet(int depth, int place)
    {
        var c = _order.Component(depth);
        var component = _slice.Components[c];
        var sums = Sums(depth);
        var next = Sums(depth + 1);
        var terms = component.TermsOf(place);
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = sums[k] + terms[k];
        }

        Outcome[c] = component.Values[place];
        var violations = _violations[depth] | component.Violations[place];
        foreach (var coupling in _order.Decided(depth))
        {
            if (!coupling.Condition.Holds(Outcome))
            {
                continue;
            }

            if (coupling.IsVeto)
            {
                return false;
            }

            violations |= coupling.Violations;
            if (coupling.Party >= 0)
            {
                next[coupling.Party] += coupling.Amount;
            }
        }

        _violations[depth + 1] = violations;
        return true;
    }

    /// <summary>
    /// Whether the parties may still all have what they need when the rest adds the most that it can: the needed ones, and as many of the counted ones as must accept.
    /// </summary>
    /// <param name="depth">How many components are set.</param>
    /// <param name="upper">Receives per party the most that it can have.</param>
    public bool MayBeAccepted(int depth, Span<double> upper)
    {
        var sums = Sums(depth);
        var rest = _order.RestMost(depth);
        var accepting = 0;
        for (var k = 0; k < sums.Length; k++)
        {
            upper[k] = sums[k] + rest[k];
            var isWithin = upper[k] >= _slice.Need[k] - _slice.Slack[k];
            switch (_slice.Parties[k].Consent)
            {
                case Consent.Needed when !isWithin:
                    return false;
                case Consent.Counted when isWithin && !_slice.Parties[k].IsCrossedBy(_violations[depth]):
                    accepting++;
                    break;
            }
        }

        return accepting >= _slice.Fewest;
    }
}

using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>A change of one component by which the others gain.</summary>
/// <param name="Component">The component.</param>
/// <param name="Value">What it changes to.</param>
/// <param name="Gain">What the others gain, above 0.</param>
/// <param name="Loss">What it costs, within the slack of the component (<see cref="PermittedValues.SlackOf"/>).</param>
/// <param name="MostPerLoss">No less than its gain per loss.</param>
internal readonly record struct Rung(ushort Component, ushort Value, double Gain, double Loss, double MostPerLoss);

/// <summary>
/// Where an actor stands on the <see cref="ConcessionLadder"/>, and the rungs within reach from there. What a rung costs is known well enough from the terms to
/// pass most of them over; those that could be the one are decided by the utility function itself. Steps change one component,
/// so the rungs of the others stay as they are.
/// </summary>
/// <param name="search">What the actor may offer.</param>
/// <param name="estimate">Per component and value what it adds to the others' mean estimated utility.</param>
/// <param name="outcome">Where the actor stands.</param>
/// <param name="room">Room for a rung per component and value.</param>
/// <param name="terms">Room for a term per issue.</param>
/// <param name="before">Room for a sum per issue, and one more.</param>
internal ref struct LadderRungs(
    OfferSearch search, ReadOnlySpan<double> estimate, Span<ushort> outcome, Span<Rung> room, Span<double> terms, Span<double> before)
{
    private readonly ReadOnlySpan<double> _estimate = estimate;
    private readonly Span<ushort> _outcome = outcome;
    private readonly Span<Rung> _rungs = room;
    private readonly Span<double> _terms = terms;
    private readonly Span<double> _before = before;
    private readonly UtilityTable _table = search.Table;
    private readonly PermittedValues _permitted = search.Permitted;
    private int _count;

    /// <summary>Lists the rungs from where the actor stands.</summary>
    public void List()
    {
        var layout = _table.Layout;
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            var current = _outcome[c];
            var values = _estimate.Slice(layout.Offset(c), layout.ValueCount(c));
            for (var v = 0; v < values.Length; v++)
            {
                var gain = values[v] - values[current];
                if (gain > 0 && _permitted.IsAllowed(c, v))
                {
                    _rungs[_count++] = Measure(c, v, gain);
                }
            }
        }

        _table.AddUp(0, _outcome, _terms, _before);
    }

    /// <summary>Takes a rung.</summary>
    public void Take(int component, ushort value)
    {
        _outcome[component] = value;
        _table.AddUp(_table.Layout.IssueOf(component), _outcome, _terms, _before);
        var values = _estimate.Slice(_table.Layout.Offset(component), _table.Layout.ValueCount(component));
        var kept = 0;
        foreach (ref readonly var rung in _rungs[.._count])
        {
            if (rung.Component != component)
            {
                _rungs[kept++] = rung;
                continue;
            }

            // Whoever gains from here has gained from further down too.
            var gain = values[rung.Value] - values[value];
            if (gain > 0)
            {
                _rungs[kept++] = Measure(component, rung.Value, gain);
            }
        }

        _count = kept;
    }

    /// <summary>The rung to take, none: component -1.</summary>
    /// <param name="byRatio">By gain per loss; else by gain.</param>
    /// <param name="floor">The least own utility that it may lead to.</param>
    /// <param name="utility">The own utility of where the actor stands.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    /// <param name="filter">Texts that are off the table.</param>
    public readonly LadderStep Choose<TFilter>(bool byRatio, double floor, double utility, double reservation, double discount, TFilter filter)
        where TFilter : ITextFilter
    {
        var best = LadderStep.None;
        var leastOfBest = double.NegativeInfinity;

        // The most promising first: it is nearly always the one, and the others need no second look.
        var promising = MostPromising(byRatio, floor, utility);
        for (var k = -1; k < _count; k++)
        {
            var at = k < 0 ? promising : k;
            if (at < 0 || k == promising || Most(at, byRatio) < leastOfBest || !MayReach(at, floor, utility))
            {
                continue;
            }

            ref readonly var rung = ref _rungs[at];
            var before = _outcome[rung.Component];
            _outcome[rung.Component] = rung.Value;
            var changed = _table.EvaluateFrom(_table.Layout.IssueOf(rung.Component), _terms, _before, _outcome);
            var step = new LadderStep(at, rung.Component, rung.Value, changed, rung.Gain, utility - changed);
            if (changed >= floor && (best.Component < 0 || step.Precedes(best, byRatio)) && search.PermitsChange(_outcome, reservation, discount)
                && !filter.Excludes(_outcome))
            {
                best = step;
                leastOfBest = LadderStep.Worth(step.Gain, step.Loss, byRatio);
            }

            _outcome[rung.Component] = before;
        }

        return best;
    }

    private readonly int MostPromising(bool byRatio, double floor, double utility)
    {
        var promising = -1;
        var most = double.NegativeInfinity;
        for (var k = 0; k < _count; k++)
        {
            if (Most(k, byRatio) > most && MayReach(k, floor, utility))
            {
                (promising, most) = (k, Most(k, byRatio));
            }
        }

        return promising;
    }

    private readonly double Most(int at, bool byRatio) => byRatio ? _rungs[at].MostPerLoss : _rungs[at].Gain;

    /// <summary>Whether a rung could lead to the floor or above.</summary>
    private readonly bool MayReach(int at, double floor, double utility) =>
        !(utility - _rungs[at].Loss + _permitted.SlackOf(_rungs[at].Component) < floor);

    private readonly Rung Measure(int component, int value, double gain)
    {
        var terms = _permitted.AllTerms(component);
        var loss = terms[_outcome[component]] - terms[value];
        return new Rung((ushort)component, (ushort)value, gain, loss, LadderStep.Worth(gain, loss - _permitted.SlackOf(component), byRatio: true));
    }
}

/// <summary>A rung that may be taken, measured exactly: the own utility it leads to, what the others gain and what it costs.</summary>
internal readonly record struct LadderStep(int Place, int Component, ushort Value, double Utility, double Gain, double Loss)
{
    public static LadderStep None => new(-1, -1, 0, double.NaN, 0, 0);

    /// <summary>What a change is chosen by: gain per loss, infinite where nothing is lost; or gain alone.</summary>
    public static double Worth(double gain, double loss, bool byRatio) =>
        !byRatio ? gain : loss > 0 ? gain / loss : double.PositiveInfinity;

    /// <summary>Whether this change is taken before another; of equal ones the one of the lower component or value.</summary>
    public bool Precedes(LadderStep other, bool byRatio)
    {
        var (worth, otherWorth) = (Worth(Gain, Loss, byRatio), Worth(other.Gain, other.Loss, byRatio));
        return worth != otherWorth ? worth > otherWorth : Loss != other.Loss ? Loss < other.Loss : Place < other.Place;
    }
}

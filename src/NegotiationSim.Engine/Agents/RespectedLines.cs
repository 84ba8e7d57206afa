using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Which red lines an actor that offers by a target respects in one replica: its own bluffs that it keeps up, then the lines that others have named, by rank, as many
/// of them as leave an outcome at or above its target. Ranked first are those of parties that the agreement cannot do without, then those named more often, then earlier, then in file order.
/// The target says how much the actor gives; objections say where.
/// </summary>
/// <param name="block">The actor.</param>
internal sealed class RespectedLines(AgentBlock block)
{
    private readonly List<Line> _ranked = [];
    private readonly BestUnderLines _memo = new(block.Components);
    private readonly ushort[] _bestOutcome = new ushort[block.Components];
    private readonly ConditionBits _bits = new();
    private readonly OfferSearch _search = new();
    private readonly OfferQuery _down = new(block.Components);
    private readonly OfferQuery _first = new(block.Components);
    private readonly OfferQuery _target = new(block.Components);
    private ConcreteCondition[] _vetoes = [];
    private double _best;
    private ulong _built;
    private bool _isBuilt;
    private int _bluffs;
    private int _count;
    private (int Turn, double Target) _chosen = (-1, double.NaN);

    private readonly record struct Line(ConcreteCondition Condition, ulong Bit, bool IsNeeded, int Times, int Named, int Owner, int Index)
    {
        public bool Precedes(in Line other) => IsNeeded != other.IsNeeded ? IsNeeded : Times != other.Times ? Times > other.Times
            : Named != other.Named ? Named < other.Named : Owner != other.Owner ? Owner < other.Owner : Index < other.Index;
    }

    /// <summary>What may be offered among the outcomes that respect the lines chosen; built by <see cref="Choose"/>.</summary>
    public OfferSearch Search => _search;

    /// <summary>Looks for the best of them that is on the table.</summary>
    public OfferQuery BestQuery => _down;

    /// <summary>Looks for the first of those that are worth most.</summary>
    public OfferQuery FirstBestQuery => _first;

    /// <summary>Looks for the cheapest at or above the target.</summary>
    public OfferQuery TargetQuery => _target;

    /// <summary>Whether there is anything to respect in this turn.</summary>
    public bool IsAny => _ranked.Count > 0;

    /// <summary>The lines chosen, as a set: tells one search from another.</summary>
    public ulong Chosen { get; private set; }

    /// <summary>A replica begins, or the actor's preferences or lines have changed: what was worked out is worth nothing any more.</summary>
    public void Forget()
    {
        _ranked.Clear();
        _memo.Clear();
        _bits.Clear();
        _isBuilt = false;
        _chosen = (-1, double.NaN);
    }

    /// <summary>Ranks what is to be respected in a turn.</summary>
    public void Rank(AgentState state, TurnRequest request)
    {
        _ranked.Clear();
        var time = request.Round / (state.LastRound + 1.0);
        for (var line = 0; line < state.Held.Length; line++)
        {
            if (Bluff.IsKeptUp(state, line, time))
            {
                var condition = state.Profile.Line(line);
                _ranked.Add(new Line(condition, _bits.Of(condition, -1), true, 0, 0, block.Self, line));
            }
        }

        _bluffs = _ranked.Count;
        var objections = request.Objections.Of(state.Slot);
        for (var k = 0; k < objections.Length; k++)
        {
            ref readonly var named = ref objections[k];
            if (named.Owner != block.Self && named.First != block.Self)
            {
                var condition = block.Named.Of(named, request.Board);
                Insert(new Line(condition, _bits.Of(condition, k), block.Rule.IsNeeded(named.First), named.Times, k, named.Owner, named.Line));
            }
        }
    }

    /// <summary>Chooses the lines to respect at a target and builds the search; false where there are none.</summary>
    public bool Choose(AgentState state, double target)
    {
        var turn = (state.Consultation?.Turn ?? -1, target);
        if (state.Consultation is null || _chosen != turn)
        {
            _chosen = turn;
            if (state.Profile.Consent is not null)
            {
                // What may be signed under a commitment problem moves with the no-deal value.
                _memo.Clear();
                _isBuilt = false;
            }

            Fit(state, target);
        }

        return Build(state);
    }

    /// <summary>Respects one line less: the lowest, at last all bluffs at once; false where none is left.</summary>
    public bool Shorten(AgentState state)
    {
        _count--;
        if (_count < _bluffs)
        {
            _count = 0;
            return false;
        }

        return Build(state);
    }

    private bool Build(AgentState state)
    {
        if (_count == 0)
        {
            return false;
        }

        Chosen = MaskOf(_count);
        if (!_isBuilt || _built != Chosen || Chosen == ulong.MaxValue)
        {
            BuildOn(_search, state, _count);
            (_isBuilt, _built) = (true, Chosen);
        }

        return true;
    }

    /// <summary>Brings the lines that fit to the front, and counts them.</summary>
    private void Fit(AgentState state, double target)
    {
        _count = 0;
        _best = state.Profile.Search.Best(state.Now.Reservation, _bestOutcome, out var best, state.Now.Factor) ? best : double.NegativeInfinity;
        for (var bluff = 0; bluff < _bluffs; bluff++)
        {
            // A bluff that does not fit is left out; the next one may.
            (_ranked[_count], _ranked[bluff]) = (_ranked[bluff], _ranked[_count]);
            _count += Fits(state, target) ? 1 : 0;
        }

        _ranked.RemoveRange(_count, _bluffs - _count);
        _bluffs = _count;
        while (_count < _ranked.Count && Fits(state, target))
        {
            _count++;
        }
    }

    /// <summary>Whether the next line leaves an outcome at or above the target beside those that were taken. Then <see cref="_bestOutcome"/> is the best that they leave.</summary>
    private bool Fits(AgentState state, double target)
    {
        if (!(_best >= target))
        {
            return false;
        }

        if (!_ranked[_count].Condition.Holds(_bestOutcome))
        {
            // What is best without the line does not cross it, so it stays the best.
            return true;
        }

        var mask = MaskOf(_count + 1);
        if (!_memo.TryGet(mask, block.Scratch, out var best))
        {
            BuildOn(block.Probe, state, _count + 1);
            best = block.Probe.Best(state.Now.Reservation, block.Scratch, out var utility, state.Now.Factor) ? utility : double.NegativeInfinity;
            _memo.Add(mask, block.Scratch, best);
        }

        if (!(best >= target))
        {
            return false;
        }

        _best = best;
        block.Scratch.CopyTo(_bestOutcome, 0);
        return true;
    }

    private void BuildOn(OfferSearch search, AgentState state, int count)
    {
        var own = state.Profile.Vetoes;
        if (_vetoes.Length < own.Length + count)
        {
            _vetoes = new ConcreteCondition[own.Length + _ranked.Count];
        }

        own.CopyTo(_vetoes);
        for (var k = 0; k < count; k++)
        {
            _vetoes[own.Length + k] = _ranked[k].Condition;
        }

        search.BuildOn(state.Profile.Search, state.Profile.Infeasible, _vetoes.AsSpan(0, own.Length + count), count);
    }

    /// <summary>A bit per condition that was respected in the replica; all of them together stand for more than there is room for.</summary>
    private ulong MaskOf(int count)
    {
        var mask = 0UL;
        for (var k = 0; k < count; k++)
        {
            mask |= _ranked[k].Bit == 0 ? ulong.MaxValue : _ranked[k].Bit;
        }

        return mask;
    }

    private void Insert(in Line line)
    {
        var at = _ranked.Count;
        while (at > _bluffs && line.Precedes(_ranked[at - 1]))
        {
            at--;
        }

        _ranked.Insert(at, line);
    }
}

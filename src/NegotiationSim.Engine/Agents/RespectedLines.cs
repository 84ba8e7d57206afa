using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Which red lines an actor that offers by a target respects in one replica: its own bluffs that it keeps up, then the lines that others have named, by rank, as many
/// of them as leave an outcome at or above its target. Ranked first are those of parties that the agreement cannot do without, then those named more often, then those named earlier.
/// The target says how much the actor gives; objections say where.
/// </summary>
/// <param name="block">The actor.</param>
internal sealed class RespectedLines(AgentBlock block)
{
    private readonly List<Line> _bluffs = [];
    private readonly List<Line> _chosen = [];
    private readonly BestUnderLines _memo = new(block.Components);
    private readonly ushort[] _bestOutcome = new ushort[block.Components];
    private readonly ConditionBits _bits = new();
    private OfferSearch _search = new();
    private OfferSearch _before = new();
    private readonly OfferQuery _down = new(block.Components);
    private readonly OfferQuery _first = new(block.Components);
    private readonly OfferQuery _target = new(block.Components);
    private ConcreteCondition[] _vetoes = [];
    private ulong[] _named = [];
    private int _namedCount;
    private TurnRequest? _request;
    private double _best;
    private ulong? _built;
    private ulong? _builtBefore;
    private int _chosenBluffs;
    private (int Turn, double Target) _fitted = (-1, double.NaN);

    /// <param name="Condition">What a line forbids.</param>
    /// <param name="Bit">Tells it from the others of the replica; 0 where there are too many.</param>
    private readonly record struct Line(ConcreteCondition Condition, ulong Bit);

    /// <summary>What may be offered among the outcomes that respect the lines chosen; built by <see cref="Choose"/>.</summary>
    public OfferSearch Search => _search;

    /// <summary>Looks for the best of them that is on the table.</summary>
    public OfferQuery BestQuery => _down;

    /// <summary>Looks for the first of those that are worth most.</summary>
    public OfferQuery FirstBestQuery => _first;

    /// <summary>Looks for the cheapest at or above the target.</summary>
    public OfferQuery TargetQuery => _target;

    /// <summary>Whether there is anything to respect in this turn.</summary>
    public bool IsAny => _bluffs.Count + _namedCount > 0;

    /// <summary>The lines chosen, as a set: tells one search from another.</summary>
    public ulong Chosen { get; private set; }

    /// <summary>A replica begins, or the actor's preferences or lines have changed: what was worked out is worth nothing any more.</summary>
    public void Forget()
    {
        _bluffs.Clear();
        _chosen.Clear();
        _namedCount = 0;
        _memo.Clear();
        _bits.Clear();
        _built = _builtBefore = null;
        _fitted = (-1, double.NaN);
    }

    /// <summary>Ranks what is to be respected in a turn. What a named line forbids is looked up when its rank comes: mostly few of them fit.</summary>
    public void Rank(AgentState state, TurnRequest request)
    {
        _request = request;
        _bluffs.Clear();
        var time = request.Round / (state.LastRound + 1.0);
        for (var line = 0; line < state.Held.Length && Bluff.MayKeepUpAny(state, time); line++)
        {
            if (Bluff.IsKeptUp(state, line, time))
            {
                var condition = state.Profile.Line(line);
                _bluffs.Add(new Line(condition, _bits.Of(condition)));
            }
        }

        var objections = request.Objections.Of(state.Slot);
        if (_named.Length < objections.Length)
        {
            _named = new ulong[2 * objections.Length];
        }

        _namedCount = 0;
        for (var k = 0; k < objections.Length; k++)
        {
            ref readonly var named = ref objections[k];
            if (named.Owner != block.Self && named.First != block.Self)
            {
                Insert(RankOf(block.Rule.IsNeeded(named.First), named.Times, k));
            }
        }
    }

    /// <summary>Chooses the lines to respect at a target and builds the search; false where there are none.</summary>
    public bool Choose(AgentState state, double target)
    {
        var turn = (state.Consultation?.Turn ?? -1, target);
        if (state.Consultation is null || _fitted != turn)
        {
            _fitted = turn;
            if (state.Profile.Consent is not null)
            {
                // What may be signed under a commitment problem moves with the no-deal value.
                _memo.Clear();
                _built = _builtBefore = null;
            }

            Fit(state, target);
        }

        return Build(state);
    }

    /// <summary>Respects one line less: the lowest, at last all bluffs at once; false where none is left.</summary>
    public bool Shorten(AgentState state)
    {
        _chosen.RemoveAt(_chosen.Count - 1);
        if (_chosen.Count < _chosenBluffs)
        {
            _chosen.Clear();
        }

        return Build(state);
    }

    private bool Build(AgentState state)
    {
        if (_chosen.Count == 0)
        {
            return false;
        }

        Chosen = Mask();
        BuildOn(state, Chosen);

        return true;
    }

    /// <summary>Takes lines by rank as long as they fit.</summary>
    private void Fit(AgentState state, double target)
    {
        _chosen.Clear();
        _best = state.Profile.Search.Best(state.Now.Reservation, _bestOutcome, out var best, state.Now.Factor) ? best : double.NegativeInfinity;
        foreach (var bluff in _bluffs)
        {
            // A bluff that does not fit is left out; the next one may.
            TryTake(bluff, state, target);
        }

        _chosenBluffs = _chosen.Count;
        var objections = _request!.Objections.Of(state.Slot);
        for (var rank = 0; rank < _namedCount; rank++)
        {
            var k = (int)(uint)_named[rank];
            var condition = block.Named.Of(objections[k], _request.Board);
            if (!TryTake(new Line(condition, _bits.Of(condition)), state, target))
            {
                break;
            }
        }
    }

    /// <summary>Takes a line where it leaves an outcome at or above the target beside those that were taken. Then <see cref="_bestOutcome"/> is the best that they leave.</summary>
    private bool TryTake(in Line line, AgentState state, double target)
    {
        if (!(_best >= target))
        {
            return false;
        }

        _chosen.Add(line);
        if (!line.Condition.Holds(_bestOutcome))
        {
            // What is best without the line does not cross it, so it stays the best.
            return true;
        }

        var mask = Mask();
        if (!_memo.TryGet(mask, block.Scratch, out var best))
        {
            // Mostly it fits and is what is searched next.
            BuildOn(state, mask);
            best = _search.Best(state.Now.Reservation, block.Scratch, out var utility, state.Now.Factor) ? utility : double.NegativeInfinity;
            _memo.Add(mask, block.Scratch, best);
        }

        if (!(best >= target))
        {
            _chosen.RemoveAt(_chosen.Count - 1);
            return false;
        }

        _best = best;
        block.Scratch.CopyTo(_bestOutcome, 0);
        return true;
    }

    /// <summary>Builds the search under the lines chosen, where it is not at hand; that of the set before stays, because sets come back.</summary>
    private void BuildOn(AgentState state, ulong mask)
    {
        if (_built == mask && mask != ulong.MaxValue)
        {
            return;
        }

        (_search, _before, _built, _builtBefore) = (_before, _search, _builtBefore, _built);
        if (_built == mask && mask != ulong.MaxValue)
        {
            return;
        }

        var own = state.Profile.Vetoes;
        var count = own.Length + _chosen.Count;
        if (_vetoes.Length < count)
        {
            _vetoes = new ConcreteCondition[count + _bluffs.Count + _namedCount];
        }

        own.CopyTo(_vetoes);
        for (var k = 0; k < _chosen.Count; k++)
        {
            _vetoes[own.Length + k] = _chosen[k].Condition;
        }

        _search.BuildOn(state.Profile.Search, state.Profile.Infeasible, _vetoes.AsSpan(0, count), _chosen.Count);
        _built = mask;
    }

    /// <summary>A bit per condition that is respected; all of them together stand for more than there is room for.</summary>
    private ulong Mask()
    {
        var mask = 0UL;
        foreach (var line in _chosen)
        {
            mask |= line.Bit == 0 ? ulong.MaxValue : line.Bit;
        }

        return mask;
    }

    /// <summary>A number that is lower for what ranks before: whose agreement is needed, named more often, named earlier. The low half is the place among the lines that are named.</summary>
    private static ulong RankOf(bool isNeeded, int times, int place) =>
        (isNeeded ? 0 : 1UL << 63) | (ulong)(int.MaxValue - times) << 32 | (uint)place;

    private void Insert(ulong rank)
    {
        var at = _namedCount++;
        for (; at > 0 && rank < _named[at - 1]; at--)
        {
            _named[at] = _named[at - 1];
        }

        _named[at] = rank;
    }
}

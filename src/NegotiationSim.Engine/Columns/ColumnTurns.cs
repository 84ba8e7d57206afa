using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// A principal's turns in the plain replicas of a block: those in which no event has touched it and no ratification has struck an outcome off. There its
/// preferences, lines and numbers stay as they were drawn, so all it needs lies in arrays by slot. The rules are those of <see cref="Turn"/>, as everywhere.
/// A <see cref="AgentState"/> takes over a replica as soon as it is plain no longer, and every replica that is told.
/// </summary>
/// <remarks>
/// For principals whose tactic has columns (<see cref="Tactics.BargainingTactic.InColumns"/>), consult nobody, model nobody, have no
/// red lines to name and no commitment problem, and over whom nobody has a hold.
/// </remarks>
internal abstract class ColumnTurns
{
    private readonly DrawnInputs _inputs;
    private readonly Reservation _reservation;
    private readonly Input _discount;
    private readonly bool[] _touching;
    private Prospects[] _prospects = [];
    private bool[] _goes = [];
    private int[] _rest = [];
    private int _restCount;
    private bool _isTold;

    protected ColumnTurns(AgentBlock owner, OfferBook book)
    {
        var (brief, actor) = (owner.Brief, owner.Actor);
        Self = owner.Self;
        Book = book;
        _inputs = owner.Inputs;
        _discount = _inputs.Of(actor.Discount);
        _reservation = owner.Reservation;
        Moves = _reservation.Moves || _discount != new Input(1, -1);
        _touching = [.. brief.Events.Select(candidate => Effects.Touch(candidate, Self))];
        LastRound = owner.LastRound;
        Accept = actor.Tactic.Accept.Kind;
        AcceptParameter = actor.Tactic.Accept.Parameter is { } parameter ? _inputs.Of(parameter) : new Input(double.NaN, -1);
    }

    public OfferBook Book { get; }

    /// <summary>Whether prospects differ from round to round: the no-deal value drifts, or there is a discount.</summary>
    public bool Moves { get; }

    protected int Self { get; }

    /// <summary>The actor's own last round.</summary>
    protected int LastRound { get; }

    protected AcceptanceKind Accept { get; }

    protected Input AcceptParameter { get; }

    /// <summary>The columns of an actor; null where its turns are never plain.</summary>
    public static ColumnTurns? For(AgentBlock owner)
    {
        var (brief, actor) = (owner.Brief, owner.Actor);
        var isPlain = brief.Protocol.Kind == ProtocolKind.Alternating && actor is { Role: Role.Principal, Preferences: not null, Consults: false, Trust: null }
            && actor.NoDeal is not DatedNoDeal && (actor.Tactic.OpponentModel == OpponentModel.None || actor.Tactic.Kind is TacticKind.Micro or TacticKind.Random)
            && !Acceptances.AcceptanceRule.LooksBack(actor.Tactic.Accept.Kind) && brief.Ties.All(tie => tie.Client != owner.Self)
            && !(actor.Tactic.NamesLines && actor.RedLines.Any(line => line.Costs is null));
        return isPlain ? Tactics.BargainingTactic.For(actor.Tactic).InColumns(owner) : null;
    }

    /// <summary>A block begins. Where it is told, no replica of it is plain.</summary>
    public void Begin(BlockSpec block)
    {
        _isTold = block.Tell;
        if (_goes.Length < block.Count)
        {
            _goes = new bool[block.Count];
            _rest = new int[block.Count];
            _prospects = new Prospects[block.Count];
        }

        Array.Fill(_goes, !_isTold, 0, block.Count);
        if (_isTold)
        {
            return;
        }

        Book.Begin(block);
        for (var slot = 0; slot < block.Count; slot++)
        {
            _prospects[slot] = ProspectsOf(slot, 1);
        }

        Forget(block);
    }

    /// <summary>Whether a replica is plain.</summary>
    public bool Goes(int slot) => _goes[slot];

    /// <summary>Whether an event can change anything in the actor.</summary>
    public bool IsTouchedBy(int candidate) => _touching[candidate];

    /// <summary>The actor's turn in every plain replica; the slots of all others.</summary>
    public ReadOnlySpan<int> Take(TurnRequest request, Utterances said)
    {
        if (_isTold)
        {
            return request.Active.AsSpan(0, request.ActiveCount);
        }

        _restCount = 0;
        TakePlain(request, said);
        return _rest.AsSpan(0, _restCount);
    }

    /// <summary>A replica is plain no longer: what the actor remembers of it goes to the state, which has just been taken.</summary>
    public void HandOver(int slot, AgentState state)
    {
        if (_goes[slot])
        {
            _goes[slot] = false;
            Recall(slot, state);
        }
    }

    /// <summary>The no-deal value of a plain replica at a moment, undiscounted; see <see cref="Reservation.At"/>.</summary>
    public double NoDeal(int slot, double round) => _reservation.At(slot, Book.WorthOfLike[slot], round) + 0.0;

    /// <summary>What is signed in a round is worth, of its utility.</summary>
    public double Factor(int slot, int round) => Prospects.Discount(_inputs.Value(_discount, slot), round);

    /// <summary>A number of the actor in a slot.</summary>
    public double Value(in Input input, int slot) => _inputs.Value(input, slot);

    /// <summary>What the actor can hope for, as of the last <see cref="LookAhead"/>.</summary>
    public ref readonly Prospects ProspectsAt(int slot) => ref _prospects[slot];

    /// <summary>Brings what the actor can hope for up to date; false where that is nothing.</summary>
    protected bool LookAhead(int slot, int round)
    {
        ref var prospects = ref _prospects[slot];
        if (Moves)
        {
            prospects = ProspectsOf(slot, round);
        }

        return !prospects.IsHopeless;
    }

    /// <summary>Asks for what a look ahead reads.</summary>
    protected void FetchProspects(int slot) => MemoryAhead.Fetch(_prospects, slot);

    /// <summary>Takes the turn in every slot that <see cref="Goes"/>, and leaves the others by <see cref="Leave"/>.</summary>
    protected abstract void TakePlain(TurnRequest request, Utterances said);

    /// <summary>Forgets the last block.</summary>
    protected abstract void Forget(BlockSpec block);

    /// <summary>Writes what the tactic remembers into a state.</summary>
    protected abstract void Recall(int slot, AgentState state);

    /// <summary>Leaves a slot to its state.</summary>
    protected void Leave(int slot) => _rest[_restCount++] = slot;

    private Prospects ProspectsOf(int slot, int round)
    {
        var reservation = NoDeal(slot, round);
        return Prospects.Of(reservation, Factor(slot, round), Book.Best[slot], Math.Max(reservation, Book.Worst[slot]));
    }
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// A principal's turns in the plain replicas of a block: those in which no event has touched it and no ratification has struck a text off. There its
/// preferences, lines and numbers stay as they were drawn, so all it needs lies in arrays by slot. The rules are those of
/// <see cref="Deliberation"/>, which takes over a replica as soon as it is plain no longer, and every replica that is told; tests hold the two together.
/// </summary>
/// <remarks>
/// For principals that bargain by a target of time or by MiCRO (the latter in small spaces), consult nobody, model nobody, have no
/// commitment problem, and over whom nobody has a hold.
/// </remarks>
internal abstract class PlainTurns
{
    private readonly DrawnInputs _inputs;
    private readonly Input _now;
    private readonly Input _perRound;
    private readonly Input _discount;
    private readonly bool _isLike;
    private readonly bool[] _touching;
    private double[] _noDeal = [];
    private PlainMoment[] _moments = [];
    private bool[] _goes = [];
    private int[] _rest = [];
    private int _restCount;
    private bool _isTold;

    protected PlainTurns(Scenario brief, int self, DrawnInputs inputs, OfferBook book)
    {
        var actor = brief.Actors[self];
        Self = self;
        Book = book;
        _inputs = inputs;
        _discount = inputs.Of(actor.Discount);
        var noDeal = UncertainInputs.OfNoDeal(actor.NoDeal).Select(inputs.Of).ToArray();
        _now = noDeal[0];
        _perRound = actor.NoDeal is DriftingNoDeal ? noDeal[1] : new Input(0, -1);
        _isLike = actor.NoDeal is NoDealLike;
        Moves = _perRound != new Input(0, -1) || _discount != new Input(1, -1);
        _touching = [.. brief.Events.Select(candidate => Effects.Touch(candidate, self))];
        LastRound = actor.Deadline is { } deadline ? brief.Calendar.LastRoundBy(deadline) : brief.Calendar.Rounds;
    }

    protected int Self { get; }

    protected OfferBook Book { get; }

    /// <summary>Whether a moment differs from round to round: the no-deal value drifts, or there is a discount.</summary>
    protected bool Moves { get; }

    /// <summary>The actor's own last round.</summary>
    protected int LastRound { get; }

    /// <summary>The kernel for an actor; null where its turns are never plain.</summary>
    /// <param name="brief">The scenario as the actor knows it.</param>
    /// <param name="self">The actor's index.</param>
    /// <param name="inputs">What is drawn for it.</param>
    /// <param name="sampler">Its sampler.</param>
    /// <param name="seatAt">The actor in a slot.</param>
    public static PlainTurns? For(Scenario brief, int self, DrawnInputs inputs, Sampler sampler, Func<int, Seat> seatAt)
    {
        var actor = brief.Actors[self];
        var isPlain = brief.Protocol.Kind == ProtocolKind.Alternating && actor is { Role: Role.Principal, Preferences: not null, Consults: false, Trust: null }
            && actor.NoDeal is not DatedNoDeal && actor.Tactic.OpponentModel == OpponentModel.None && actor.Tactic.Accept.Kind != AcceptanceKind.Combined
            && brief.Ties.All(tie => tie.Client != self);
        if (!isPlain)
        {
            return null;
        }

        var isSmall = brief.Space.Count <= OfferSearch.ListedUpTo;
        var like = actor.NoDeal is NoDealLike { Outcome: var outcome } ? outcome.Values.AsMemory() : default;
        return actor.Tactic.Kind switch
        {
            TacticKind.Micro when isSmall => new MicroTurns(brief, self, inputs, new OutcomeRows(brief, actor, inputs, sampler, like)),
            TacticKind.Linear or TacticKind.Boulware or TacticKind.Conceder or TacticKind.Hardliner => new TargetTurns(
                brief,
                self,
                inputs,
                isSmall ? new OutcomeRows(brief, actor, inputs, sampler, like)
                    : SumsBook.Suits(brief, actor) ? new SumsBook(brief, actor, inputs, sampler, seatAt, like)
                    : new SearchBook(brief.Space, actor, seatAt, like)),
            _ => null,
        };
    }

    /// <summary>A block begins. Where it is told, no replica of it is plain.</summary>
    public void Begin(BlockSpec block)
    {
        _isTold = block.Tell;
        if (_goes.Length < block.Count)
        {
            _goes = new bool[block.Count];
            _rest = new int[block.Count];
            _noDeal = new double[block.Count];
            _moments = new PlainMoment[block.Count];
        }

        Array.Fill(_goes, !_isTold, 0, block.Count);
        if (_isTold)
        {
            return;
        }

        Book.Begin(block);
        for (var slot = 0; slot < block.Count; slot++)
        {
            _noDeal[slot] = _isLike ? Book.WorthOfLike[slot] + _inputs.Value(_now, slot) : _inputs.Value(_now, slot);
            _moments[slot] = MomentOf(slot, 1);
        }

        Forget(block);
    }

    /// <summary>Whether a replica is plain.</summary>
    public bool Goes(int slot) => _goes[slot];

    /// <summary>Whether an event can change anything in the actor.</summary>
    public bool IsTouchedBy(int candidate) => _touching[candidate];

    /// <summary>The actor's turn in every plain replica; the slots of all others.</summary>
    public ReadOnlySpan<int> Turn(TurnRequest request, Utterances said)
    {
        if (_isTold)
        {
            return request.Active.AsSpan(0, request.ActiveCount);
        }

        _restCount = 0;
        TakeTurns(request, said);
        return _rest.AsSpan(0, _restCount);
    }

    /// <summary>A replica is plain no longer: what the actor remembers of it goes to the seat, which has just been taken.</summary>
    public void HandOver(int slot, Seat seat)
    {
        if (_goes[slot])
        {
            _goes[slot] = false;
            Recall(slot, seat);
        }
    }

    /// <summary>The no-deal value of a plain replica at a moment, undiscounted; see <see cref="Minds.Reservation.At"/>.</summary>
    public double NoDeal(int slot, double round) => _noDeal[slot] + _inputs.Value(_perRound, slot) * (round - 1) + 0.0;

    /// <summary>What is signed in a round is worth, of its utility.</summary>
    public double Factor(int slot, int round) => Discounting.Factor(_inputs.Value(_discount, slot), round);

    /// <summary>What a text is worth in a plain replica, undiscounted; NaN where it crosses a line that the actor holds.</summary>
    public double Worth(int slot, ReadOnlySpan<ushort> text) => Book.Worth(slot, text);

    /// <summary>Takes the turn in every slot that <see cref="Goes"/>, and leaves the others by <see cref="Leave"/>.</summary>
    protected abstract void TakeTurns(TurnRequest request, Utterances said);

    /// <summary>Forgets the last block.</summary>
    protected abstract void Forget(BlockSpec block);

    /// <summary>Writes what the tactic remembers into a seat.</summary>
    protected virtual void Recall(int slot, Seat seat)
    {
    }

    /// <summary>Leaves a slot to <see cref="Deliberation"/>.</summary>
    protected void Leave(int slot) => _rest[_restCount++] = slot;

    /// <summary>The moment of a turn.</summary>
    protected ref readonly PlainMoment MomentAt(int slot, int round)
    {
        ref var moment = ref _moments[slot];
        if (Moves)
        {
            moment = MomentOf(slot, round);
        }

        return ref moment;
    }

    /// <summary>What the standing offer is worth to the actor; NaN where none stands, it is the actor's own, or the actor may not sign it.</summary>
    protected double Standing(int slot, TurnRequest request, in PlainMoment now)
    {
        var proposer = request.Proposer[slot];
        if (proposer < 0 || proposer == Self)
        {
            return double.NaN;
        }

        var utility = Book.Worth(slot, request.Board[proposer]!.Text(slot));
        return now.Allows(utility) ? utility : double.NaN;
    }

    private PlainMoment MomentOf(int slot, int round)
    {
        var reservation = NoDeal(slot, round);
        var factor = Factor(slot, round);
        var best = Book.Best[slot];
        var floor = Math.Max(reservation, Book.Worst[slot]);
        var maySign = best * factor >= reservation * factor - Reservation.Tolerance && floor <= best + Reservation.Tolerance;
        return new PlainMoment(reservation, factor, reservation * factor - Reservation.Tolerance, floor, maySign ? best : double.NaN);
    }
}

/// <summary>What a plain turn looks like before the actor decides; see <see cref="Moment"/>.</summary>
/// <param name="Reservation">The no-deal value now, undiscounted.</param>
/// <param name="Factor">The discount so far.</param>
/// <param name="Bar">What a discounted utility must reach to be worth no deal.</param>
/// <param name="Floor">The larger of the no-deal value and the worst feasible outcome's utility.</param>
/// <param name="Best">Utility of the best outcome it may sign; NaN where nothing that it may sign is worth its no-deal value any more.</param>
internal readonly record struct PlainMoment(double Reservation, double Factor, double Bar, double Floor, double Best)
{
    /// <summary>Whether the actor has nothing left to hope for and walks out.</summary>
    public bool IsHopeless => double.IsNaN(Best);

    /// <summary>Whether a utility is worth no deal.</summary>
    public bool Allows(double utility) => utility * Factor >= Bar;
}

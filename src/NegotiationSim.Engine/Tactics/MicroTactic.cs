using NegotiationSim.Engine.Columns;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Outcomes;

namespace NegotiationSim.Engine.Tactics;

/// <summary>MiCRO at a seat; see <see cref="MicroRule"/>.</summary>
internal sealed class MicroTactic : BargainingTactic
{
    public static readonly MicroTactic Instance = new();

    public override bool Listens => true;

    public override bool OwnAcceptance => true;

    public override ColumnTurns? InColumns(ActorBlock owner) =>
        owner.Brief.Space.Count > OfferSearch.ListedUpTo ? null : InColumns(owner, new OutcomeRows(owner));

    public override void Begin(Seat seat, int actors) => seat.Remember(static (seat, _) => new Memory(seat.BestText.Length), actors);

    public override void Hear(Seat seat, int opponent, ReadOnlySpan<ushort> offer) => ((Memory)seat.Memory!).Heard.Add(offer);

    public override void StanceChanged(Seat seat) => ((Memory)seat.Memory!).State = WalkState.Unstarted;

    public override double Target(Seat seat, in TurnContext now) => MicroRule.Target(new SeatMemory(seat, now), now.Floor, now.Reservation);

    public override bool Accepts(Seat seat, in TurnContext now, double utility) => MicroRule.Accepts(new SeatMemory(seat, now), utility);

    public override double Propose(Seat seat, in TurnContext now, double target) => MicroRule.Propose(new SeatMemory(seat, now));

    public override void Offered(Seat seat, ReadOnlySpan<ushort> outcome) => ((Memory)seat.Memory!).Made.Add(outcome);

    private static TacticTurns<MicroColumns> InColumns(ActorBlock owner, OutcomeRows rows) => new(owner, rows, new MicroColumns(owner, rows));

    private enum WalkState
    {
        Unstarted,
        Standing,
        Ended,
    }

    private sealed class Memory(int components) : TacticMemory
    {
        public OutcomeSet Made { get; } = new(components);

        public OutcomeSet Heard { get; } = new(components);

        /// <summary>The walk down, and where it stands.</summary>
        public OfferWalk Walk { get; } = new();

        public WalkState State { get; set; }

        /// <summary>The no-deal value and the discount factor that the walk was started with.</summary>
        public (double Reservation, double Factor) Started { get; set; }

        /// <summary>The turn of consulting in which it was started.</summary>
        public int StartedTurn { get; set; }

        public ushort[] Next { get; } = new ushort[components];

        public double NextUtility { get; private set; }

        public WalkState Advance()
        {
            var found = Walk.Next(Next, out var utility);
            NextUtility = utility;
            return found ? WalkState.Standing : WalkState.Ended;
        }

        public override void Clear()
        {
            Made.Clear();
            Heard.Clear();
            State = WalkState.Unstarted;
        }
    }

    /// <summary>What the actor of a seat knows at its turn.</summary>
    private readonly ref struct SeatMemory(Seat seat, in TurnContext now) : IMicroMemory
    {
        private readonly ref readonly TurnContext _now = ref now;
        private readonly Memory _memory = (Memory)seat.Memory!;

        public int Made => _memory.Made.Count;

        public int Heard => _memory.Heard.Count;

        public double LastMade => seat.Stance.Utility.Evaluate(_memory.Made[_memory.Made.Count - 1]);

        /// <summary>The first outcome of the walk that was not offered yet and is not off the table.</summary>
        public bool TryNext(out double utility)
        {
            utility = double.NaN;
            Start();
            var filter = new OutcomeFilter(seat);
            while (_memory.State == WalkState.Standing && (_memory.Made.Contains(_memory.Next) || filter.Excludes(_memory.Next)))
            {
                _memory.State = _memory.Advance();
                if (seat.Consultation is { } consultation && !consultation.TryStep())
                {
                    return false;
                }
            }

            if (_memory.State != WalkState.Standing || _memory.NextUtility < _now.Reservation - Reservation.Tolerance || filter.MustAskAbout(_memory.Next))
            {
                return false;
            }

            utility = _memory.NextUtility;
            return true;
        }

        public double MakeNext()
        {
            _memory.Next.CopyTo(seat.OwnText, 0);
            return _memory.NextUtility;
        }

        public double Repeat() => OfferChoice.OneOf(seat, _now, _memory.Made, seat.OwnText);

        /// <summary>
        /// Starts the walk where it must begin anew. What may be signed moves with the no-deal value and the discount under a commitment problem, and what
        /// ratifiers said holds for one turn.
        /// </summary>
        private void Start()
        {
            (double Reservation, double Factor) started = (_now.Reservation, _now.Factor);
            var turn = seat.Consultation?.Turn ?? 0;
            if (_memory.StartedTurn != turn || (seat.Stance.Consent is not null && _memory.Started != started))
            {
                _memory.State = WalkState.Unstarted;
            }

            if (_memory.State == WalkState.Unstarted)
            {
                (_memory.Started, _memory.StartedTurn) = (started, turn);
                _memory.Walk.StartDown(seat.Stance.Search, double.NegativeInfinity, started.Reservation, started.Factor);
                _memory.State = _memory.Advance();
            }
        }
    }
}

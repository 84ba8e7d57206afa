using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Columns;
using NegotiationSim.Search;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Tactics;

/// <summary>MiCRO at a state; see <see cref="MicroRule"/>.</summary>
internal sealed class MicroTactic : BargainingTactic
{
    public static readonly MicroTactic Instance = new();

    public override bool Listens => true;

    public override bool OwnAcceptance => true;

    public override ColumnTurns? InColumns(AgentBlock owner) =>
        owner.Brief.Space.Count > OfferSearch.ListedUpTo ? null : InColumns(owner, new OutcomeRows(owner));

    public override void Begin(AgentState state, int actors) => state.Remember(static (state, _) => new Memory(state.BestOutcome.Length), actors);

    public override void Hear(AgentState state, int opponent, ReadOnlySpan<ushort> offer) => ((Memory)state.Memory!).Heard.Add(offer);

    public override void ProfileChanged(AgentState state) => ((Memory)state.Memory!).State = WalkState.Unstarted;

    public override double Target(AgentState state) => MicroRule.Target(new AgentMemory(state), state.Now.Floor, state.Now.Reservation);

    public override bool Accepts(AgentState state, double utility) => MicroRule.Accepts(new AgentMemory(state), utility);

    public override double Propose(AgentState state, double target) => MicroRule.Propose(new AgentMemory(state));

    public override void Offered(AgentState state, ReadOnlySpan<ushort> outcome) => ((Memory)state.Memory!).Made.Add(outcome);

    private static TacticTurns<MicroColumns> InColumns(AgentBlock owner, OutcomeRows rows) => new(owner, rows, new MicroColumns(owner, rows));

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

    /// <summary>What the actor of a state knows at its turn.</summary>
    private readonly ref struct AgentMemory(AgentState state) : IMicroMemory
    {
        private readonly Memory _memory = (Memory)state.Memory!;

        public int Made => _memory.Made.Count;

        public int Heard => _memory.Heard.Count;

        public double LastMade => state.Profile.Utility.Evaluate(_memory.Made[_memory.Made.Count - 1]);

        /// <summary>The first outcome of the walk that was not offered yet and is not off the table.</summary>
        public bool TryNext(out double utility)
        {
            utility = double.NaN;
            Start();
            var filter = new OutcomeFilter(state);
            while (_memory.State == WalkState.Standing && (_memory.Made.Contains(_memory.Next) || filter.Excludes(_memory.Next)))
            {
                _memory.State = _memory.Advance();
                if (state.Consultation is { } consultation && !consultation.TryStep())
                {
                    return false;
                }
            }

            if (_memory.State != WalkState.Standing || _memory.NextUtility < state.Now.Reservation - Reservation.Tolerance || filter.MustAskAbout(_memory.Next))
            {
                return false;
            }

            utility = _memory.NextUtility;
            return true;
        }

        public double MakeNext()
        {
            _memory.Next.CopyTo(state.OwnOffer, 0);
            return _memory.NextUtility;
        }

        public double Repeat() => OfferChoice.OneOf(state, _memory.Made);

        /// <summary>
        /// Starts the walk where it must begin anew. What may be signed moves with the no-deal value and the discount under a commitment problem, and what
        /// ratifiers said holds for one turn.
        /// </summary>
        private void Start()
        {
            (double Reservation, double Factor) started = (state.Now.Reservation, state.Now.Factor);
            var turn = state.Consultation?.Turn ?? 0;
            if (_memory.StartedTurn != turn || (state.Profile.Consent is not null && _memory.Started != started))
            {
                _memory.State = WalkState.Unstarted;
            }

            if (_memory.State == WalkState.Unstarted)
            {
                (_memory.Started, _memory.StartedTurn) = (started, turn);
                _memory.Walk.StartDown(state.Profile.Search, double.NegativeInfinity, started.Reservation, started.Factor);
                _memory.State = _memory.Advance();
            }
        }
    }
}

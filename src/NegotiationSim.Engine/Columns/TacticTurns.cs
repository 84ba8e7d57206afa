using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Columns;

/// <summary><see cref="ColumnTurns"/> by a tactic, compiled for it.</summary>
internal sealed class TacticTurns<TTactic> : ColumnTurns
    where TTactic : struct, IColumnTactic
{
    /// <summary>So many turns ahead a slot's memory is asked for: long enough for it to arrive, and not so long that it is gone again.</summary>
    private const int Ahead = 4;

#pragma warning disable IDE0044 // A readonly field would be copied before every call that writes to it.
    private TTactic _tactic;
#pragma warning restore IDE0044
    private TurnRequest _request = null!;
    private double _time;

    /// <summary>Turns in columns.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="book">What it may sign and offer.</param>
    /// <param name="tactic">The tactic, with columns of its own.</param>
    public TacticTurns(AgentBlock owner, OfferBook book, TTactic tactic)
        : base(owner, book) => _tactic = tactic;

    protected override void TakePlain(TurnRequest request, Utterances said)
    {
        var (rounds, words, round) = (said.Round, said.Said, request.Round);
        _request = request;
        _time = round / (LastRound + 1.0);
        _tactic.BeginTurn(round, _time);
        var active = request.Active.AsSpan(0, request.ActiveCount);
        for (var k = 0; k < active.Length; k++)
        {
            var slot = active[k];
            if (k + Ahead < active.Length)
            {
                FetchProspects(active[k + Ahead]);
                _tactic.Fetch(this, active[k + Ahead]);
            }

            if (!Goes(slot))
            {
                Leave(slot);
                continue;
            }

            _tactic.Hear(slot, request);
            if (request.ListenOnly)
            {
                continue;
            }

            rounds[slot] = round;
            var word = Turn.Take(new Place(this, slot, request.Proposer[slot]));
            words[slot] = word;
            if (word == Said.Offer)
            {
                _tactic.Offer(this, slot, said);
            }
        }
    }

    protected override void Forget(BlockSpec block) => _tactic.Begin(this, block);

    protected override void Recall(int slot, AgentState state) => _tactic.Recall(slot, state);

    /// <summary>One slot. What can only happen to a state (an event, consulting, pressure, a diary) is left out of the compiled turn.</summary>
    internal readonly struct Place(TacticTurns<TTactic> turns, int slot, int proposer) : ITurnPlace
    {
        public int Round
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => turns._request.Round;
        }

        public int LastRound
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => turns.LastRound;
        }

        public double Time
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => turns._time;
        }

        public bool MustLeave => false;

        public bool HasGivenUpAsking => false;

        public bool IsWaiting => false;

        public bool HasStanding => proposer >= 0 && proposer != turns.Self;

        public bool IsStandingExcluded => false;

        public AcceptanceKind Accept => turns.Accept;

        public double AcceptParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => turns.Value(turns.AcceptParameter, slot);
        }

        public ReadOnlySpan<(int Round, double Utility)> Heard => default;

        public bool HasOwnAcceptance => turns._tactic.HasOwnAcceptance;

        public int LastRefusal => -1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryLookAhead() => turns.LookAhead(slot, turns._request.Round);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Target() => turns._tactic.Target(turns, slot);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Propose(double target) => turns._tactic.Propose(turns, slot, target);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Judgment Judge()
        {
            var utility = turns._tactic.Standing(turns, slot, turns._request.Board[proposer]!.Text(slot));
            return new Judgment(turns.ProspectsAt(slot).Allows(utility) ? ReasonKind.None : ReasonKind.BelowNoDeal, -1, utility);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TacticAccepts(double utility) => turns._tactic.Accepts(turns, slot, utility);

        public int KeptBluff() => -1;

        public int PressingPatron() => -1;

        public bool IsStandingRefused() => false;

        public void Note(ReasonKind reason, int redLine, int counterpart, double standing, double own, double target)
        {
        }
    }
}

/// <summary>A tactic in columns: what it remembers of every slot lies in its arrays. Implemented by structs, so that turns are compiled for each.</summary>
internal interface IColumnTactic
{
    /// <summary>See <see cref="Tactics.BargainingTactic.OwnAcceptance"/>.</summary>
    bool HasOwnAcceptance { get; }

    /// <summary>A block begins; what the actor can hope for in the first round is known.</summary>
    void Begin(ColumnTurns turns, BlockSpec block);

    /// <summary>A round's turn begins.</summary>
    void BeginTurn(int round, double time);

    /// <summary>What the standing offer, which was heard, is worth; NaN where it crosses a line that the actor holds.</summary>
    double Standing(ColumnTurns turns, int slot, ReadOnlySpan<ushort> outcome);

    /// <summary>Asks for what the turn in a slot will look at.</summary>
    void Fetch(ColumnTurns turns, int slot);

    /// <summary>Hears what the others have said in a slot since the last turn.</summary>
    void Hear(int slot, TurnRequest request);

    /// <summary>What the actor asks for; NaN where only a diary would say.</summary>
    double Target(ColumnTurns turns, int slot);

    /// <summary>Chooses what the actor would offer; its utility, or NaN.</summary>
    double Propose(ColumnTurns turns, int slot, double target);

    /// <summary>See <see cref="Tactics.BargainingTactic.Accepts"/>.</summary>
    bool Accepts(ColumnTurns turns, int slot, double utility);

    /// <summary>Puts forward what <see cref="Propose"/> chose last; what is written already stays as it is.</summary>
    void Offer(ColumnTurns turns, int slot, Utterances said);

    /// <summary>Writes what the tactic remembers into a state.</summary>
    void Recall(int slot, AgentState state);
}

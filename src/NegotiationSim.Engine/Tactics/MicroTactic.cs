using NegotiationSim.Engine.Minds;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Minimal concession: the actor walks down its permitted outcomes at or above its no-deal value by descending utility (equal ones by
/// descending enumeration index) and takes a step only when it has made at most as many distinct offers as it has heard, from all others together. Not ready, or at the end of the
/// list, it repeats a uniformly drawn one of its own. It accepts an offer at least as good as the one it would make if ready, or
/// made last if not.
/// Source: de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy", IJCAI 2022, 223-229.
/// </summary>
internal sealed class MicroTactic : BargainingTactic
{
    public static readonly MicroTactic Instance = new();

    public override bool Listens => true;

    public override bool OwnAcceptance => true;

    public override void Begin(Seat seat, int actors) => seat.Remember(static (seat, _) => new Memory(seat.BestText.Length), actors);

    public override void Hear(Seat seat, int opponent, ReadOnlySpan<ushort> offer) => ((Memory)seat.Memory!).Heard.Add(offer);

    public override void StanceChanged(Seat seat) => ((Memory)seat.Memory!).State = WalkState.Unstarted;

    /// <summary>The utility of the next outcome of the walk if ready, else of the last one made; the floor where there is none.</summary>
    public override double Target(Seat seat, in Moment now)
    {
        var memory = (Memory)seat.Memory!;
        if (memory.IsReady)
        {
            return TryNext(seat, now, memory, memory.Scratch, out var next) ? next : Math.Max(now.Reservation, now.Floor);
        }

        return memory.Made.Count > 0 ? seat.Stance.Utility.Evaluate(memory.Made[memory.Made.Count - 1]) : now.Floor;
    }

    public override bool Accepts(Seat seat, in Moment now, double utility)
    {
        var memory = (Memory)seat.Memory!;
        if (memory.IsReady)
        {
            return !TryNext(seat, now, memory, memory.Scratch, out var next) || utility >= next;
        }

        return memory.Made.Count == 0 || utility >= seat.Stance.Utility.Evaluate(memory.Made[memory.Made.Count - 1]);
    }

    public override bool Propose(Seat seat, in Moment now, double target, Span<ushort> text, out double utility)
    {
        var memory = (Memory)seat.Memory!;
        if (memory.IsReady && TryNext(seat, now, memory, text, out utility))
        {
            return true;
        }

        return OfferChoice.OneOf(seat, now, memory.Made, text, out utility);
    }

    public override void Offered(Seat seat, ReadOnlySpan<ushort> text) => ((Memory)seat.Memory!).Made.Add(text);

    /// <summary>The first outcome of the walk that was not offered yet and is not off the table.</summary>
    private static bool TryNext(Seat seat, in Moment now, Memory memory, Span<ushort> text, out double utility)
    {
        // What may be signed moves with the no-deal value and the discount under a commitment problem, and with every answer of the ratifiers.
        (double Reservation, double Factor) started = (now.Reservation, Discounting.Factor(seat.Discount, now.Round));
        if (seat.Counsel is not null || (seat.Stance.Consent is not null && memory.Started != started))
        {
            memory.State = WalkState.Unstarted;
        }

        var filter = new TextFilter(seat);
        utility = double.NaN;
        if (memory.State == WalkState.Unstarted)
        {
            memory.Started = started;
            memory.Walk.StartDown(seat.Stance.Search, double.NegativeInfinity, started.Reservation, started.Factor);
            memory.State = memory.Advance();
        }

        while (memory.State == WalkState.Standing && (memory.Made.Contains(memory.Next) || filter.Excludes(memory.Next)))
        {
            memory.State = memory.Advance();
        }

        if (memory.State != WalkState.Standing || memory.NextUtility < now.Reservation - Reservation.Tolerance || filter.MustAskAbout(memory.Next))
        {
            return false;
        }

        memory.Next.CopyTo(text);
        utility = memory.NextUtility;
        return true;
    }

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

        public ushort[] Next { get; } = new ushort[components];

        public double NextUtility { get; private set; }

        public ushort[] Scratch { get; } = new ushort[components];

        public bool IsReady => Made.Count <= Heard.Count;

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
}

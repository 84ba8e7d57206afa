using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Columns;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// One actor in a block of replicas: what was drawn for it, its <see cref="Seat"/> in each replica that needs one, its diary. Replicas in which nothing
/// out of the ordinary has happened stay in <see cref="Columns"/>. All memory is kept for the next block.
/// </summary>
internal sealed class ActorBlock
{
    private readonly StanceLibrary _stances;
    private readonly TacticSettings? _sharedSettings;
    private readonly Input _discount;
    private readonly Input _spread;
    private readonly Input _revenge;
    private Seat?[] _seats = [];
    private int[] _satIn = [];
    private int _blocks;
    private int _announced;

    public ActorBlock(Scenario brief, int self)
    {
        Brief = brief;
        Self = self;
        Actor = brief.Actors[self];
        Components = brief.Space.Components.Length;
        Sampler = new Sampler(brief);
        Inputs = new DrawnInputs(brief, Actor);
        Reservation = new Reservation(Actor.NoDeal, brief.Calendar, Inputs);
        Pressure = new Pressure(brief, self);
        _discount = Inputs.Of(Actor.Discount);
        _spread = Inputs.Of(Actor.Spread);
        _revenge = brief.Implementation?.Revenge is { } revenge ? Inputs.Of(revenge) : new Input(ImplementationDefaults.Revenge, -1);
        LastRound = Actor.Deadline is { } deadline ? brief.Calendar.LastRoundBy(deadline) : brief.Calendar.Rounds;
        _stances = new StanceLibrary(brief, Actor, Inputs);
        _sharedSettings = TacticSettings.IsConstant(Actor.Tactic) ? new TacticSettings().Draw(Actor.Tactic, Sampler) : null;
        Columns = ColumnTurns.For(this);
    }

    /// <summary>The scenario as the actor knows it.</summary>
    public Scenario Brief { get; }

    /// <summary>The actor's index.</summary>
    public int Self { get; }

    public Actor Actor { get; }

    /// <summary>Components of an outcome.</summary>
    public int Components { get; }

    public Sampler Sampler { get; }

    /// <summary>What is drawn for the actor in the block.</summary>
    public DrawnInputs Inputs { get; }

    /// <summary>The actor's own last round, before events.</summary>
    public int LastRound { get; }

    /// <summary>What no deal is worth to it, before events.</summary>
    public Reservation Reservation { get; }

    public Pressure Pressure { get; }

    /// <summary>Turns in plain replicas; null where the actor has none.</summary>
    public ColumnTurns? Columns { get; }

    public BlockSpec Spec { get; private set; } = new(0, 0, 0, false);

    /// <summary>What the actor thought at its moves; empty unless the block is told.</summary>
    public List<DiaryEntry> Diary { get; } = [];

    /// <summary>A block begins.</summary>
    public void Begin(BlockSpec spec)
    {
        Spec = spec;
        _announced = 0;
        Diary.Clear();
        _blocks++;
        if (_seats.Length < spec.Count)
        {
            Array.Resize(ref _seats, spec.Count);
            Array.Resize(ref _satIn, spec.Count);
        }

        Inputs.Begin(spec);
        Columns?.Begin(spec);
    }

    /// <summary>The actor in one replica, seated when it is first asked for in a block: much of a block is plain and needs none.</summary>
    public Seat SeatAt(int slot)
    {
        var seat = _seats[slot] ??= new Seat(Brief, Self, Reservation);
        if (_satIn[slot] != _blocks)
        {
            _satIn[slot] = _blocks;
            Sit(seat, slot);
        }

        return seat;
    }

    /// <summary>The actor in one replica, with its preferences and lines up to date.</summary>
    public Seat SettledSeatAt(int slot)
    {
        var seat = SeatAt(slot);
        if (seat.StanceIsStale)
        {
            Sampler.MoveTo(seat.Draws);
            _stances.Settle(seat, Sampler);
            seat.IsInForceKnown = false;
            if (Actor.Role == Role.Principal)
            {
                seat.Settings.Rule.StanceChanged(seat);
            }
        }

        return seat;
    }

    /// <summary>The seat of a replica that is plain no longer.</summary>
    public Seat Unsettle(int slot)
    {
        var seat = SeatAt(slot);
        Columns?.HandOver(slot, seat);
        return seat;
    }

    /// <summary>Takes in what the table has announced since the last call.</summary>
    public void Listen(Announcements announcements)
    {
        for (; _announced < announcements.Count; _announced++)
        {
            ref readonly var strike = ref announcements[_announced];
            if (Columns is not null && Columns.Goes(strike.Slot) && !Columns.IsTouchedBy(strike.Event))
            {
                continue;
            }

            var seat = Unsettle(strike.Slot);
            Sampler.MoveTo(seat.Draws);
            Effects.Apply(Brief, Self, seat, Sampler, strike);
        }
    }

    /// <summary>Takes what was drawn for the actor in one replica and forgets the last one.</summary>
    private void Sit(Seat seat, int slot)
    {
        Abandonment.Look();
        seat.Begin(slot, new ReplicaDraws(Spec.Seed, Spec.FirstReplica + slot), LastRound);
        Sampler.MoveTo(seat.Draws);
        Inputs.Lines(slot, seat.Held);
        seat.Discount = Inputs.Value(_discount, slot);
        seat.Spread = Inputs.Value(_spread, slot);
        seat.Revenge = Inputs.Value(_revenge, slot);
        if (Actor.Preferences is not null)
        {
            _stances.Settle(seat, Sampler);
        }

        if (Actor.Role == Role.Principal)
        {
            seat.Settings = _sharedSettings ?? (seat.OwnSettings ??= new TacticSettings()).Draw(Actor.Tactic, Sampler);
            seat.Settings.Rule.Begin(seat, Brief.Actors.Length);
        }
    }
}

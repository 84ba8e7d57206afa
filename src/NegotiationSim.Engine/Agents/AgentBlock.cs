using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Columns;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// One actor in a block of replicas: what was drawn for it, its <see cref="AgentState"/> in each replica that needs one, its diary. Replicas in which nothing
/// out of the ordinary has happened stay in <see cref="Columns"/>. All memory is kept for the next block.
/// </summary>
internal sealed class AgentBlock
{
    private readonly ProfileLibrary _profiles;
    private readonly TacticSettings? _sharedSettings;
    private readonly Bluff _bluff;
    private readonly Input _discount;
    private readonly Input _spread;
    private readonly Input _revenge;
    private AgentState?[] _states = [];
    private int[] _begunIn = [];
    private int _blocks;
    private int _announced;

    public AgentBlock(Scenario brief, int self)
    {
        Brief = brief;
        Self = self;
        Actor = brief.Actors[self];
        Components = brief.Space.Components.Length;
        Sampler = new Sampler(brief);
        Inputs = new DrawnInputs(brief, Actor);
        Reservation = new Reservation(Actor.NoDeal, brief.Calendar, Inputs);
        Pressure = new Pressure(brief, self);
        Rule = new SignatureRule(brief);
        Named = new NamedConditions(brief.Space);
        Scratch = new ushort[Components];
        _bluff = new Bluff(Actor);
        _discount = Inputs.Of(Actor.Discount);
        _spread = Inputs.Of(Actor.Spread);
        _revenge = brief.Implementation?.Revenge is { } revenge ? Inputs.Of(revenge) : new Input(ImplementationDefaults.Revenge, -1);
        LastRound = Actor.Deadline is { } deadline ? brief.Calendar.LastRoundBy(deadline) : brief.Calendar.Rounds;
        _profiles = new ProfileLibrary(brief, Actor, Inputs);
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

    /// <summary>Whose support signs an outcome.</summary>
    public SignatureRule Rule { get; }

    /// <summary>What the red lines forbid that others have named.</summary>
    public NamedConditions Named { get; }

    /// <summary>Room for an outcome.</summary>
    public ushort[] Scratch { get; }

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
        if (_states.Length < spec.Count)
        {
            Array.Resize(ref _states, spec.Count);
            Array.Resize(ref _begunIn, spec.Count);
        }

        Inputs.Begin(spec);
        Columns?.Begin(spec);
    }

    /// <summary>The actor in one replica, seated when it is first asked for in a block: much of a block is plain and needs none.</summary>
    public AgentState StateAt(int slot)
    {
        var state = _states[slot] ??= new AgentState(Brief, Self, Reservation, _bluff);
        if (_begunIn[slot] != _blocks)
        {
            _begunIn[slot] = _blocks;
            BeginState(state, slot);
        }

        return state;
    }

    /// <summary>The actor in one replica, with its preferences and lines up to date.</summary>
    public AgentState SettledStateAt(int slot)
    {
        var state = StateAt(slot);
        if (state.ProfileIsStale)
        {
            Sampler.MoveTo(state.Draws);
            _profiles.Settle(state, Sampler);
            state.IsInForceKnown = false;
            state.Respected?.Forget();
            if (Actor.Role == Role.Principal)
            {
                state.Settings.Rule.ProfileChanged(state);
            }
        }

        return state;
    }

    /// <summary>The state of a replica that is plain no longer.</summary>
    public AgentState Unsettle(int slot)
    {
        var state = StateAt(slot);
        Columns?.HandOver(slot, state);
        return state;
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

            var state = Unsettle(strike.Slot);
            Sampler.MoveTo(state.Draws);
            Effects.Apply(Brief, Self, state, Sampler, strike);
        }
    }

    /// <summary>Takes what was drawn for the actor in one replica and forgets the last one.</summary>
    private void BeginState(AgentState state, int slot)
    {
        Abandonment.Look();
        state.Begin(slot, new ReplicaDraws(Spec.Seed, Spec.FirstReplica + slot), LastRound);
        Sampler.MoveTo(state.Draws);
        Inputs.Lines(slot, state.Held);
        state.Discount = Inputs.Value(_discount, slot);
        state.Spread = Inputs.Value(_spread, slot);
        state.Revenge = Inputs.Value(_revenge, slot);
        if (Actor.Preferences is not null)
        {
            _profiles.Settle(state, Sampler);
        }

        if (Actor.Role == Role.Principal)
        {
            state.Settings = _sharedSettings ?? (state.OwnSettings ??= new TacticSettings()).Draw(Actor.Tactic, Sampler);
            state.Settings.Rule.Begin(state, Brief.Actors.Length);
            _bluff.Draw(state, Actor.Tactic, Sampler, isNew: true);
        }
    }
}

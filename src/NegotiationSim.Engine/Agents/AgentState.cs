using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// One actor in one replica: what was drawn for it, what events have changed, and what it remembers of the talks. Reused from block to
/// block; <see cref="AgentBlock"/> fills it.
/// </summary>
internal sealed class AgentState
{
    private readonly List<TacticMemory> _memories = [];
    private readonly Reservation _reservation;
    private OfferQuery? _best;
    private OfferQuery? _firstBest;
    private OfferQuery? _target;

    public AgentState(Scenario scenario, int self, Reservation reservation, Bluff bluff)
    {
        _reservation = reservation;
        Bluff = bluff;
        var actor = scenario.Actors[self];
        var components = scenario.Space.Components.Length;
        Held = new bool[actor.RedLines.Length];
        BluffsUntil = new double[Held.Length];
        WordsShift = new double[scenario.Ties.Length];
        Excluded = new OutcomeSet(components);
        BestOutcome = new ushort[components];
        OwnOffer = new ushort[components];
        Consultation = actor.Consults ? new Consultation(components) : null;
        HeardRound = new int[scenario.Actors.Length];
        TacticStream = StreamName.Hash(StreamName.Tactic(actor.Id));
    }

    /// <summary>The replica's slot in the block.</summary>
    public int Slot { get; set; }

    public ReplicaDraws Draws { get; set; }

    /// <summary>What the actor wants at the moment.</summary>
    public PreferenceProfile Profile { get; set; } = null!;

    /// <summary>A profile of its own, where replicas cannot share one.</summary>
    public PreferenceProfile? OwnProfile { get; set; }

    /// <summary>Preferences or lines have changed since <see cref="Profile"/> was worked out.</summary>
    public bool ProfileIsStale { get; set; }

    /// <summary>Per red line whether it is held in this replica.</summary>
    public bool[] Held { get; }

    /// <summary>The rule of bluffs, with the actor's lines.</summary>
    public Bluff Bluff { get; }

    /// <summary>Per red line the relative time until which it is kept up where it is not held; 0: it is no bluff, or over.</summary>
    public double[] BluffsUntil { get; }

    /// <summary>No line is kept up beyond this relative time.</summary>
    public double LatestBluff { get; set; }

    /// <summary>The red lines that its offers respect; null where there were none yet.</summary>
    public RespectedLines? Respected { get; set; }

    /// <summary>What events have changed in preferences and lines, in order.</summary>
    public List<ActorChange> Changes { get; } = [];

    /// <summary>What events have added to its no-deal value.</summary>
    public double NoDealShift { get; set; }

    /// <summary>Per tie what events have added to its words.</summary>
    public double[] WordsShift { get; }

    /// <summary>What events have added to enforcement; it matters to an actor with <c>trust</c>.</summary>
    public double EnforcementShift { get; set; }

    public double Discount { get; set; }

    public double Spread { get; set; }

    /// <summary>The actor's own last round.</summary>
    public int LastRound { get; set; }

    /// <summary>The event that makes it leave at its next turn, by index, or -1.</summary>
    public short WalkOutEvent { get; set; }

    public TacticSettings Settings { get; set; } = null!;

    /// <summary>Settings of its own, where they differ from replica to replica.</summary>
    public TacticSettings? OwnSettings { get; set; }

    /// <summary>Texts that a ratification refused: off the table for good.</summary>
    public OutcomeSet Excluded { get; }

    /// <summary>What its ratifiers have told it this turn; null when it does not consult.</summary>
    public Consultation? Consultation { get; }

    /// <summary>The round of the turn for which it last looked ahead.</summary>
    public int Round { get; set; }

    /// <summary>Relative time s / (n + 1) of that turn, n being the actor's own last round.</summary>
    public double Time => Round / (LastRound + 1.0);

    /// <summary>What it can hope for at that turn.</summary>
    public Prospects Now { get; set; }

    /// <summary>The outcome it would offer now.</summary>
    public ushort[] OwnOffer { get; }

    /// <summary>How often a signed outcome was put to it for ratification.</summary>
    public int RatificationsAsked { get; set; }

    /// <summary>The best outcome it may sign, as of the last turn.</summary>
    public ushort[] BestOutcome { get; }

    /// <summary>What the tactic remembers that the actor follows now, where it remembers anything; else that of the last that did.</summary>
    public TacticMemory? Memory { get; private set; }

    /// <summary>Per actor a model of what it wants, where the tactic has one.</summary>
    public OpponentEstimate?[] Models { get; set; } = [];

    /// <summary>Per actor a model of the other kind, where an event has changed the kind.</summary>
    public OpponentEstimate?[] SpareModels { get; set; } = [];

    /// <summary>Who rejects its offers, where it has a spatial model of the others.</summary>
    public Holdouts? Holdouts { get; set; }

    /// <summary>Mean estimated utility of the others, a term per component and value.</summary>
    public double[] Estimate { get; set; } = [];

    /// <summary>Looks for an outcome that is worth most, of what is on the table and passes the ratifiers.</summary>
    public OfferQuery BestQuery => _best ??= new OfferQuery(OwnOffer.Length);

    /// <summary>Looks for the first of those that are worth most.</summary>
    public OfferQuery FirstBestQuery => _firstBest ??= new OfferQuery(OwnOffer.Length);

    /// <summary>Looks for the cheapest at or above the target.</summary>
    public OfferQuery TargetQuery => _target ??= new OfferQuery(OwnOffer.Length);

    /// <summary>The stream of the tactic's own random choices.</summary>
    public ulong TacticStream { get; }

    /// <summary>The last round in which each actor was heard.</summary>
    public int[] HeardRound { get; }

    /// <summary>Utilities of the offers heard, with their rounds, where the acceptance rule looks back.</summary>
    public List<(int Round, double Utility)> HeardUtilities { get; } = [];

    /// <summary>What events have multiplied the hazard of breaching by.</summary>
    public double BreachFactor { get; set; }

    /// <summary>How much tension adds to the wish to breach, in utility.</summary>
    public double Revenge { get; set; }

    /// <summary>Whether what follows is up to date with the profile.</summary>
    public bool IsInForceKnown { get; set; }

    /// <summary>The gates that were shut when <see cref="InForceUtility"/> was worked out.</summary>
    public ulong InForceShut { get; set; }

    /// <summary>Utility of what is in force: the agreed outcome without what shut gates hold back.</summary>
    public double InForceUtility { get; set; }

    /// <summary>How many held lines of its own that crosses.</summary>
    public int InForceCrossed { get; set; }

    /// <summary>Utility of the agreed outcome.</summary>
    public double AgreedUtility { get; set; }

    /// <summary>What <see cref="BreachProbability"/> was worked out for: the clamped wish to breach, the hazard at none, the share that patrons prevent.</summary>
    public (double Pull, double Exposure, double Prevented) BreachInputs { get; set; } = (double.NaN, double.NaN, double.NaN);

    /// <summary>How likely it breaches in such a period.</summary>
    public double BreachProbability { get; set; }

    /// <summary>Begins a replica: nothing of the last one remains but memory to write into.</summary>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="lastRound">The actor's own last round.</param>
    public void Begin(int slot, ReplicaDraws draws, int lastRound)
    {
        (Slot, Draws, LastRound) = (slot, draws, lastRound);
        Changes.Clear();
        EnforcementShift = 0;
        Array.Clear(WordsShift);
        NoDealShift = 0;
        WalkOutEvent = -1;
        IsInForceKnown = false;
        BreachFactor = 1;
        Excluded.Clear();
        RatificationsAsked = 0;
        HeardUtilities.Clear();
        Respected?.Forget();
        Holdouts?.Clear();
        Array.Clear(HeardRound);
        foreach (var model in Models)
        {
            model?.Clear();
        }
    }

    /// <summary>The no-deal value at a moment, undiscounted; see <see cref="Reservation.At"/>.</summary>
    public double NoDealAt(double round)
    {
        var worthOfLike = _reservation.Like.IsEmpty ? double.NaN : Profile.Utility.Evaluate(_reservation.Like.Span);
        return _reservation.At(Slot, worthOfLike, round) + NoDealShift;
    }

    /// <summary>What is signed in a round is worth, of its utility.</summary>
    public double FactorAt(int round) => Prospects.Discount(Discount, round);

    /// <summary>Turns to the memory of a tactic, emptied. It is made the first time; events may put one tactic in the place of another in block after block.</summary>
    /// <param name="make">Makes the memory, for so many actors.</param>
    /// <param name="actors">How many actors there are.</param>
    public void Remember<T>(Func<AgentState, int, T> make, int actors)
        where T : TacticMemory
    {
        if (Memory is not T)
        {
            Memory = _memories.Find(static memory => memory is T);
            if (Memory is null)
            {
                _memories.Add(Memory = make(this, actors));
            }
        }

        Memory.Clear();
    }
}

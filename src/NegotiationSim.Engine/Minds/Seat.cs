using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// One actor in one replica: what was drawn for it, what events have changed, and what it remembers of the talks. Reused from block to
/// block; <see cref="ActorMind"/> fills it.
/// </summary>
internal sealed class Seat
{
    private readonly List<TacticMemory> _memories = [];

    public Seat(Scenario scenario, int self, DrawnInputs inputs)
    {
        var actor = scenario.Actors[self];
        var components = scenario.Space.Components.Length;
        Reservation = new Reservation(actor.NoDeal, scenario.Calendar, inputs);
        Held = new bool[actor.RedLines.Length];
        WordsShift = new double[scenario.Ties.Length];
        Excluded = new OutcomeSet(components);
        BestText = new ushort[components];
        OwnText = new ushort[components];
        Counsel = actor.Consults ? new Counsel(components) : null;
        HeardRound = new int[scenario.Actors.Length];
        TacticStream = StreamName.Hash(StreamName.Tactic(actor.Id));
    }

    /// <summary>The replica's slot in the block.</summary>
    public int Slot { get; set; }

    public ReplicaDraws Draws { get; set; }

    /// <summary>What the actor wants at the moment.</summary>
    public Stance Stance { get; set; } = null!;

    /// <summary>A stance of its own, where replicas cannot share one.</summary>
    public Stance? OwnStance { get; set; }

    /// <summary>Preferences or lines have changed since <see cref="Stance"/> was worked out.</summary>
    public bool StanceIsStale { get; set; }

    /// <summary>Per red line whether it is held in this replica.</summary>
    public bool[] Held { get; }

    /// <summary>What events have changed in preferences and lines, in order.</summary>
    public List<ActorChange> Changes { get; } = [];

    public Reservation Reservation { get; }

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
    public Counsel? Counsel { get; set; }

    /// <summary>The text it would offer now.</summary>
    public ushort[] OwnText { get; }

    /// <summary>How often a signed text was put to it for ratification.</summary>
    public int RatificationsAsked { get; set; }

    /// <summary>The best text it may sign, as of the last turn.</summary>
    public ushort[] BestText { get; }

    /// <summary>What the tactic remembers that the actor follows now, where it remembers anything; else that of the last that did.</summary>
    public TacticMemory? Memory { get; private set; }

    /// <summary>Per actor a model of what it wants, where the tactic has one.</summary>
    public FrequencyModel?[] Models { get; set; } = [];

    /// <summary>Mean estimated utility of the others, a term per component and value.</summary>
    public double[] Estimate { get; set; } = [];

    /// <summary>A walk over texts, started anew for every use.</summary>
    public OfferWalk Walk { get; } = new();

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

    /// <summary>Whether what follows is up to date with the stance.</summary>
    public bool IsInForceKnown { get; set; }

    /// <summary>The gates that were shut when <see cref="InForceUtility"/> was worked out.</summary>
    public ulong InForceShut { get; set; }

    /// <summary>Utility of what is in force: the agreed text without what shut gates hold back.</summary>
    public double InForceUtility { get; set; }

    /// <summary>How many held lines of its own that crosses.</summary>
    public int InForceCrossed { get; set; }

    /// <summary>Utility of the agreed text.</summary>
    public double AgreedUtility { get; set; }

    /// <summary>What <see cref="BreachProbability"/> was worked out for: the clamped wish to breach, the hazard at none, the share that patrons prevent.</summary>
    public (double Pull, double Exposure, double Prevented) BreachInputs { get; set; } = (double.NaN, double.NaN, double.NaN);

    /// <summary>How likely it breaches in such a period.</summary>
    public double BreachProbability { get; set; }

    /// <summary>For how many days on end it has been better off without.</summary>
    public double DaysBetterOff { get; set; }

    /// <summary>Turns to the memory of a tactic, emptied. It is made the first time; events may put one tactic in the place of another in block after block.</summary>
    /// <param name="make">Makes the memory, for so many actors.</param>
    /// <param name="actors">How many actors there are.</param>
    public void Remember<T>(Func<Seat, int, T> make, int actors)
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

namespace NegotiationSim.Engine.Implementing;

/// <summary>An agreement in force in one replica: what was drawn for it and what events have changed. Reused from block to block.</summary>
internal sealed class Accord
{
    public Accord(int actors, int spoilers, int ties, int gates)
    {
        Patience = new double[actors];
        RateFactor = new double[spoilers];
        DeedsShift = new double[ties];
        Calm = new double[gates];
        Gates = new GateState[gates];
        HasBroken = new bool[gates];
        IsParty = new bool[actors];
        IsOutsider = new bool[actors];
        WantsOut = new bool[actors];
        MayNotLeave = new bool[actors];
        Prevented = new double[actors];
        CalmRate = new double[spoilers];
        LastMean = new double[spoilers];
        Quiet = new double[spoilers];
        Escaping = new double[spoilers];
    }

    /// <summary>Its slot in the block.</summary>
    public int Slot { get; set; }

    /// <summary>The round in which it was signed.</summary>
    public int Round { get; set; }

    /// <summary>Signatories, a bit per actor.</summary>
    public ulong Signatories { get; set; }

    /// <summary>One factor on all rates and hazards: unobserved differences between agreements.</summary>
    public double Frailty { get; set; }

    /// <summary>What is left of a tension after a period.</summary>
    public double FadeFactor { get; set; }

    /// <summary>By how much one unit of the largest tension raises the rate of incidents.</summary>
    public double Contagion { get; set; }

    /// <summary>Enforcement by the agreed terms, before events.</summary>
    public double TermsEnforcement { get; set; }

    public double EnforcementShift { get; set; }

    public double MonitoringShift { get; set; }

    /// <summary>Per actor the tension it bears.</summary>
    public double[] Patience { get; }

    public double[] RateFactor { get; }

    public double[] DeedsShift { get; }

    /// <summary>Per gate how many days in a row were calm.</summary>
    public double[] Calm { get; }

    public GateState[] Gates { get; }

    /// <summary>Per gate whether the calm was broken in this period.</summary>
    public bool[] HasBroken { get; }

    /// <summary>Principals that signed and ratifiers that consented.</summary>
    public bool[] IsParty { get; }

    /// <summary>Those outside, who breach when the agreement hurts them.</summary>
    public bool[] IsOutsider { get; }

    /// <summary>Per actor whether it wants to leave at the end of this period.</summary>
    public bool[] WantsOut { get; }

    /// <summary>Per actor whether a patron keeps it from leaving, drawn once.</summary>
    public bool[] MayNotLeave { get; }

    /// <summary>frailty * breach * (1 - enforcement) * exp(-deterrence * monitoring) * days / 7: the hazard of breaching in a period at c = 0. Like what follows it holds until an event changes it.</summary>
    public double Exposure { get; set; }

    /// <summary>Per actor the share of its breaches that its patrons prevent.</summary>
    public double[] Prevented { get; }

    /// <summary>Per spoiler how often it strikes in a period while nobody is tense and no patron holds it back.</summary>
    public double[] CalmRate { get; }

    /// <summary>Per spoiler the share of its incidents that no patron prevents.</summary>
    public double[] Escaping { get; }

    /// <summary>Per spoiler how many incidents its last period had on average; NaN before the first.</summary>
    public double[] LastMean { get; }

    /// <summary>Per spoiler how likely a period of <see cref="LastMean"/> is quiet.</summary>
    public double[] Quiet { get; }

    /// <summary>How likely an incident or breach is seen for what it is.</summary>
    public double Monitoring { get; set; }
}

internal enum GateState
{
    Waiting,

    Open,

    /// <summary>Held shut by an event until another opens it.</summary>
    Shut,
}

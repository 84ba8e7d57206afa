namespace NegotiationSim.Reference;

/// <summary>What a random scenario may contain. Everything that concerns the talks is on unless switched off.</summary>
public sealed record ScenarioShape
{
    /// <summary>At least 2.</summary>
    public int MinPrincipals { get; init; } = 2;

    public int MaxPrincipals { get; init; } = 4;

    public int MaxRatifiers { get; init; } = 2;

    public int MaxOutsiders { get; init; } = 1;

    public int MaxIssues { get; init; } = 4;

    /// <summary>The product of the components' values stays at or under this (at least 2).</summary>
    public int MaxOutcomes { get; init; } = 200;

    public int MaxRounds { get; init; } = 24;

    /// <summary>Issues other than plain ordered options.</summary>
    public bool Sets { get; init; } = true;

    public bool Ranges { get; init; } = true;

    public bool UnorderedOptions { get; init; } = true;

    public bool OpenIssues { get; init; } = true;

    /// <summary>Numbers on a coarse grid, so that equal utilities are common.</summary>
    public bool CoarseNumbers { get; init; } = true;

    public bool Distributions { get; init; } = true;

    /// <summary>
    /// Also distributions whose inverse the two implementations compute in different ways: those without a closed form, and the triangular.
    /// They may differ there in the last bits, and where a utility equals a target on paper that decides who accepts.
    /// </summary>
    public bool NumericQuantiles { get; init; } = true;

    public bool RawWeights { get; init; } = true;

    public bool Linkages { get; init; } = true;

    public bool RedLines { get; init; } = true;

    public bool Accepts { get; init; } = true;

    public bool Infeasible { get; init; } = true;

    /// <summary>A calendar with dates: deadlines, dated no-deal values and dated events.</summary>
    public bool Dates { get; init; } = true;

    /// <summary>No-deal values that change from round to round.</summary>
    public bool DriftingNoDeal { get; init; } = true;

    public bool Deadlines { get; init; } = true;

    public bool Discounts { get; init; } = true;

    public bool Trust { get; init; } = true;

    public bool Consults { get; init; } = true;

    public bool Ties { get; init; } = true;

    public bool Spreads { get; init; } = true;

    public bool Events { get; init; } = true;

    public bool Majorities { get; init; } = true;

    public bool Renegotiation { get; init; } = true;

    public bool Tabled { get; init; } = true;

    public bool RandomTactic { get; init; } = true;

    public bool Micro { get; init; } = true;

    public bool TitForTat { get; init; } = true;

    /// <summary>Models of the opponents and with them the concession ladder.</summary>
    public bool OpponentModels { get; init; } = true;

    /// <summary>The spatial model among them; the default of the language.</summary>
    public bool SpatialModel { get; init; } = true;

    /// <summary>Every acceptance rule; else only <c>next</c>.</summary>
    public bool AcceptanceRules { get; init; } = true;

    /// <summary>The rule <c>deadline</c> among them; the default of the language.</summary>
    public bool DeadlineRule { get; init; } = true;

    /// <summary>Red lines are named and bluffs kept up, if not by everybody; and there are more lines.</summary>
    public bool Objections { get; init; } = true;

    /// <summary>Whether events make principals leave.</summary>
    public bool WalkOutEvents { get; init; } = true;

    /// <summary>Whether events bring tactics that go by what was heard before.</summary>
    public bool LearningTacticsByEvent { get; init; } = true;

    /// <summary>A section on what follows the signature.</summary>
    public bool Implementation { get; init; }

    /// <summary>Two principals that bargain by time and nothing else: what a first engine can play.</summary>
    public static ScenarioShape Plain { get; } = new()
    {
        MaxPrincipals = 2, MaxRatifiers = 0, MaxOutsiders = 0, Distributions = false, Linkages = false, RedLines = false, Accepts = false,
        Infeasible = false, Dates = false, Deadlines = false, Discounts = false, Trust = false, Consults = false, Ties = false, Spreads = false,
        Events = false, Majorities = false, Renegotiation = false, Tabled = false, RandomTactic = false, Micro = false, TitForTat = false,
        OpponentModels = false, AcceptanceRules = false, Objections = false,
    };
}

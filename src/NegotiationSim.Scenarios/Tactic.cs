namespace NegotiationSim.Scenarios;

/// <summary>How a principal bargains. Numbers that are null take the default that is documented with the tactic.</summary>
[GenerateSerializer, Immutable, Alias("negsim.tactic")]
public sealed record Tactic
{
    [Id(0)] public TacticKind Kind { get; init; } = TacticKind.Linear;

    /// <summary>Exponent of time in the target (boulware 4, linear 1, conceder 0.25); null: the kind's default.</summary>
    [Id(1)] public Quantity? E { get; init; }

    /// <summary>Utility at which the target starts; null: the best permitted outcome's.</summary>
    [Id(2)] public Quantity? Max { get; init; }

    /// <summary>Utility at which the target ends; null: the no-deal value.</summary>
    [Id(3)] public Quantity? Min { get; init; }

    /// <summary>How far below its target the actor still counts an outcome as on target, in utility (default 0).</summary>
    [Id(4)] public Quantity Tolerance { get; init; } = Quantity.Of(0);

    /// <summary>What it guesses of the others (default spatial). Tactics without a target guess nothing.</summary>
    [Id(5)] public OpponentModel OpponentModel { get; init; } = OpponentModel.Spatial;

    /// <summary>When it accepts (default deadline).</summary>
    [Id(6)] public Acceptance Accept { get; init; } = new(AcceptanceKind.Deadline, null);

    /// <summary>Which tit for tat; only for that kind.</summary>
    [Id(7)] public Reciprocity Reciprocity { get; init; }

    /// <summary>How many offers back the averaged tit for tat looks (default 2).</summary>
    [Id(8)] public int Window { get; init; } = 2;

    /// <summary>Whether it names the red lines that an offer crosses when it rejects it, and keeps up bluffs (default true).</summary>
    [Id(9)] public bool NamesLines { get; init; } = true;

    /// <summary>Relative time until which it keeps up a line that it does not hold, drawn anew for each line; null: the model's default.</summary>
    [Id(10)] public Expression? BluffsUntil { get; init; }
}

[GenerateSerializer, Alias("negsim.tactic-kind")]
public enum TacticKind
{
    Linear,
    Boulware,
    Conceder,
    Hardliner,
    Random,
    TitForTat,
    Micro,
}

[GenerateSerializer, Alias("negsim.opponent-model")]
public enum OpponentModel
{
    None,
    Frequency,
    Bayesian,
    Perfect,
    Spatial,
}

/// <summary>The three kinds of tit for tat.</summary>
[GenerateSerializer, Alias("negsim.reciprocity")]
public enum Reciprocity
{
    Averaged,
    Relative,
    Absolute,
}

/// <summary>When a principal accepts the standing offer.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Parameter">The utility of <c>constant</c> or the relative time of <c>time</c>; null for the others.</param>
[GenerateSerializer, Immutable, Alias("negsim.acceptance")]
public sealed record Acceptance([property: Id(0)] AcceptanceKind Kind, [property: Id(1)] Quantity? Parameter);

[GenerateSerializer, Alias("negsim.acceptance-kind")]
public enum AcceptanceKind
{
    /// <summary>At least as good as what it would offer now.</summary>
    Next,

    /// <summary>At or above the target.</summary>
    Target,

    /// <summary>At least a constant.</summary>
    Constant,

    /// <summary>From a relative time on anything that consent allows, nothing before.</summary>
    Time,

    /// <summary>AC_combi(T = 0.99, MAX_W).</summary>
    Combined,

    /// <summary>At or above the target, and in its own last round anything that consent allows.</summary>
    Deadline,
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// What an actor wants: utility is the sum over issues, in file order, of (weight / sum of weights) * value, then plus the
/// <c>adds</c> of every linkage whose condition holds, minus the <c>costs</c> of crossed lines.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.preferences")]
public sealed record Preferences
{
    /// <summary>One entry per issue of the scenario; null where the actor does not care (weight 0).</summary>
    [Id(0)] public required ImmutableArray<IssuePreference?> Issues { get; init; }

    /// <summary>False: weights as they stand, and utility as a whole capped at 1.</summary>
    [Id(1)] public bool NormaliseWeights { get; init; } = true;

    [Id(2)] public ImmutableArray<Linkage> Linkages { get; init; } = [];
}

/// <summary>How much an issue matters to an actor and what each of its values is worth.</summary>
/// <param name="Weight">At least 0.</param>
/// <param name="Value">What each value is worth, in [0, 1].</param>
/// <param name="OpenValue">What leaving the issue open is worth; null: as much as its status quo.</param>
[GenerateSerializer, Immutable, Alias("negsim.issue-preference")]
public sealed record IssuePreference([property: Id(0)] Quantity Weight, [property: Id(1)] ValueFunction Value, [property: Id(2)] Quantity? OpenValue);

/// <summary>What the values of an issue are worth.</summary>
[GenerateSerializer, Immutable, Alias("negsim.value-function")]
public abstract record ValueFunction;

/// <summary>Each option's value, in [0, 1], used as it stands; in the order of the options.</summary>
[GenerateSerializer, Immutable, Alias("negsim.option-values")]
public sealed record OptionValues([property: Id(0)] ImmutableArray<Quantity> Values) : ValueFunction;

/// <summary>1 at the ideal position, falling linearly to 0 at the further end of the scale (0 to 100, or the range's own).</summary>
[GenerateSerializer, Immutable, Alias("negsim.ideal-point")]
public sealed record IdealPoint([property: Id(0)] Quantity Position) : ValueFunction;

/// <summary>Linear between points on a range, ascending by number, flat outside.</summary>
[GenerateSerializer, Immutable, Alias("negsim.piecewise-linear")]
public sealed record PiecewiseLinear([property: Id(0)] ImmutableArray<ValuePoint> Points) : ValueFunction;

/// <summary>A range's number and what it is worth, in [0, 1].</summary>
[GenerateSerializer, Immutable, Alias("negsim.value-point")]
public readonly record struct ValuePoint([property: Id(0)] double Number, [property: Id(1)] Quantity Value);

/// <summary>
/// A signed number per member of a set: the sum over the included members, moved and scaled so that the worst subset is 0 and the
/// best 1; all members 0: value 0.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.member-attitudes")]
public sealed record MemberAttitudes([property: Id(0)] ImmutableArray<Quantity> Attitudes) : ValueFunction;

/// <summary>A bonus (or malus) on utility for outcomes that meet a condition.</summary>
[GenerateSerializer, Immutable, Alias("negsim.linkage")]
public sealed record Linkage([property: Id(0)] Condition When, [property: Id(1)] Quantity Adds);

/// <summary>
/// Outcomes that an actor will not sign. Held, it is a veto; with <see cref="Costs"/> it is none, but crossing it lowers utility.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.red-line")]
public sealed record RedLine
{
    /// <summary>Its id within the actor.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Outcomes that cross the line.</summary>
    [Id(1)] public required Condition Never { get; init; }

    /// <summary>Probability that the line is real and no bluff, drawn once per replica (default 1).</summary>
    [Id(2)] public Quantity HeldWith { get; init; } = Quantity.Of(1);

    /// <summary>A patron's pressure can make the actor cross it.</summary>
    [Id(3)] public bool Yields { get; init; }

    /// <summary>What crossing costs in utility, in place of a veto; null: a veto.</summary>
    [Id(4)] public Quantity? Costs { get; init; }

    /// <summary>The issue whose <c>accepts</c> this line is short for, or -1; such a line's <see cref="Never"/> is a <see cref="ThresholdTest"/>.</summary>
    [Id(5)] public int AcceptsIssue { get; init; } = -1;
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// What an actor wants: utility is the sum over issues, in file order, of (weight / sum of weights) * value, then plus the
/// <c>adds</c> of every linkage whose condition holds, minus the <c>costs</c> of crossed lines.
/// </summary>
public sealed record Preferences
{
    /// <summary>One entry per issue of the scenario; null where the actor does not care (weight 0).</summary>
    public required ImmutableArray<IssuePreference?> Issues { get; init; }

    /// <summary>False: weights as they stand, and utility as a whole capped at 1.</summary>
    public bool NormaliseWeights { get; init; } = true;

    public ImmutableArray<Linkage> Linkages { get; init; } = [];
}

/// <summary>How much an issue matters to an actor and what each of its values is worth.</summary>
/// <param name="Weight">At least 0.</param>
/// <param name="Value">What each value is worth, in [0, 1].</param>
/// <param name="OpenValue">What leaving the issue open is worth; null: as much as its status quo.</param>
public sealed record IssuePreference(Quantity Weight, ValueFunction Value, Quantity? OpenValue);

/// <summary>What the values of an issue are worth.</summary>
public abstract record ValueFunction;

/// <summary>Each option's value, in [0, 1], used as it stands; in the order of the options.</summary>
public sealed record OptionValues(ImmutableArray<Quantity> Values) : ValueFunction;

/// <summary>1 at the ideal position, falling linearly to 0 at the further end of the scale (0 to 100, or the range's own).</summary>
public sealed record IdealPoint(Quantity Position) : ValueFunction;

/// <summary>Linear between points on a range, ascending by number, flat outside.</summary>
public sealed record PiecewiseLinear(ImmutableArray<ValuePoint> Points) : ValueFunction;

/// <summary>A range's number and what it is worth, in [0, 1].</summary>
public readonly record struct ValuePoint(double Number, Quantity Value);

/// <summary>
/// A signed number per member of a set: the sum over the included members, moved and scaled so that the worst subset is 0 and the
/// best 1; all members 0: value 0.
/// </summary>
public sealed record MemberAttitudes(ImmutableArray<Quantity> Attitudes) : ValueFunction;

/// <summary>A bonus (or malus) on utility for outcomes that meet a condition.</summary>
public sealed record Linkage(Condition When, Quantity Adds);

/// <summary>
/// Outcomes that an actor will not sign. Held, it is a veto; with <see cref="Costs"/> it is none, but crossing it lowers utility.
/// </summary>
public sealed record RedLine
{
    /// <summary>Its id within the actor.</summary>
    public required string Id { get; init; }

    /// <summary>Outcomes that cross the line.</summary>
    public required Condition Never { get; init; }

    /// <summary>Probability that the line is real and no bluff, drawn once per replica (default 1).</summary>
    public Quantity HeldWith { get; init; } = Quantity.Of(1);

    /// <summary>A patron's pressure can make the actor cross it.</summary>
    public bool Yields { get; init; }

    /// <summary>What crossing costs in utility, in place of a veto; null: a veto.</summary>
    public Quantity? Costs { get; init; }

    /// <summary>The issue whose <c>accepts</c> this line is short for, or -1; such a line's <see cref="Never"/> is a <see cref="ThresholdTest"/>.</summary>
    public int AcceptsIssue { get; init; } = -1;
}

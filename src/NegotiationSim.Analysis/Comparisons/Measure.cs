using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>What kind of thing a replica comes to or does not.</summary>
public enum MeasureKind
{
    /// <summary>It ends in a certain way.</summary>
    Ending,

    /// <summary>A text is signed, whether it is ratified or not.</summary>
    Signed,

    /// <summary>A text is signed and ratified.</summary>
    InForce,

    /// <summary>An agreement is in force and outlives a number of days.</summary>
    InForcePast,

    /// <summary>A gate of the implementation opens.</summary>
    GateOpened,
}

/// <summary>Something that a replica comes to or does not, so that a batch has a share of replicas that do.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Ending">Which ending, for <see cref="MeasureKind.Ending"/>.</param>
/// <param name="Days">How many days, for <see cref="MeasureKind.InForcePast"/>.</param>
/// <param name="Gate">The gate's id, for <see cref="MeasureKind.GateOpened"/>.</param>
public sealed record Measure(MeasureKind Kind, Ending Ending = default, int Days = 0, string? Gate = null)
{
    /// <summary>The ages that are asked about, in days.</summary>
    private static readonly ImmutableArray<int> s_ages = [7, 14, 30, 90];

    /// <summary>Everything that is measured of a scenario: the endings, the signature, the coming into force, and of the implementation the ages that it can tell and the gates.</summary>
    public static ImmutableArray<Measure> Of(Scenario scenario) =>
    [
        .. Enum.GetValues<Ending>().Select(ending => new Measure(MeasureKind.Ending, Ending: ending)),
        new(MeasureKind.Signed),
        new(MeasureKind.InForce),
        .. scenario.Implementation is { } implementation
            ? s_ages.Where(days => days >= implementation.Period.TotalDays && days < implementation.Period.TotalDays * implementation.Horizon)
                .Select(days => new Measure(MeasureKind.InForcePast, Days: days))
            : [],
        .. (scenario.Implementation?.Gates ?? []).Select(gate => new Measure(MeasureKind.GateOpened, Gate: gate.Id)),
    ];
}

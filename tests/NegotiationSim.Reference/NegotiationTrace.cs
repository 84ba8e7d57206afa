using NegotiationSim.Engine;

namespace NegotiationSim.Reference;

/// <summary>One thing that happened, reduced to what can be compared with the engine's transcript.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Actor">Who acted; -1: an event or a tabled text.</param>
/// <param name="Move">What it did.</param>
/// <param name="Outcome">The outcome's index in the enumeration; -1 where there is none.</param>
/// <param name="Event">The event that struck, with its branch after a slash; null: none.</param>
/// <param name="Objects">The red lines that a rejection names, as <c>actor.line</c> with a space between; null: none.</param>
/// <param name="Withdraws">The named lines that an offer or acceptance takes back, likewise.</param>
public readonly record struct TraceEntry(
    int Round, int Actor, Move Move, int Outcome = -1, string? Event = null, string? Objects = null, string? Withdraws = null);

/// <summary>One replica as the reference sees it.</summary>
public sealed record NegotiationTrace
{
    public required IReadOnlyList<TraceEntry> Entries { get; init; }

    public required HearingTally Tally { get; init; }

    public required Ending Ending { get; init; }

    /// <summary>Its kind, actor, red line and event; whose incidents led there is not this phase's.</summary>
    public required Cause Cause { get; init; }

    public int? SignedRound { get; init; }

    /// <summary>The signed text's index in the enumeration, ratified or not.</summary>
    public int? Agreement { get; init; }

    /// <summary>One per actor.</summary>
    public required IReadOnlyList<Consent> Consents { get; init; }

    /// <summary>What the ending is worth, discounted; null for a mediator.</summary>
    public required IReadOnlyList<double?> Utilities { get; init; }

    /// <summary>What no deal is worth at the end, discounted; null for a mediator.</summary>
    public required IReadOnlyList<double?> NoDeals { get; init; }

    /// <summary>Per actor the ids of its held lines that the signed text crosses.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Crosses { get; init; }
}

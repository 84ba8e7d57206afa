using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>What those who sign would agree on if no ratifier had a say: the feasible outcomes that the principals find acceptable, as many of them as the rule asks for.</summary>
public sealed record SignatoriesZone
{
    /// <summary>The principals whose consent is asked, needed or counted, ascending.</summary>
    public required ImmutableArray<int> Actors { get; init; }

    /// <summary>How many outcomes there are.</summary>
    public required OutcomeCount Count { get; init; }

    /// <summary>Whether there is one at all; may be known where the count is not.</summary>
    public required Existence Exists { get; init; }

    /// <summary>One of them; null where there is none, or none was found. Where no ratifier's consent is needed: the zone's own.</summary>
    public required Outcome? Example { get; init; }
}

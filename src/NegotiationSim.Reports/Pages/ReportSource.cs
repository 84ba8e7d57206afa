using System.Collections.Immutable;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Analysis.Planes;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>Everything that a page is made of. The same source gives the same bytes.</summary>
public sealed record ReportSource
{
    /// <summary>What was negotiated.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Its text as it was played, with the analyst's comments where it has some.</summary>
    public required string ScenarioText { get; init; }

    /// <summary>What was played.</summary>
    public required ExperimentDescription Experiment { get; init; }

    /// <summary>The text of <c>summary.json</c>.</summary>
    public required string SummaryText { get; init; }

    /// <summary>The same as numbers.</summary>
    public required BatchSummary Summary { get; init; }

    /// <summary>What the rows add to it.</summary>
    public required RowTally Rows { get; init; }

    /// <summary>The SHA-256 of <c>summary.json</c>.</summary>
    public required string SummaryHash { get; init; }

    /// <summary>The SHA-256 of <c>replicas.parquet</c>.</summary>
    public required string RowsHash { get; init; }

    /// <summary>What things are called.</summary>
    public required ReportWords Words { get; init; }

    /// <summary>A typical negotiation, offer by offer; null: it was not played again.</summary>
    public TypicalCourse? Course { get; init; }

    /// <summary>What drives the ending; null: that was not worked out.</summary>
    public SensitivityAnalysis? Drivers { get; init; }

    /// <summary>That negotiation in the plane of two utilities; null: there are no two sides.</summary>
    public UtilityPlane? Plane { get; init; }
}

/// <summary>The talks of one replica: who had which text on the table when.</summary>
public sealed record TypicalCourse
{
    /// <summary>So many changes of offers are kept; where there are more, the page says so.</summary>
    public const int Most = 2000;

    /// <summary>Which replica of the batch's seed it is.</summary>
    public required long Replica { get; init; }

    /// <summary>How it ended.</summary>
    public required Ending Ending { get; init; }

    /// <summary>The round of the signature; null: nothing was signed.</summary>
    public required int? Signed { get; init; }

    /// <summary>The signed text.</summary>
    public required Outcome? Agreement { get; init; }

    /// <summary>The last round in which somebody did something.</summary>
    public required int LastRound { get; init; }

    /// <summary>Offers in the order in which they were made, each that differs from the one before of the same actor. Of a mediator's draft the actor is -1.</summary>
    public required ImmutableArray<CourseOffer> Offers { get; init; }

    /// <summary>Whether there were more than are kept.</summary>
    public required bool IsCut { get; init; }

    /// <summary>What struck during the talks, by round.</summary>
    public required ImmutableArray<(int Round, int Event)> Events { get; init; }

    /// <summary>
    /// The replica that stands for a batch: the first one of the commonest ending among those that were signed, of equally common ones the first in the order of <see cref="Ending"/>; where nothing was signed, replica 0.
    /// </summary>
    public static (long Replica, Ending? Ending) Typical(BatchSummary summary)
    {
        Ending? typical = null;
        foreach (var ending in Enum.GetValues<Ending>())
        {
            if (ending != Ending.NoDeal && summary.Of(ending).Count > (typical is { } before ? summary.Of(before).Count : 0))
            {
                typical = ending;
            }
        }

        return typical is { } found ? (summary.ExamplesOf(found)[0], found) : (0, null);
    }
}

/// <summary>A text that somebody put on the table.</summary>
/// <param name="Round">In which round.</param>
/// <param name="Actor">Who; -1: a mediator's draft.</param>
/// <param name="Text">The text.</param>
public readonly record struct CourseOffer(int Round, int Actor, Outcome Text);

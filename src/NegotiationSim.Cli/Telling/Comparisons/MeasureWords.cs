using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>What is measured, in words.</summary>
internal static class MeasureWords
{
    /// <summary>As the head of a row.</summary>
    public static string Row(Scenario scenario, Measure measure) => measure.Kind switch
    {
        MeasureKind.Ending => EndingWords.Of(scenario, measure.Ending),
        MeasureKind.Signed => "A text is signed",
        MeasureKind.InForce => "It comes into force",
        MeasureKind.InForcePast => $"In force past {Figures.Count(measure.Days, "day")}",
        MeasureKind.GateOpened => "Gate: " + new Names(scenario).Gate(measure.Gate!),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Kind, null),
    };

    /// <summary>As the head of a narrow column.</summary>
    public static string Column(Scenario scenario, Measure measure) => measure.Kind switch
    {
        MeasureKind.Signed => "Signed",
        MeasureKind.InForce => "In force",
        MeasureKind.InForcePast => $"Past {Figures.Count(measure.Days, "day")}",
        MeasureKind.Ending => EndingWords.Of(scenario, measure.Ending),
        _ => Row(scenario, measure),
    };

    /// <summary>As what happens to an agreement, within a sentence; other endings than <see cref="Engine.Ending.Held"/> have no such words.</summary>
    public static string Verb(Scenario scenario, Measure measure) => measure.Kind switch
    {
        MeasureKind.Signed => "an agreement is signed",
        MeasureKind.InForce => "one comes into force",
        MeasureKind.InForcePast => $"one outlives {Figures.Count(measure.Days, "day")}",
        MeasureKind.Ending when measure.Ending == Engine.Ending.Held => scenario.Implementation is null ? "one is ratified" : "one holds to the end",
        MeasureKind.GateOpened => $"“{new Names(scenario).Gate(measure.Gate!)}” is reached",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Kind, null),
    };
}

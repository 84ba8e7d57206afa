using NegotiationSim.Analysis.Batches;
using NegotiationSim.Analysis.Statistics;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>How often an agreement was possible, how often the talks found one then, and how often one was signed all the same.</summary>
internal static class ChancesSection
{
    public static void Tell(IAnsiConsole console, BatchTale tale, ZoneRecord talks)
    {
        var of = talks.Replicas == tale.Summary.Runs ? Figures.Count(talks.Replicas, "negotiation") : $"the first {Figures.Count(talks.Replicas, "negotiation")}";
        var sentence = tale.Sentence().Say($"In {of}, before any event, a text that all whose consent is needed would sign unpressed existed in ")
            .Strong(Share(talks.WithZone, talks.Replicas)).Say($" ({Interval(talks.WithZone, talks.Replicas)}).");
        if (talks.WithZone > 0)
        {
            var missed = talks.WithZone - talks.SignedWithZone;
            sentence.Say(" Of those negotiations ").Strong(Share(talks.SignedWithZone, talks.WithZone)).Say($" signed a text ({Interval(talks.SignedWithZone, talks.WithZone)})")
                .Say(missed == 0 ? "; not one missed the chance." : $"; {Share(missed, talks.WithZone)} missed the chance.");
        }

        if (talks.WithoutZone > 0)
        {
            sentence.Say(" Where there was none, ").Strong(Share(talks.SignedWithoutZone, talks.WithoutZone)).Say($" signed one all the same ({Interval(talks.SignedWithoutZone, talks.WithoutZone)})")
                .Say(talks.SignedWithoutZone == 0 ? "." : $", {(tale.Scenario.Ties.IsEmpty ? "" : "under pressure or ")}after somebody's no-deal value, red lines or wishes had moved.");
        }

        if (talks.Undecided > 0)
        {
            sentence.Say($" In {Share(talks.Undecided, talks.Replicas)} it could not be settled whether there was one.");
        }

        console.Paragraph(sentence, 2);
    }

    private static string Share(long count, long of) => Shares.Percent(Estimate.Of(count, of));

    private static string Interval(long count, long of) => Wilson.Interval(count, of) is var (low, high) ? Shares.Interval(low, high) : "";
}

using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who wants what: what each party insists on, what it cares about most, and what no deal is worth to it against what it could get.</summary>
internal static class PartiesSection
{
    /// <summary>So many demands are named of those at the table, and of the others, where not everything is told.</summary>
    private const int MostAtTheTable = 3;
    private const int MostOfOthers = 1;

    public static void Tell(IAnsiConsole console, Tale tale)
    {
        console.Section("Who wants what");
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            TellActor(console, tale, actor);
        }

        console.Paragraph(
            tale.Sentence().Say("Worth: 0 worst, 1 best.")
                .Say(tale.Scenario.Space.Issues.Any(issue => issue is OptionsIssue { Ordered: true }) ? " “At least” and “at most” follow the order of the options in the file." : ""),
            2);
    }

    private static void TellActor(IAnsiConsole console, Tale tale, int actor)
    {
        var principal = tale.Scenario.Actors[actor].Role == Role.Principal;
        var most = tale.Detail == Detail.Everything ? int.MaxValue : principal ? MostAtTheTable : MostOfOthers;
        var sentence = tale.Sentence().Opening(actor).Add(", " + RoleWords.Of(tale, actor), Ink.Aside).Add(Worth(tale, actor)).Say(".");
        var everything = principal || tale.Detail == Detail.Everything;
        var demands = new ActorDemands(tale, actor);
        var wishes = Wishes.Of(tale, actor, everything ? 2 : 1, withBest: everything || tale.Scenario.Actors[actor].RedLines.IsEmpty);
        if (principal)
        {
            console.Bullet("•", Ink.Strong, sentence.Say(" ").Add(wishes));
            console.Paragraph(Demands(tale, actor, demands, most), 4);
        }
        else
        {
            // What it insists on says what it cares about, where that is the same.
            sentence = !everything && demands.BeginWithTheWeightiestIssue ? sentence : sentence.Say(" ").Add(wishes);
            console.Bullet("•", Ink.Strong, sentence.Say(" ").Add(Demands(tale, actor, demands, most)));
        }
    }

    /// <summary>What no deal is worth to an actor, and what its first text would have been: the best that it hoped for.</summary>
    private static Sentence Worth(Tale tale, int actor)
    {
        var sentence = tale.Sentence();
        if (tale.Record.Actors[actor].NoDeal is not { } last)
        {
            return sentence;
        }

        var own = tale.Names.Grammar(actor);
        sentence.Say("; no deal ").Strong(Figures.Worth(First(tale, actor) ?? last));
        if (First(tale, actor) is { } first && Figures.Worth(first) != Figures.Worth(last))
        {
            sentence.Say($" ({Figures.Worth(last)} at the end)");
        }

        return tale.Outline.FirstOffer(actor) is { Utility: { } hoped } ? sentence.Say($", {own.Its} first text ").Strong(Figures.Worth(hoped)) : sentence;
    }

    private static double? First(Tale tale, int actor) => tale.Scenario.Actors[actor].NoDeal switch
    {
        FixedNoDeal(var value) => tale.Value(actor, value),
        DriftingNoDeal(var now, _) => tale.Value(actor, now),
        DatedNoDeal(var points) when tale.Scenario.Calendar.Start is { } start => At(tale, actor, points, DateOnly.FromDateTime(start)),
        _ => null,
    };

    /// <summary>A dated value at a date: linear between the points, flat outside.</summary>
    private static double? At(Tale tale, int actor, IReadOnlyList<DatedValue> points, DateOnly date)
    {
        var after = points.TakeWhile(point => point.Date < date).Count();
        var (a, b) = (points[Math.Max(after - 1, 0)], points[Math.Min(after, points.Count - 1)]);
        return (tale.Value(actor, a.Value), tale.Value(actor, b.Value)) switch
        {
            ({ } from, { } to) when a.Date < b.Date && after > 0 => from + (to - from) * (date.DayNumber - a.Date.DayNumber) / (b.Date.DayNumber - a.Date.DayNumber),
            (_, { } only) when after == 0 => only,
            ({ } only, _) => only,
            _ => null,
        };
    }

    private static Sentence Demands(Tale tale, int actor, ActorDemands demands, int most)
    {
        var own = tale.Names.Grammar(actor);
        var sentence = tale.Sentence();
        var held = demands.Held();
        if (held.Count > 0)
        {
            var shown = held.Count - 1 <= most ? held.Count : most;
            sentence.Say($"{own.OpeningIt} {own.Verb("insists")}{(most < MostAtTheTable && demands.BeginWithTheWeightiestIssue ? " most of all" : "")} on ");
            for (var i = 0; i < shown; i++)
            {
                sentence.Say(i == 0 ? "" : "; ").Add(held[i]);
            }

            sentence.Say(shown < held.Count ? $"; and {held.Count - shown} more." : ".");
        }

        if (demands.Costly() is { Count: > 0 } costly)
        {
            sentence.Say(sentence.IsEmpty ? "" : " ").Say($"{own.OpeningIt} would rather have ").Say(string.Join("; ", costly)).Say(", which is no veto.");
        }

        if (most >= MostAtTheTable && demands.Bluffs() is { Count: > 0 } bluffs)
        {
            sentence.Say(sentence.IsEmpty ? "" : " ").Add($"{own.OpeningIt} {own.Verb("bluffs")} on {Figures.List(bluffs)}.", Ink.Aside);
        }

        return sentence.IsEmpty && tale.Scenario.Actors[actor].Preferences is not null ? sentence.Say($"{own.OpeningIt} {own.Verb("insists")} on nothing.") : sentence;
    }
}

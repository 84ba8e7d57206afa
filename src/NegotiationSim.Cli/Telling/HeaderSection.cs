using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>What is negotiated, when, and by which rule.</summary>
internal static class HeaderSection
{
    public static void Tell(IAnsiConsole console, Tale tale)
    {
        var scenario = tale.Scenario;
        console.Section(Names.Readable(scenario.Title, scenario.Name));
        if (scenario.Summary is { Length: > 0 } summary)
        {
            console.Paragraph(tale.Sentence().Say(string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), 2);
            console.Blank();
        }

        console.Paragraph(tale.Sentence().Say(Talks(scenario)), 2);
        console.Paragraph(tale.Sentence().Say(Rule(tale)), 2);
        console.Paragraph(tale.Sentence().Say($"This is negotiation {Figures.Whole(tale.Record.Replica)} of seed {tale.Record.Seed}; the same numbers give the same story."), 2);
    }

    private static string Talks(Scenario scenario)
    {
        var calendar = scenario.Calendar;
        var issues = Figures.Count(scenario.Space.Issues.Length, "issue");
        if (scenario.Protocol.Kind == ProtocolKind.Tabled)
        {
            return $"One text on {issues} is put to everybody" + (calendar.Start is { } day ? $" on {Figures.Date(day)}." : ".");
        }

        var rounds = $"Talks on {issues}, at most {Figures.Count(calendar.Rounds, "round")}";
        return calendar.Start is { } start
            ? calendar.Rounds == 1 ? $"{rounds}, on {Figures.Date(start)}." : $"{rounds} of {Figures.Span(calendar.RoundLength)} each, from {Figures.Dates(start, calendar.StartOf(calendar.Rounds)!.Value)}."
            : rounds + ".";
    }

    private static string Rule(Tale tale) => tale.Scenario.Protocol.Agreement switch
    {
        Unanimity => "A text is signed once " + Everybody(tale) + " at the table stand by it.",
        Majority majority => $"A text is signed once {Figures.Percent(majority.Share)} of those at the table stand by it"
            + (majority.Veto.IsEmpty ? "." : $", {Figures.List([.. majority.Veto.Select(tale.Names.Actor)])} among them."),
        NamedPrincipals { Principals: [var only] } => $"A text is signed once {tale.Names.Actor(only)} {tale.Names.Grammar(only).Verb("stands")} by it.",
        NamedPrincipals named => $"A text is signed once {Figures.List([.. named.Principals.Select(tale.Names.Actor)])} stand by it.",
        var rule => throw new ArgumentOutOfRangeException(nameof(tale), rule, null),
    };

    private static string Everybody(Tale tale) => tale.Principals.Count() == 2 ? "both" : "all";
}

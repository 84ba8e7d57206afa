using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Red lines that are named at the table, met and given up, in words.</summary>
internal static class NamingWords
{
    /// <summary>A list of demands is cut where it is longer than this many characters.</summary>
    private const int LongList = 270;

    /// <summary>What a party insists on when it names lines, its own and those of ratifiers that it consults: <c>it insists on A; B; Congress insists on C</c>.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="speaker">Who names them.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="most">So many at most are spelled out, fewer where they are long.</param>
    public static Sentence Insists(Tale tale, int speaker, IReadOnlyList<NamedLine> lines, int most = int.MaxValue)
    {
        lines = Different(tale, lines);
        var shown = Math.Min(most, lines.Count);
        var length = 0;
        for (var i = 0; i < shown && most != int.MaxValue; i++)
        {
            length += Demand(tale, lines[i]).Length;
            shown = length > LongList ? Math.Max(i, 1) : shown;
        }

        var sentence = tale.Sentence();
        var owner = -1;
        foreach (var line in lines.Take(shown))
        {
            sentence.Say(sentence.IsEmpty ? "" : "; ");
            if (line.Actor != owner)
            {
                owner = line.Actor;
                var own = tale.Names.Grammar(owner);
                sentence = owner == speaker ? sentence.Say(own.It) : sentence.Actor(owner);
                sentence.Say($" {own.Verb("insists")} on ");
            }

            sentence.Say(Demand(tale, line));
        }

        return shown < lines.Count ? sentence.Say($"; and {Figures.Count(lines.Count - shown, "more demand")}") : sentence;
    }

    /// <summary>Lines by their demands, with their owner where that is not the speaker.</summary>
    public static Sentence List(Tale tale, int speaker, IReadOnlyList<NamedLine> lines)
    {
        var sentence = tale.Sentence();
        foreach (var line in lines)
        {
            sentence.Say(sentence.IsEmpty ? "" : "; ").Say(Demand(tale, line));
            sentence = line.Actor == speaker ? sentence : sentence.Say(" for ").Actor(line.Actor);
        }

        return sentence;
    }

    /// <summary>A line that was named and is given up.</summary>
    public static Sentence Withdrawn(Tale tale, int actor, NamedLine line)
    {
        var own = tale.Names.Grammar(actor);
        var sentence = tale.Sentence().Opening(actor).Verb(actor, "drops ");
        sentence = line.Actor == actor ? sentence.Say(own.Its + " demand") : sentence.Say("the demand of ").Actor(line.Actor);
        sentence.Say(": ").Say(Demand(tale, line)).Say(".");
        return tale.Held(line.Actor, Line(tale, line)) == false ? sentence.Say(" It was a bluff.") : sentence;
    }

    /// <summary>Lines with those first that are about what matters most to their owner.</summary>
    public static List<NamedLine> ByWeight(Tale tale, IEnumerable<NamedLine> lines) =>
        [.. lines.OrderByDescending(line => Issues(tale, line).Max(issue => (double?)new ActorDemands(tale, line.Actor).Weight(issue)) ?? 0)];

    /// <summary>The first of those lines of one owner that demand the same.</summary>
    public static List<NamedLine> Different(Tale tale, IEnumerable<NamedLine> lines) =>
        [.. lines.DistinctBy(line => (line.Actor, tale.Demands(line.Actor).Of(Line(tale, line).Never)))];

    /// <summary>What a demand is about.</summary>
    public static IEnumerable<int> Issues(Tale tale, NamedLine line) =>
        tale.Demands(line.Actor).Issues(Line(tale, line).Never).Select(issue => tale.Scenario.Space.Issues.IndexOf(issue));

    public static RedLine Line(Tale tale, NamedLine line) => tale.Scenario.Actors[line.Actor].RedLines[line.Line];

    private static string Demand(Tale tale, NamedLine line) => tale.Demand(line.Actor, Line(tale, line));
}

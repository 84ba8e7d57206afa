using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>A party that leaves the table, in words.</summary>
internal static class DepartureWords
{
    public static Sentence Of(Tale tale, TranscriptEntry entry)
    {
        var own = tale.Names.Grammar(entry.Actor);
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "leaves the table", Ink.Bad);
        return entry.Reason switch
        {
            ReasonKind.Deadline => sentence.Say(tale.Scenario.Actors[entry.Actor].Deadline is { } date ? $": {own.Its} deadline, {Figures.Date(date)}, has passed." : $": {own.Its} deadline has passed."),
            ReasonKind.NothingAcceptable => sentence.Say($": nothing that {own.It} may sign is worth as much to {own.ToIt} as no deal."),
            ReasonKind.Event when entry.Event is { } id => sentence.Say(", because of: ").Say(tale.Names.Event(id)).Say("."),
            _ => sentence.Say("."),
        };
    }
}

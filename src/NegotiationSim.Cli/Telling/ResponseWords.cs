using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>How a party answers demands that were just named, in words.</summary>
internal static class ResponseWords
{
    /// <summary>So many changes are spelled out.</summary>
    private const int MostChanges = 2;

    /// <summary>What the first offer after a demand was named gives way on.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="before">The last text of the party.</param>
    /// <param name="owner">Whose demands they are.</param>
    /// <param name="met">The demands that the text before did not meet and the offer meets.</param>
    /// <param name="asked">How many demands of that owner the text before did not meet.</param>
    public static Sentence GivesWay(Tale tale, TranscriptEntry offer, Outcome before, int owner, IReadOnlyList<NamedLine> met, int asked)
    {
        var own = tale.Names.Grammar(offer.Actor);
        var issues = met.SelectMany(line => NamingWords.Issues(tale, line)).Distinct().Order().ToList();
        var sentence = tale.Sentence().Opening(offer.Actor).Verb(offer.Actor, "gives way to ").Actor(owner);
        sentence.Say(asked > met.Count ? $" on {met.Count} of {asked} demands" : "");
        var changed = OfferWords.Differences(tale.Scenario.Space, before, offer.Outcome!.Value).Where(issues.Contains).ToList();
        var told = changed.Count <= MostChanges + 1 ? changed.Count : MostChanges;
        sentence.Say(". ").Add(OfferWords.Changes(tale, before, offer.Outcome!.Value, [.. changed.Take(told)]));
        sentence.Say(told < changed.Count ? "; and on " + Figures.List([.. changed.Skip(told).Select(tale.Names.Issue)]) : "");
        return sentence.Say(offer.Utility is { } worth ? $" (the text is now worth {Figures.Worth(worth)} to {own.ToIt})." : ".");
    }
}

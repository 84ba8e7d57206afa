using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>How a party answers a demand with an offer of its own, in words.</summary>
internal static class ResponseWords
{
    /// <summary>What an offer changes on the issues of demands.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="before">The last text of the party.</param>
    /// <param name="owner">Whose demands they are.</param>
    /// <param name="issues">What the demands are about.</param>
    /// <param name="response">What became of them.</param>
    public static Sentence Of(Tale tale, TranscriptEntry offer, Outcome before, int owner, List<int> issues, Response response)
    {
        var own = tale.Names.Grammar(offer.Actor);
        var sentence = tale.Sentence().Opening(offer.Actor);
        sentence = response switch
        {
            Response.Heeded => sentence.Verb(offer.Actor, "gives way to ").Actor(owner),
            Response.CameRound => sentence.Verb(offer.Actor, "no longer asks for what ").Actor(owner).Say($" {tale.Names.Grammar(owner).Verb("rules")} out"),
            _ => sentence.Verb(offer.Actor, "goes back to what ").Actor(owner).Say($" {tale.Names.Grammar(owner).Verb("rules")} out"),
        };
        sentence.Say(". ").Add(OfferWords.Changes(tale, before, offer.Outcome!.Value, issues));
        return sentence.Say(offer.Utility is { } worth ? $" (the text is worth {Figures.Worth(worth)} to {own.ToIt})." : ".");
    }
}

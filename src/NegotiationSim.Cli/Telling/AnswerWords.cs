using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Why an actor answered a text as it did.</summary>
internal static class AnswerWords
{
    /// <summary>The reason of a rejection or refusal, to stand after a colon.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="entry">The answer.</param>
    /// <param name="withWorth">Whether a reason other than its worth is followed by what the text is worth.</param>
    public static Sentence Against(Tale tale, TranscriptEntry entry, bool withWorth = true)
    {
        var sentence = tale.Sentence();
        var own = tale.Names.Grammar(entry.Actor);
        switch (entry.Reason)
        {
            case ReasonKind.BelowTarget or ReasonKind.None or ReasonKind.Waits when entry is { Utility: { } utility, Target: { } target } && utility < target:
                var (worth, asked) = Figures.Compared(utility, target);
                return sentence.Say($"worth {worth} to {own.ToIt}, {own.It} {own.Verb("asks")} for {asked}");
            case ReasonKind.BelowNoDeal:
                return BelowNoDeal(tale, sentence, entry);
            case ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff:
                return Insists(tale, sentence, entry).Add(withWorth ? Worth(tale, entry) : tale.Sentence());
            case ReasonKind.RatifierWouldRefuse:
                sentence.Actor(entry.Counterpart).Say(" would refuse it");
                return entry.RedLine is null ? sentence : Insists(tale, sentence.Say(": "), entry);
            case ReasonKind.GaveUpAsking:
                sentence.Say($"{own.It} {own.Verb("has asked")} {own.Its} ratifiers about as many texts as one round allows without finding one to offer");
                return entry.Counterpart < 0 ? sentence : sentence.Say(" (").Actor(entry.Counterpart).Say(" refused the last)");
            case ReasonKind.Distrust:
                return sentence.Say($"{own.It} {own.Verb("does not trust")} the others to keep it").Add(withWorth ? Worth(tale, entry) : tale.Sentence());
            case ReasonKind.Referendum:
                return sentence.Say($"{own.Its} referendum goes against the text").Add(withWorth ? Worth(tale, entry) : tale.Sentence());
            case ReasonKind.Waits:
                return sentence.Say($"{own.It} {own.Verb("holds out")} for more").Add(withWorth ? Worth(tale, entry) : tale.Sentence());
            default:
                return entry.Utility is { } value ? sentence.Say($"worth {Figures.Worth(value)} to {own.ToIt}") : sentence;
        }
    }

    /// <summary>The same reasons as a tally: what was wrong with a number of texts.</summary>
    public static Sentence InShort(Tale tale, TranscriptEntry entry) => entry.Reason switch
    {
        ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff => Insists(tale, tale.Sentence(), entry),
        ReasonKind.RatifierWouldRefuse => tale.Sentence().Actor(entry.Counterpart).Say(" would have refused"),
        ReasonKind.GaveUpAsking => tale.Sentence().Say($"as many texts as one round allows were put to {tale.Names.Grammar(entry.Actor).Its} ratifiers in vain"),
        ReasonKind.BelowNoDeal => tale.Sentence().Say($"worth less to {tale.Names.Grammar(entry.Actor).ToIt} than no deal"),
        ReasonKind.Distrust => tale.Sentence().Say($"{tale.Names.Grammar(entry.Actor).It} did not trust the others to keep"),
        ReasonKind.Waits => tale.Sentence().Say($"{tale.Names.Grammar(entry.Actor).It} held out for more"),
        _ => tale.Sentence().Say($"worth less than {tale.Names.Grammar(entry.Actor).It} asked for"),
    };

    /// <summary>What the red line of an entry demands, as a clause about its owner: <c>it insists on at least 5,000 centrifuges</c>.</summary>
    public static Sentence Insists(Tale tale, Sentence sentence, TranscriptEntry entry)
    {
        if (entry.RedLine is null || tale.FindRedLine(entry.RedLine) is not var (owner, line))
        {
            return sentence.Say(tale.Names.Grammar(entry.Actor).It + " ").Say(tale.Names.Grammar(entry.Actor).Verb("does not allow it"));
        }

        var own = tale.Names.Grammar(owner);
        sentence = owner == entry.Actor ? sentence.Say(own.It) : sentence.Actor(owner);
        return sentence.Say($" {own.Verb("insists")} on ").Say(tale.Demand(owner, line));
    }

    // Only a ratifier's target is its no-deal value; a principal's is what it asks for.
    private static Sentence BelowNoDeal(Tale tale, Sentence sentence, TranscriptEntry entry) =>
        entry is { Utility: { } utility, Target: { } noDeal } && tale.Scenario.Actors[entry.Actor].Role != Role.Principal
        ? Compared(tale, sentence, entry.Actor, utility, noDeal)
        : sentence.Say(entry.Utility is { } worth ? $"worth {Figures.Worth(worth)} to {tale.Names.Grammar(entry.Actor).ToIt}, less than no deal" : $"worth less to {tale.Names.Grammar(entry.Actor).ToIt} than no deal");

    private static Sentence Compared(Tale tale, Sentence sentence, int actor, double utility, double noDeal)
    {
        var (worth, without) = Figures.Compared(utility, noDeal);
        return sentence.Say($"worth {worth} to {tale.Names.Grammar(actor).ToIt}, no deal {without}");
    }

    private static Sentence Worth(Tale tale, TranscriptEntry entry) =>
        entry.Utility is { } utility ? tale.Sentence().Say($"; otherwise worth {Figures.Worth(utility)} to {tale.Names.Grammar(entry.Actor).ToIt}") : tale.Sentence();
}

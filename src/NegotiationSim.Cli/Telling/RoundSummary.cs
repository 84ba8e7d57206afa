using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>A stretch of rounds in which little happens, in a few lines.</summary>
internal sealed class RoundSummary(IAnsiConsole console, Tale tale, Positions positions)
{
    public void Tell(List<TalksRound> rounds)
    {
        var (first, last) = (rounds[0], rounds[^1]);
        var dates = first.Date is { } from && last.Date is { } to ? " · " + Figures.Dates(from, to) : "";
        console.Paragraph(tale.Sentence().Strong($"Rounds {first.Number} to {last.Number}").Say(dates));
        var entries = rounds.SelectMany(round => round.Entries).ToList();
        foreach (var actor in tale.Principals)
        {
            var own = entries.Where(entry => entry.Actor == actor).ToList();
            if (own.Count > 0)
            {
                console.Bullet("…", Ink.Strong, Course(actor, own));
            }
        }

        foreach (var entry in entries)
        {
            positions.Note(entry);
        }
    }

    private Sentence Course(int actor, List<TranscriptEntry> own)
    {
        var sentence = tale.Sentence().Opening(actor);
        var grammar = tale.Names.Grammar(actor);
        var offers = own.Where(entry => entry.Move == Move.Offer).ToList();
        if (offers.Count > 0)
        {
            Offers(sentence, actor, offers);
        }

        var accepted = own.Count(entry => entry.Move == Move.Accept);
        if (accepted > 0)
        {
            sentence.Say($" {grammar.Verb("accepts")} {(accepted == 1 ? "one text" : accepted + " texts")}.");
        }

        var rejections = own.Where(entry => entry.Move == Move.Reject).ToList();
        if (rejections.Count > 0)
        {
            sentence.Say($" {(offers.Count + accepted > 0 ? grammar.OpeningIt + " " : "")}{grammar.Verb("rejects")} {Figures.Count(rejections.Count, "text")}: ");
            var reasons = rejections.GroupBy(entry => (Kind(entry.Reason), entry.RedLine, entry.Counterpart)).OrderByDescending(group => group.Count()).ToList();
            for (var i = 0; i < reasons.Count; i++)
            {
                var count = reasons.Count == 1 ? (rejections.Count == 1 ? "" : rejections.Count == 2 ? "both " : "all ") : reasons[i].Count() + " ";
                sentence.Say(i == 0 ? "" : ", ").Say(count).Add(AnswerWords.InShort(tale, reasons[i].First()));
            }

            sentence.Say(".");
        }

        return sentence;
    }

    /// <summary>What reads the same is counted together.</summary>
    private static ReasonKind Kind(ReasonKind reason) => reason == ReasonKind.None ? ReasonKind.BelowTarget : reason;

    private void Offers(Sentence sentence, int actor, List<TranscriptEntry> offers)
    {
        var before = positions.Own(actor) ?? offers[0].Outcome!.Value;
        var after = offers[^1].Outcome!.Value;
        var distinct = offers.Select(offer => offer.Outcome!.Value).Append(before).Distinct().Count();
        var grammar = tale.Names.Grammar(actor);
        var (from, to) = (offers[0].Utility, offers[^1].Utility);
        if (distinct == 1)
        {
            sentence.Verb(actor, "does not move").Say(to is { } same ? $" (worth {Figures.Worth(same)} to {grammar.ToIt})." : ".");
            return;
        }

        if (before == after)
        {
            sentence.Say($" {grammar.Verb("tries")} {Figures.Count(distinct, "text")} and {grammar.Verb("is")} back where {grammar.It} {grammar.Verb("was")}.");
            return;
        }

        sentence.Verb(actor, "moves in ").Say(Figures.Count(distinct - 1, "step") + ": ").Add(OfferWords.Changes(tale, before, after));
        sentence.Say(from is { } first && to is { } last && Figures.Worth(first) != Figures.Worth(last)
            ? $" (worth {Figures.Worth(first)} to {grammar.ToIt} at first, {Figures.Worth(last)} at last)." : ".");
    }
}

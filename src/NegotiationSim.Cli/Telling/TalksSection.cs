using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>The talks, round by round, with everything that was said: who offered what, who answered how and why.</summary>
internal sealed class TalksSection(IAnsiConsole console, Tale tale)
{
    private readonly Positions _positions = new(tale.Scenario);
    private readonly bool _bilateral = tale.Principals.Count() == 2;
    private readonly List<TranscriptEntry> _round = [];
    private string? _lastApart;
    private int _stretch;
    private bool _first;
    private DateTime? _lastDate;

    /// <summary>A stretch of talks begins; a later one when a refused text returns to the table.</summary>
    /// <param name="stretch">Which, from 0.</param>
    public void Begin(int stretch)
    {
        (_stretch, _first) = (stretch, true);
    }

    /// <summary>The next entry of the stretch. A round is told when it is over.</summary>
    public void Tell(TranscriptEntry entry)
    {
        if (_round.Count > 0 && TalksRound.NumberOf(_round[0]) != TalksRound.NumberOf(entry))
        {
            EndRound();
        }

        _round.Add(entry);
        _lastDate = entry.Date;
    }

    /// <summary>The stretch is over.</summary>
    public void End(bool signed)
    {
        EndRound();
        if (signed)
        {
            console.Blank();
            console.Bullet("✓", Ink.Good, tale.Sentence().Add("The text is signed", Ink.Good).Say(_lastDate is { } date ? $" on {Figures.Date(date)}." : "."));
        }
    }

    private void EndRound()
    {
        if (_round.Count == 0)
        {
            return;
        }

        var round = new TalksRound(TalksRound.NumberOf(_round[0]), _round.Select(entry => entry.Date).FirstOrDefault(date => date is not null), _round);
        Separate();
        TellRound(round, opening: _stretch == 0 && round.Number == 1);
        _round.Clear();
    }

    private void Separate()
    {
        if (!_first)
        {
            console.Blank();
        }

        _first = false;
    }

    private void TellRound(TalksRound round, bool opening)
    {
        console.Paragraph(tale.Sentence().Strong("Round " + Figures.Whole(round.Number)).Say(round.Date is { } date ? " · " + Figures.Date(date) : ""));
        var openings = round.Entries.Where(entry => entry.Move == Move.Offer).ToList();
        var table = opening && openings.Count > 0 && TermsTable.Fits(console.Profile.Width, openings.Count);
        for (var i = 0; i < round.Entries.Count; i++)
        {
            var entry = round.Entries[i];
            var sameTurn = i > 0 && round.Entries[i - 1] is { Move: Move.Reject } rejection && rejection.Actor == entry.Actor;
            var next = i + 1 < round.Entries.Count ? round.Entries[i + 1] : null;
            if (entry.Move == Move.Reject)
            {
                TellRejection(entry, andRepeats: next is { Move: Move.Offer } && next.Actor == entry.Actor && Repeats(next));
            }
            else if (!(sameTurn && Repeats(entry)))
            {
                TellEntry(entry, table, sameTurn);
            }

            foreach (var line in entry.Withdraws)
            {
                console.Bullet("  ↩", Ink.Strong, NamingWords.Withdrawn(tale, entry.Actor, line));
            }

            _positions.Note(entry);
        }

        if (table)
        {
            TermsTable.Tell(console, tale, tale.Scenario.Space.StatusQuo, "Today",
                [.. openings.Select(offer => (tale.Sentence().Opening(offer.Actor), offer.Outcome!.Value))]);
        }

        // Once a text is accepted it no longer matters on what the others differed.
        if (round.Entries[^1].Move != Move.Accept)
        {
            TellApart();
        }
    }

    private void TellEntry(TranscriptEntry entry, bool openingTable, bool sameTurn)
    {
        switch (entry.Move)
        {
            case Move.Event:
                console.Bullet("◆", Ink.Strong, EventWords.Of(tale, entry));
                break;
            case Move.Draft:
                TellDraft(entry);
                break;
            case Move.Offer:
                console.Bullet(sameTurn ? "  →" : "→", Ink.Strong, Offer(entry, openingTable, sameTurn));
                break;
            case Move.Accept:
                console.Bullet("✓", Ink.Good, Acceptance(entry));
                break;
            case Move.WalkOut:
                console.Bullet("✗", Ink.Bad, DepartureWords.Of(tale, entry));
                break;
            default:
                throw new InvalidOperationException($"'{entry.Move}' is no move of the talks.");
        }
    }

    private bool Repeats(TranscriptEntry entry) => entry.Move == Move.Offer && _positions.Own(entry.Actor) is { } own && own == entry.Outcome;

    private void TellRejection(TranscriptEntry entry, bool andRepeats)
    {
        var gaveUp = entry.Reason == ReasonKind.GaveUpAsking;
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, gaveUp ? "offers nothing" : "rejects", Ink.Bad);
        if (!gaveUp && !_bilateral && _positions.Proposer >= 0)
        {
            sentence.Say(" the text of ").Actor(_positions.Proposer);
        }

        var reason = AnswerWords.Against(tale, entry);
        if (!reason.IsEmpty)
        {
            sentence.Say(": ").Add(reason);
        }

        var others = entry.Objects.Where(line => LineName(line) != entry.RedLine).ToList();
        if (others.Count > 0)
        {
            sentence.Say(". ").Add(Own(entry).OpeningIt + " also " + Own(entry).Verb("names") + " ", Ink.Plain).Add(NamingWords.List(tale, entry.Actor, others));
        }

        console.Bullet("✗", Ink.Bad, sentence.Say(andRepeats ? $". {Own(entry).OpeningIt} {Own(entry).Verb("repeats")} {Own(entry).Its} offer." : "."));
    }

    private void TellDraft(TranscriptEntry entry)
    {
        var sentence = tale.Sentence();
        sentence = entry.Actor < 0 ? sentence.Say("The text is put to everybody") : sentence.Opening(entry.Actor).Verb(entry.Actor, "drafts");
        if (_positions.Standing is { } before && entry.Outcome is { } after)
        {
            console.Bullet("→", Ink.Strong, sentence.Say(": ").Add(Changed(before, after)).Say("."));
            return;
        }

        console.Bullet("→", Ink.Strong, sentence.Say(":"));
        TermsTable.Tell(console, tale, tale.Scenario.Space.StatusQuo, "Today", [(tale.Sentence().Strong("The text"), entry.Outcome!.Value)]);
    }

    private Sentence Offer(TranscriptEntry entry, bool openingTable, bool sameTurn)
    {
        var sentence = tale.Sentence();
        sentence = sameTurn ? sentence.Say("and") : sentence.Opening(entry.Actor);
        var offer = entry.Outcome!.Value;
        var own = Own(entry);
        var worth = entry.Utility is { } utility ? $"{Figures.Worth(utility)} to {own.ToIt}" : null;
        var before = _positions.Own(entry.Actor);
        if (before is { } same && same == offer)
        {
            return sentence.Say($" {own.Verb("repeats")} {own.Its} offer" + (worth is null ? "." : $" (worth {worth})."));
        }

        if (before is null && openingTable)
        {
            return sentence.Say($" {own.Verb("opens")} with a text" + (sameTurn ? $" of {own.Its} own" : "") + (worth is null ? "." : $", worth {worth}."));
        }

        sentence = (before, _positions.Standing) switch
        {
            ({ } last, _) => sentence.Say($" {own.Verb("offers")} ").Add(OfferWords.Changes(tale, last, offer)),
            (null, { } standing) when OfferWords.Differences(tale.Scenario.Space, standing, offer).Count <= tale.Scenario.Space.Issues.Length / 2 =>
                sentence.Say($" {own.Verb("proposes")} to change the text on the table: ").Add(Changed(standing, offer)),
            _ => sentence.Say($" {own.Verb("opens")} with ").Add(OfferWords.Terms(tale, offer)),
        };
        return sentence.Say(worth is null ? "." : $" (worth {worth}).");
    }

    private Grammar Own(TranscriptEntry entry) => tale.Names.Grammar(entry.Actor);

    private Sentence Changed(Outcome before, Outcome after) =>
        before == after ? tale.Sentence().Say("nothing new") : OfferWords.Changes(tale, before, after);

    private string LineName(NamedLine line) => tale.Scenario.Actors[line.Actor].Id + "." + tale.Scenario.Actors[line.Actor].RedLines[line.Line].Id;

    private Sentence Acceptance(TranscriptEntry entry)
    {
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "accepts", Ink.Good);
        if (!_bilateral && _positions.Proposer >= 0)
        {
            sentence.Say(" the text of ").Actor(_positions.Proposer);
        }

        if (entry.Reason == ReasonKind.Pressed)
        {
            sentence.Say(" under the pressure of ").Actor(entry.Counterpart);
        }

        return (entry.Utility, entry.Target) switch
        {
            ({ } utility, { } target) => Asked(sentence, Own(entry), utility, target),
            ({ } utility, null) => sentence.Say($": worth {Figures.Worth(utility)} to {Own(entry).ToIt}."),
            _ => sentence.Say("."),
        };
    }

    private static Sentence Asked(Sentence sentence, Grammar own, double utility, double target)
    {
        var (worth, asked) = Figures.Compared(utility, target);
        return sentence.Say($": worth {worth} to {own.ToIt}, {own.It} asked for {asked}.");
    }

    /// <summary>On what they still differ, whenever that has changed.</summary>
    private void TellApart()
    {
        if (_positions.Apart() is not { } apart)
        {
            return;
        }

        var all = tale.Scenario.Space.Issues.Length;
        var text = apart.Count == 0 ? "Their texts now say the same."
            : apart.Count == all && all > 4 ? $"Apart on all {all} issues."
            : apart.Count > 4 ? $"Apart on {apart.Count} of {all} issues."
            : "Apart on " + Figures.List([.. apart.Select(tale.Names.Issue)]) + ".";
        if (text != _lastApart)
        {
            console.Paragraph(tale.Sentence().Add(text, Ink.Aside), 4);
        }

        _lastApart = text;
    }
}

using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// The talks as a story: who opened, who named which demand and when, who gave way to it, who dropped a bluff, what happened meanwhile, and whose text was signed. Rounds in which the same is
/// said again are summed up.
/// </summary>
internal sealed class TalksStory
{
    /// <summary>So many lines are told; more where no text, consent and implementation follow.</summary>
    private const int MostLines = 25;
    private const int MostLinesWithoutText = 50;

    /// <summary>So many demands are spelled out when several are named at once.</summary>
    private const int MostDemands = 4;

    /// <summary>Shorter stretches are not summed up: what was said in them is told anyhow.</summary>
    private const int ShortestCourse = 3;

    private readonly IAnsiConsole _console;
    private readonly Tale _tale;
    private readonly Positions _positions;
    private readonly LinesAtTheTable _lines;
    private readonly BeatList _beats = new();
    private readonly HashSet<(int Actor, ReasonKind Reason, string? Line)> _reasons = [];
    private readonly bool _bilateral;
    private StretchOfTalks _course;
    private int _courseAt;
    private bool _drafted;
    private TranscriptEntry? _last;

    public TalksStory(IAnsiConsole console, Tale tale)
    {
        (_console, _tale, _positions) = (console, tale, new Positions(tale.Scenario));
        _lines = new LinesAtTheTable(tale, _positions);
        _course = new StretchOfTalks(tale, _positions, _lines, 0);
        _bilateral = tale.Principals.Count() == 2;
    }

    /// <summary>The next entry of the talks.</summary>
    public void Tell(TranscriptEntry entry)
    {
        _last = entry;
        switch (entry.Move)
        {
            case Move.Event:
                _lines.Struck(entry);
                Add(entry, "◆", Ink.Strong, EventWords.InShort(_tale, entry), EventWords.Weight(_tale, entry));
                break;
            case Move.Draft:
                TellDraft(entry);
                break;
            case Move.Offer:
                TellOffer(entry);
                break;
            case Move.Reject:
                TellRejection(entry);
                break;
            case Move.Accept:
                TellAcceptance(entry);
                break;
            case Move.WalkOut:
                Turn(entry, "✗", Ink.Bad, DepartureWords.Of(_tale, entry), BeatWeight.Essential);
                break;
            default:
                throw new InvalidOperationException($"'{entry.Move}' is no move of the talks.");
        }

        _positions.Note(entry);
    }

    /// <summary>The talks are over.</summary>
    public void End(bool signed)
    {
        EndCourse(int.MaxValue);
        if (signed && _last is { } last)
        {
            Add(last, "✓", Ink.Good, Signature(last), BeatWeight.Essential);
        }

        _beats.Tell(_console, signed ? MostLines : MostLinesWithoutText);
        _courseAt = 0;
        if (signed && _positions.Standing is { } text)
        {
            _console.Blank();
            SignedText.Tell(_console, _tale, text);
        }
    }

    private Sentence Signature(TranscriptEntry last)
    {
        var sentence = _tale.Sentence().Add("The text is signed", Ink.Good).Say(last.Date is { } date ? $" on {Figures.Date(date)}" : "");
        if (_positions.Proposer < 0)
        {
            return sentence.Say(".");
        }

        sentence.Say(": it is that of ").Actor(_positions.Proposer);
        var round = TalksRound.NumberOf(last);
        sentence.Say(_positions.Since < round ? $", on the table since round {Figures.Whole(_positions.Since)}." : $", put forward in round {Figures.Whole(_positions.Since)}.");
        return _bilateral || round != _tale.Record.SignedRound ? sentence : Signatories(sentence.Say(" "));
    }

    /// <summary>Who stands by the text, of more than two.</summary>
    private Sentence Signatories(Sentence sentence)
    {
        var all = _tale.Principals.ToList();
        var without = all.Where(actor => _tale.Record.Actors[actor].Consent is not (Consent.Willing or Consent.Pressed)).ToList();
        if (without.Count == 0)
        {
            return sentence.Say($"All {all.Count} stand by it.");
        }

        sentence.Say($"{all.Count - without.Count} of {all.Count} stand by it, without ");
        for (var i = 0; i < without.Count; i++)
        {
            sentence.Say(i == 0 ? "" : i == without.Count - 1 ? " and " : ", ").Actor(without[i]);
        }

        return sentence.Say(".");
    }

    private void TellDraft(TranscriptEntry entry)
    {
        if (_drafted)
        {
            _course.Note(entry);
            return;
        }

        _drafted = true;
        var sentence = _tale.Sentence();
        Turn(entry, "→", Ink.Strong, entry.Actor < 0 ? sentence.Say("The text is put to everybody.") : sentence.Opening(entry.Actor).Verb(entry.Actor, "puts a first draft to everybody."), BeatWeight.Essential);
    }

    private void TellOffer(TranscriptEntry entry)
    {
        var text = entry.Outcome!.Value;
        Withdraw(entry);
        if (_positions.Own(entry.Actor) is not { } before)
        {
            var own = _tale.Names.Grammar(entry.Actor);
            var opening = _tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "opens with a text").Say(entry.Utility is { } worth ? $" worth {Figures.Worth(worth)} to {own.ToIt}." : ".");
            Turn(entry, "→", Ink.Strong, opening, _bilateral ? BeatWeight.Essential : BeatWeight.Minor);
            _lines.Offered(entry.Actor, text);
            _course.Note(entry);
            return;
        }

        var answered = _lines.Offered(entry.Actor, text);
        _course.Note(entry);
        foreach (var owner in answered.GroupBy(answer => answer.Line.Actor))
        {
            var met = NamingWords.Different(_tale, owner.Where(answer => !answer.Crosses).Select(answer => answer.Line));
            var asked = NamingWords.Different(_tale, owner.Select(answer => answer.Line)).Count;
            if (met.Count > 0)
            {
                Turn(entry, "→", Ink.Strong, ResponseWords.GivesWay(_tale, entry, before, owner.Key, met, asked), BeatWeight.Turn);
            }
        }
    }

    private void TellRejection(TranscriptEntry entry)
    {
        _course.Note(entry);
        var named = _lines.Objected(entry);
        if (named.Count > 0)
        {
            Turn(entry, "✗", Ink.Bad, Rejection(entry).Say(": ").Add(NamingWords.Insists(_tale, entry.Actor, NamingWords.ByWeight(_tale, named), MostDemands)).Say("."), BeatWeight.Turn);
        }
        else if (IsTelling(entry) && _reasons.Add((entry.Actor, entry.Reason, entry.RedLine)))
        {
            var silent = entry.Reason is ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff;
            Turn(entry, "✗", Ink.Bad, Rejection(entry).Say(silent ? " without saying why: " : ": ").Add(AnswerWords.Against(_tale, entry)).Say("."), silent ? BeatWeight.Turn : BeatWeight.Course);
        }
    }

    /// <summary>Whether a reason is worth telling when it is first given; that a text is worth too little is not.</summary>
    private static bool IsTelling(TranscriptEntry entry) =>
        entry.Objects.IsEmpty
        && entry.Reason is ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff or ReasonKind.RatifierWouldRefuse or ReasonKind.GaveUpAsking or ReasonKind.Distrust or ReasonKind.BelowNoDeal;

    private Sentence Rejection(TranscriptEntry entry)
    {
        var gaveUp = entry.Reason == ReasonKind.GaveUpAsking;
        var sentence = _tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, gaveUp ? "offers nothing" : "rejects", Ink.Bad);
        return gaveUp ? sentence
            : _bilateral || _positions.Proposer < 0 ? sentence.Say(" the text")
            : sentence.Say(" the text of ").Actor(_positions.Proposer);
    }

    private void TellAcceptance(TranscriptEntry entry)
    {
        Withdraw(entry);
        _course.Note(entry);
        if (!_bilateral && entry.Reason != ReasonKind.Pressed)
        {
            // Of many the signature says who stands by the text.
            return;
        }

        var own = _tale.Names.Grammar(entry.Actor);
        var sentence = _tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "accepts", Ink.Good);
        sentence = _bilateral || _positions.Proposer < 0 ? sentence.Say(" the text") : sentence.Say(" the text of ").Actor(_positions.Proposer);
        sentence = entry.Reason == ReasonKind.Pressed ? sentence.Say(" under the pressure of ").Actor(entry.Counterpart) : sentence;
        sentence.Say(entry.Utility is { } worth ? $": worth {Figures.Worth(worth)} to {own.ToIt}" : "");
        sentence.Say(entry is { Utility: { } got, Target: { } asked } && got < asked ? $", less than the {Figures.Worth(asked)} that {own.It} asked for." : ".");
        Turn(entry, "✓", Ink.Good, sentence, BeatWeight.Essential);
    }

    private void Withdraw(TranscriptEntry entry)
    {
        foreach (var line in entry.Withdraws)
        {
            _lines.Withdrawn(line);
            var sentence = NamingWords.Withdrawn(_tale, entry.Actor, line);
            if (entry.Move == Move.Offer && _positions.Own(entry.Actor) is { } before && entry.Outcome is { } now
                && OfferWords.Changes(_tale, before, now, [.. NamingWords.Issues(_tale, line)]) is { IsEmpty: false } changes)
            {
                sentence.Say(" ").Add(changes).Say(".");
            }

            Turn(entry, "↩", Ink.Strong, sentence, BeatWeight.Essential);
        }
    }

    /// <summary>Something that the talks turn on: what went on before it is summed up first.</summary>
    private void Turn(TranscriptEntry entry, string mark, Style style, Sentence text, BeatWeight weight)
    {
        EndCourse(TalksRound.NumberOf(entry));
        Add(entry, mark, style, text, weight);
    }

    /// <summary>What went on is summed up, and a new stretch begins after the round that is told.</summary>
    private void EndCourse(int round)
    {
        _course.EndRound(before: round);

        if (_course.Rounds >= ShortestCourse && _course.InWords() is { } words)
        {
            _beats.Insert(_courseAt, new Beat(_course.When, "…", Ink.Strong, words, BeatWeight.Course));
        }

        if (_course.After != round)
        {
            _course = new StretchOfTalks(_tale, _positions, _lines, round);
        }
    }

    private void Add(TranscriptEntry entry, string mark, Style style, Sentence text, BeatWeight weight)
    {
        _beats.Add(new Beat(Label(TalksRound.NumberOf(entry), entry.Date), mark, style, text, weight));
        if (entry.Move != Move.Event)
        {
            _courseAt = _beats.Count;
        }
    }

    private static string Label(int round, DateTime? date) => date is { } day ? $"{Figures.Whole(round)} · {Figures.Day(day)}" : "Round " + Figures.Whole(round);
}

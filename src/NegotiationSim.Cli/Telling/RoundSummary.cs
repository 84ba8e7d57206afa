using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>A stretch of rounds in which little happens, in a few lines. The rounds are counted as they come and not kept.</summary>
internal sealed class RoundSummary
{
    private readonly IAnsiConsole _console;
    private readonly Tale _tale;
    private readonly ActorCourse?[] _courses;
    private readonly Outcome?[] _before;
    private readonly Positions _positions;
    private (int Number, DateTime? Date)? _first;
    private (int Number, DateTime? Date) _last;

    /// <summary>A stretch that begins where the parties stand now.</summary>
    public RoundSummary(IAnsiConsole console, Tale tale, Positions positions)
    {
        (_console, _tale, _positions) = (console, tale, positions);
        _courses = new ActorCourse?[tale.Scenario.Actors.Length];
        _before = [.. Enumerable.Range(0, _courses.Length).Select(positions.Own)];
    }

    /// <summary>The next round of the stretch.</summary>
    public void Add(TalksRound round)
    {
        _first ??= (round.Number, round.Date);
        _last = (round.Number, round.Date);
        foreach (var entry in round.Entries)
        {
            _positions.Note(entry);
            if (entry.Actor >= 0)
            {
                (_courses[entry.Actor] ??= new ActorCourse(_before[entry.Actor])).Note(entry);
            }
        }
    }

    public void Tell()
    {
        var first = _first!.Value;
        var dates = first.Date is { } from && _last.Date is { } to ? " · " + Figures.Dates(from, to) : "";
        _console.Paragraph(_tale.Sentence().Strong($"Rounds {first.Number} to {_last.Number}").Say(dates));
        foreach (var actor in _tale.Principals)
        {
            if (_courses[actor] is { } course)
            {
                _console.Bullet("…", Ink.Strong, Course(actor, course));
            }
        }
    }

    private Sentence Course(int actor, ActorCourse course)
    {
        var sentence = _tale.Sentence().Opening(actor);
        var grammar = _tale.Names.Grammar(actor);
        if (course.Offers > 0)
        {
            Offers(sentence, actor, course);
        }

        if (course.Accepted > 0)
        {
            sentence.Say($" {grammar.Verb("accepts")} {(course.Accepted == 1 ? "one text" : course.Accepted + " texts")}.");
        }

        if (course.Rejected > 0)
        {
            sentence.Say($" {(course.Offers + course.Accepted > 0 ? grammar.OpeningIt + " " : "")}{grammar.Verb("rejects")} {Figures.Count(course.Rejected, "text")}: ");
            var reasons = course.Reasons.OrderByDescending(reason => reason.Count).ToList();
            for (var i = 0; i < reasons.Count; i++)
            {
                var count = reasons.Count == 1 ? (course.Rejected == 1 ? "" : course.Rejected == 2 ? "both " : "all ") : reasons[i].Count + " ";
                sentence.Say(i == 0 ? "" : ", ").Say(count).Add(AnswerWords.InShort(_tale, reasons[i].First));
            }

            sentence.Say(".");
        }

        return sentence;
    }

    private void Offers(Sentence sentence, int actor, ActorCourse course)
    {
        var before = course.Before;
        var after = course.LastOffer!.Outcome!.Value;
        var distinct = course.Texts;
        var grammar = _tale.Names.Grammar(actor);
        var (from, to) = (course.FirstOffer!.Utility, course.LastOffer.Utility);
        if (distinct == 1)
        {
            sentence.Verb(actor, "does not move").Say(to is { } same ? $" (worth {Figures.Worth(same)} to {grammar.ToIt})." : ".");
            return;
        }

        var more = course.HasMoreTexts ? "more than " : "";
        if (before == after)
        {
            sentence.Say($" {grammar.Verb("tries")} {more}{Figures.Count(distinct, "text")} and {grammar.Verb("is")} back where {grammar.It} {grammar.Verb("was")}.");
            return;
        }

        sentence.Verb(actor, "moves in ").Say($"{more}{Figures.Count(distinct - 1, "step")}: ").Add(OfferWords.Changes(_tale, before!.Value, after));
        sentence.Say(from is { } first && to is { } last && Figures.Worth(first) != Figures.Worth(last)
            ? $" (worth {Figures.Worth(first)} to {grammar.ToIt} at first, {Figures.Worth(last)} at last)." : ".");
    }
}

using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>A stretch of rounds in which little is new, in a sentence or two. The rounds are counted as they come and not kept.</summary>
internal sealed class StretchOfTalks
{
    /// <summary>So many parties are told apart.</summary>
    private const int MostParties = 4;

    /// <summary>So many issues are named on which a party moved.</summary>
    private const int MostIssues = 3;

    private readonly Tale _tale;
    private readonly ActorCourse?[] _courses;
    private readonly Outcome?[] _before;
    private int _drafts;
    private int _first;
    private int _last;

    /// <summary>A stretch that begins where the parties stand now.</summary>
    public StretchOfTalks(Tale tale, Positions positions)
    {
        _tale = tale;
        _courses = new ActorCourse?[tale.Scenario.Actors.Length];
        _before = [.. Enumerable.Range(0, _courses.Length).Select(positions.Own)];
    }

    /// <summary>The rounds, for the margin.</summary>
    public string When => _first == _last ? "Round " + Figures.Whole(_first) : $"{Figures.Whole(_first)} to {Figures.Whole(_last)}";

    /// <summary>How many rounds it has before a round.</summary>
    public int Rounds(int before) => _first == 0 ? 0 : Math.Min(_last, before - 1) - _first + 1;

    public void Note(TranscriptEntry entry)
    {
        _last = TalksRound.NumberOf(entry);
        _first = _first == 0 ? _last : _first;
        if (entry.Move == Move.Draft)
        {
            _drafts++;
        }
        else if (entry.Actor >= 0)
        {
            (_courses[entry.Actor] ??= new ActorCourse(_before[entry.Actor])).Note(entry);
        }
    }

    /// <summary>What went on; null: nothing that is worth a sentence.</summary>
    public Sentence? InWords()
    {
        var sentence = _tale.Sentence();
        if (_drafts > 0)
        {
            return sentence.Say($"{Figures.Count(_drafts, "further draft")}: ").Add(Answers());
        }

        var active = _tale.Principals.Where(actor => _courses[actor] is not null).ToList();
        var moving = active.Where(actor => _courses[actor]!.Texts > 1).ToList();
        var told = active.Count <= MostParties ? active : [.. moving.Take(MostParties)];
        foreach (var actor in told)
        {
            Course(sentence.Say(sentence.IsEmpty ? "" : " "), actor, _courses[actor]!);
        }

        if (told.Count < active.Count)
        {
            var others = active.Count - told.Count;
            sentence.Say(sentence.IsEmpty ? "None" : moving.Count > told.Count ? $" {Figures.Count(moving.Count - told.Count, "other")} moved too; the rest" : others == 1 ? " The other" : $" The other {others}")
                .Say(moving.Count > told.Count || others != 1 ? " did not move." : " did not move.");
        }

        return sentence.IsEmpty ? null : sentence;
    }

    private Sentence Answers()
    {
        var (accepted, rejected) = (_courses.Sum(course => course?.Accepted ?? 0), _courses.Sum(course => course?.Rejected ?? 0));
        return _tale.Sentence().Say($"{Figures.Count(accepted, "answer")} in favour, {Figures.Whole(rejected)} against.");
    }

    private void Course(Sentence sentence, int actor, ActorCourse course)
    {
        var own = _tale.Names.Grammar(actor);
        sentence.Opening(actor);
        if (course.Offers > 0)
        {
            Offers(sentence, own, course);
        }

        if (course.Rejected > 0)
        {
            sentence.Say(course.Offers > 0 ? ", and " : " ").Say($"{own.Verb("rejects")} {Figures.Count(course.Rejected, "text")}").Say(Reasons(own, course));
        }
        else if (course.Offers == 0)
        {
            sentence.Say($" {own.Verb("accepts")} {Figures.Count(course.Accepted, "text")}");
        }

        sentence.Say(".");
    }

    private void Offers(Sentence sentence, Grammar own, ActorCourse course)
    {
        if (course.Texts == 1)
        {
            sentence.Say($" {own.Verb("repeats")} {own.Its} text");
            return;
        }

        var issues = OfferWords.Differences(_tale.Scenario.Space, course.Before!.Value, course.LastOffer!.Outcome!.Value);
        var number = (course.HasMoreTexts ? "more than " : "") + Figures.Count(course.Texts - 1, "other text");
        sentence.Say($" {own.Verb("tries")} {number}");
        if (issues.Count == 0)
        {
            sentence.Say($" and {own.Verb("is")} back at {own.Its} own");
        }
        else
        {
            sentence.Say($", moving on {(issues.Count <= MostIssues + 1 ? Figures.List([.. issues.Select(_tale.Names.Issue)]) : string.Join(", ", issues.Take(MostIssues).Select(_tale.Names.Issue)) + $" and {issues.Count - MostIssues} other issues")}");
        }

        if (course.FirstOffer!.Utility is { } from && course.LastOffer.Utility is { } to && Figures.Worth(from) != Figures.Worth(to))
        {
            sentence.Say($" (worth {Figures.Worth(from)} to {own.ToIt} at first, {Figures.Worth(to)} at last)");
        }
    }

    /// <summary>Why it rejected what it rejected, as far as that is not the same price as always.</summary>
    private string Reasons(Grammar own, ActorCourse course)
    {
        var crossing = course.Reasons.Where(reason => reason.First.Reason == ReasonKind.CrossesRedLine).Sum(reason => reason.Count);
        var ratifiers = course.Reasons.Where(reason => reason.First.Reason == ReasonKind.RatifierWouldRefuse).GroupBy(reason => reason.First.Counterpart)
            .Select(group => $"{Count(group.Sum(reason => reason.Count))} because {_tale.Names.Actor(group.Key)} would refuse {(course.Rejected == 1 ? "it" : "them")}");
        var rest = course.Reasons.Where(reason => reason.First.Reason is not (ReasonKind.CrossesRedLine or ReasonKind.RatifierWouldRefuse)).Sum(reason => reason.Count);
        var parts = new List<string>();
        if (crossing > 0)
        {
            parts.Add($"{Count(crossing)} across {own.Its} demands");
        }

        parts.AddRange(ratifiers);
        if (rest > 0 && parts.Count > 0)
        {
            parts.Add($"{Count(rest)} as worth too little");
        }

        return parts.Count == 0 ? " as worth too little" : ", " + string.Join(", ", parts);

        string Count(int count) => count == course.Rejected ? (count == 1 ? "as it is" : "all") : Figures.Whole(count);
    }
}

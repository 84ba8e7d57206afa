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
    private readonly Positions _positions;
    private readonly LinesAtTheTable _lines;
    private readonly ActorCourse?[] _courses;
    private readonly Outcome?[] _before;
    private readonly List<NamedLine>[] _crossedBefore;
    private readonly List<TranscriptEntry> _round = [];
    private int _drafts;
    private int _first;
    private int _last;

    /// <summary>A stretch that begins where the parties stand after a round.</summary>
    public StretchOfTalks(Tale tale, Positions positions, LinesAtTheTable lines, int after)
    {
        (_tale, _positions, _lines, After) = (tale, positions, lines, after);
        _courses = new ActorCourse?[tale.Scenario.Actors.Length];
        _before = new Outcome?[_courses.Length];
        _crossedBefore = [.. _courses.Select(_ => new List<NamedLine>())];
    }

    /// <summary>The round that it comes after; what belongs to that is told elsewhere.</summary>
    public int After { get; }

    /// <summary>The rounds, for the margin.</summary>
    public string When => _first == _last ? "Round " + Figures.Whole(_first) : $"{Figures.Whole(_first)}–{Figures.Whole(_last)}";

    /// <summary>How many rounds it has.</summary>
    public int Rounds => _first == 0 ? 0 : _last - _first + 1;

    /// <summary>The next entry. A round counts when the next one begins, so that a round in which something is told does not.</summary>
    public void Note(TranscriptEntry entry)
    {
        if (TalksRound.NumberOf(entry) <= After)
        {
            return;
        }

        EndRound(TalksRound.NumberOf(entry));

        if (_round.Count == 0 && _first == 0)
        {
            Begin();
        }

        _round.Add(entry);
    }

    /// <summary>The last round counts if it is over.</summary>
    /// <param name="before">The round in which the talks are.</param>
    public void EndRound(int before)
    {
        if (_round.Count == 0 || TalksRound.NumberOf(_round[0]) >= before)
        {
            return;
        }

        foreach (var entry in _round)
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

        _round.Clear();
    }

    /// <summary>Where everybody stands when the first round begins.</summary>
    private void Begin()
    {
        for (var actor = 0; actor < _before.Length; actor++)
        {
            _before[actor] = _positions.Own(actor);
            _crossedBefore[actor] = _before[actor] is { } own ? _lines.Crossed(actor, own) : [];
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
            var others = moving.Count - told.Count;
            sentence.Say(told.Count == 0 ? "Nobody moves." : others > 0 ? $" {Figures.Count(others, "other party").Replace("partys", "parties", StringComparison.Ordinal)} {(others == 1 ? "moves" : "move")} too." : " The others do not move.");
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
            Offers(sentence, actor, course);
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

    private void Offers(Sentence sentence, int actor, ActorCourse course)
    {
        var own = _tale.Names.Grammar(actor);
        if (course.Texts == 1)
        {
            sentence.Say($" {own.Verb("repeats")} {own.Its} text");
            return;
        }

        var last = course.LastOffer!.Outcome!.Value;
        sentence.Say($" {own.Verb("tries")} {(course.HasMoreTexts ? "more than " : "")}{Figures.Count(course.Texts - 1, "new text")}");
        if (course.FirstOffer!.Utility is { } from && course.LastOffer.Utility is { } to && Figures.Worth(from) != Figures.Worth(to))
        {
            sentence.Say($" (worth {Figures.Worth(from)} → {Figures.Worth(to)} to {own.ToIt})");
        }

        var met = _crossedBefore[actor].Where(line => _lines.IsMet(line, last)).GroupBy(line => line.Actor).ToList();
        foreach (var owner in met)
        {
            sentence.Say(", comes to meet ").Actor(owner.Key).Say(" on " + Few([.. owner.SelectMany(line => NamingWords.Issues(_tale, line)).Distinct().Order()]));
        }

        var issues = OfferWords.Differences(_tale.Scenario.Space, course.Before!.Value, last);
        if (issues.Count == 0)
        {
            sentence.Say($", {own.Verb("comes")} back to {own.Its} own");
        }
        else if (met.Count == 0)
        {
            sentence.Say(", moving on " + Few(issues));
        }
    }

    private string Few(IReadOnlyList<int> issues) => issues.Count <= MostIssues + 1
        ? Figures.List([.. issues.Select(_tale.Names.Issue)])
        : string.Join(", ", issues.Take(MostIssues).Select(_tale.Names.Issue)) + $" and {issues.Count - MostIssues} other issues";

    /// <summary>Why it rejected what it rejected.</summary>
    private string Reasons(Grammar own, ActorCourse course)
    {
        var parts = new List<string>();
        Add(course.Reasons.Where(reason => reason.First.Reason is ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff).Sum(reason => reason.Count), $"across {own.Its} demands");
        foreach (var ratifier in course.Reasons.Where(reason => reason.First.Reason == ReasonKind.RatifierWouldRefuse).GroupBy(reason => reason.First.Counterpart))
        {
            Add(ratifier.Sum(reason => reason.Count), $"that {_tale.Names.Actor(ratifier.Key)} would refuse");
        }

        Add(course.Reasons.Where(reason => reason.First.Reason is not (ReasonKind.CrossesRedLine or ReasonKind.KeepsUpBluff or ReasonKind.RatifierWouldRefuse)).Sum(reason => reason.Count), "as too little");
        return parts.Count == 1 ? " " + parts[0] : " (" + string.Join(", ", parts) + ")";

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(count == course.Rejected ? what : $"{Figures.Whole(count)} {what}");
            }
        }
    }
}

using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Which rounds are told one by one and which are summed up. Worth telling are the first rounds and the last, events, departures,
/// drafts, the first time an actor accepts or gives a reason other than that it wants more, and every time the parties come closer than ever.
/// </summary>
internal static class RoundSelection
{
    /// <summary>Talks as short as this are told whole.</summary>
    private const int ShortTalks = 8;

    /// <summary>Fewer rounds in a row than this are told rather than summed up.</summary>
    private const int ShortestSummary = 3;

    /// <summary>At most this many rounds are told because the parties came closer.</summary>
    private const int MostSteps = 6;

    /// <summary>The rounds in order, in stretches that are told (one round each) or summed up (several).</summary>
    public static List<(bool Told, List<TalksRound> Rounds)> Of(Tale tale, List<TalksRound> rounds)
    {
        var told = rounds.Count <= ShortTalks || tale.Detail == Detail.Everything ? [.. rounds.Select(_ => true)] : OfNote(tale, rounds);
        var stretches = new List<(bool Told, List<TalksRound> Rounds)>();
        for (var i = 0; i < rounds.Count;)
        {
            var end = i + 1;
            while (!told[i] && end < rounds.Count && !told[end])
            {
                end++;
            }

            var stretch = rounds[i..end];
            if (told[i] || stretch.Count < ShortestSummary)
            {
                stretches.AddRange(stretch.Select(round => (true, new List<TalksRound> { round })));
            }
            else
            {
                stretches.Add((false, stretch));
            }

            i = end;
        }

        return stretches;
    }

    private static bool[] OfNote(Tale tale, List<TalksRound> rounds)
    {
        var told = new bool[rounds.Count];
        told[0] = told[1] = told[^1] = told[^2] = true;
        var seen = new HashSet<(int, Move, ReasonKind, string?)>();
        var positions = new Positions(tale.Scenario);
        var closest = int.MaxValue;
        var steps = 0;
        for (var i = 0; i < rounds.Count; i++)
        {
            foreach (var entry in rounds[i].Entries)
            {
                positions.Note(entry);
                told[i] |= entry.Move switch
                {
                    Move.Event or Move.WalkOut or Move.Draft => true,
                    Move.Accept => seen.Add((entry.Actor, entry.Move, ReasonKind.None, null)),
                    Move.Reject when IsTelling(entry.Reason) => seen.Add((entry.Actor, entry.Move, entry.Reason, entry.RedLine)),
                    _ => false,
                };
            }

            if (positions.Apart() is { } apart && apart.Count < closest)
            {
                told[i] |= closest != int.MaxValue && steps++ < MostSteps;
                closest = apart.Count;
            }
        }

        return told;
    }

    private static bool IsTelling(ReasonKind reason) =>
        reason is ReasonKind.CrossesRedLine or ReasonKind.RatifierWouldRefuse or ReasonKind.Distrust or ReasonKind.BelowNoDeal;
}

/// <summary>Who stands where while the talks are told: the text on the table and everybody's last own one.</summary>
internal sealed class Positions(Scenario scenario)
{
    private readonly Outcome?[] _own = new Outcome?[scenario.Actors.Length];

    /// <summary>The text on the table; null before there is one.</summary>
    public Outcome? Standing { get; private set; }

    /// <summary>Whose text that is; -1: nobody's in particular.</summary>
    public int Proposer { get; private set; } = -1;

    public Outcome? Own(int actor) => _own[actor];

    public void Note(TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Offer or Move.Draft:
                Standing = entry.Outcome;
                Proposer = entry.Actor;
                if (entry.Actor >= 0)
                {
                    _own[entry.Actor] = entry.Outcome;
                }

                break;
            case Move.WalkOut:
                _own[entry.Actor] = null;
                break;
        }
    }

    /// <summary>The issues on which the last own texts are not all the same; null while fewer than two have one.</summary>
    public List<int>? Apart()
    {
        var texts = _own.OfType<Outcome>().ToList();
        return texts.Count < 2
            ? null
            : [.. Enumerable.Range(0, scenario.Space.Issues.Length).Where(i => texts.Any(text => Differs(i, texts[0], text)))];
    }

    private bool Differs(int issue, Outcome a, Outcome b)
    {
        var found = scenario.Space.Issues[issue];
        return !a.Span.Slice(found.FirstComponent, found.ComponentCount).SequenceEqual(b.Span.Slice(found.FirstComponent, found.ComponentCount));
    }
}

using NegotiationSim.Engine;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>The life of the agreement in short: events, the worst incidents and breaches, gates, who left; how many others there were, and what each side holds against the others at the end.</summary>
internal sealed class ImplementationStory(IAnsiConsole console, Tale tale)
{
    private const int MostLines = 6;

    /// <summary>So many of those who struck are named.</summary>
    private const int MostDoers = 6;

    private readonly Implementation _implementation = tale.Scenario.Implementation ?? throw new ArgumentException("The scenario has no implementation.", nameof(tale));
    private readonly GateReport _gates = new(tale);
    private readonly BeatList _beats = new();
    private readonly Dictionary<int, double> _tension = [];
    private LesserIncidents? _strikes;
    private int _entries;

    private string Unit => _implementation.Period == TimeSpan.FromDays(1) ? "Day" : "Period";

    /// <summary>The next entry.</summary>
    public void Tell(TranscriptEntry entry)
    {
        foreach (var (actor, level) in entry.Implementation?.Tension ?? [])
        {
            _tension[actor] = level;
        }

        var broken = _gates.Note(entry);
        var isTold = tale.Outline.Ledger.IsTold(entry, _entries++);
        if (LedgerSelection.IsStrike(entry))
        {
            if (_strikes is null)
            {
                _strikes = new LesserIncidents(entry);
            }
            else
            {
                _strikes.Add(entry);
            }
        }

        if (isTold)
        {
            Add(entry, broken);
        }
    }

    public void End()
    {
        _beats.Tell(console, MostLines);
        if (_entries == 0)
        {
            console.Paragraph(tale.Sentence().Say("Nothing happened that put the agreement to the test."), 2);
        }

        if (_strikes is { Count: > 1 } strikes)
        {
            console.Paragraph(Tally(strikes), 2);
        }

        if (_tension.Count > 0)
        {
            console.Paragraph(Tension(), 2);
        }

        _gates.Tell(console);
    }

    private void Add(TranscriptEntry entry, List<(Gate Gate, double Calm)> broken)
    {
        var when = entry.Date is { } date ? $"{entry.Period} · {Figures.Day(date)}" : $"{Unit} {entry.Period}";
        var (mark, style, text, weight) = entry.Move switch
        {
            Move.Event => ("◆", Ink.Strong, EventWords.InShort(tale, entry), BeatWeight.Event),
            Move.Gate => ("", Ink.Plain, StrikeWords.Gate(tale, entry), BeatWeight.Essential),
            Move.Leave => ("✗", Ink.Bad, tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "leaves the agreement.", Ink.Bad), BeatWeight.Essential),
            Move.Incident or Move.Breach => ("", Ink.Plain, StrikeWords.Of(tale, entry), BeatWeight.Turn),
            _ => throw new InvalidOperationException($"'{entry.Move}' is no move of the implementation."),
        };
        foreach (var (gate, calm) in broken)
        {
            text.Add($" {Figures.Capitalised(tale.Names.Gate(gate.Id))}: calm broken after {Figures.Number(calm)} of {Figures.Count(gate.NeedsCalm, "day")}.", Ink.Aside);
        }

        _beats.Add(new Beat(when, mark, style, text, weight));
    }

    private Sentence Tally(LesserIncidents strikes)
    {
        var doers = strikes.Doers.Select(doer => (doer.Doer is { } id ? tale.Names.Doer(id) : "somebody") + " " + Figures.Whole(doer.Count)).ToList();
        var others = strikes.Doers.Skip(MostDoers).Sum(doer => doer.Count);
        var blamed = strikes.Doers.Sum(doer => doer.Doer is { } id ? tale.Outline.Strikes(id)?.BlamedOnOthers ?? 0 : 0);
        var sentence = tale.Sentence().Say($"In all {Figures.Whole(strikes.Count)} incidents and breaches: ")
            .Say(string.Join(", ", doers.Take(MostDoers))).Say(others > 0 ? $", others {Figures.Whole(others)}." : ".");
        return blamed > 0 ? sentence.Say($" {Figures.Whole(blamed)} of them {(blamed == 1 ? "was" : "were")} blamed on somebody else.") : sentence;
    }

    /// <summary>What each side holds against the others at the end, beside what it bears.</summary>
    private Sentence Tension()
    {
        var sentence = tale.Sentence().Say("Tension at the end, against what each bears: ");
        var first = true;
        foreach (var (actor, level) in _tension.OrderBy(tension => tension.Key))
        {
            var patience = _implementation.Patience[actor] is { } own ? tale.Value(actor, own) : ImplementationDefaults.Patience;
            sentence.Say(first ? "" : ", ").Actor(actor).Say(" " + Figures.Worth(level) + (patience is { } limit ? $" of {Figures.Number(limit)}" : ""));
            first = false;
        }

        return sentence.Say(".");
    }
}

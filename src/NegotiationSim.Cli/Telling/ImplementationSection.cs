using NegotiationSim.Engine;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Scenarios;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Telling;

/// <summary>The life of the agreement: a ledger of incidents, the tension they leave, and the gates they keep shut.</summary>
internal sealed class ImplementationSection
{
    private const int BarWidth = 8;
    private const int MostTensionColumns = 3;
    private const int NarrowestWhat = 16;
    private static readonly int LevelWidth = Math.Max(BarWidth + 2, 12);
    private const int MostRows = 1000;

    private readonly IAnsiConsole _console;
    private readonly Tale _tale;
    private readonly Implementation _implementation;
    private readonly GateReport _gates;
    private readonly List<int> _principals;
    private readonly int _when;

    /// <summary>Whether each principal has a column for its tension; else the highest has one.</summary>
    private readonly bool _hasColumns;
    private readonly Dictionary<int, double> _tension = [];
    private Table _table;
    private LesserIncidents? _lesser;
    private int? _day;
    private int _entries;

    public ImplementationSection(IAnsiConsole console, Tale tale)
    {
        _console = console;
        _tale = tale;
        _implementation = tale.Scenario.Implementation ?? throw new ArgumentException("The scenario has no implementation.", nameof(tale));
        _gates = new GateReport(tale);
        _principals = [.. tale.Principals];
        _when = console.Profile.Width >= 100 ? 14 : 11;
        var room = What(_principals.Count, LevelWidth);
        _hasColumns = _principals.Count <= MostTensionColumns && room >= NarrowestWhat;
        _table = NewTable();
    }

    /// <summary>The unit of time: a day, or a period of another length.</summary>
    private string Unit => _implementation.Period == TimeSpan.FromDays(1) ? "Day" : "Period";

    /// <summary>The next entry. What is not worth telling is counted until something is.</summary>
    public void Tell(TranscriptEntry entry)
    {
        if (_tale.Outline.Ledger.IsTold(entry, _entries++))
        {
            EndStretch();
            AddTold(entry);
            return;
        }

        if (_lesser is null)
        {
            _lesser = new LesserIncidents(entry);
            return;
        }

        if (_lesser.Count == 1)
        {
            Note(_lesser.First);
        }

        Note(entry);
        _lesser.Add(entry);
    }

    public void End()
    {
        EndStretch();
        if (_entries > 0)
        {
            _console.Write(_table);
            _console.Paragraph(_tale.Sentence().Say("Tension is what each side holds against the others, drawn against its patience; it fades with time."), 2);
        }
        else
        {
            _console.Paragraph(_tale.Sentence().Say("Nothing happened that put the agreement to the test."), 2);
        }

        _gates.Tell(_console);
    }

    /// <summary>A lesser incident between two that are told is told as well; several are summed up.</summary>
    private void EndStretch()
    {
        if (_lesser is not { } lesser)
        {
            return;
        }

        _lesser = null;
        if (lesser.Count == 1)
        {
            AddTold(lesser.First);
            return;
        }

        AddRow(InShort(lesser), lesser.First, lesser.Last);
    }

    private void AddTold(TranscriptEntry entry) => AddRow(What(entry), entry, entry);

    private Table NewTable()
    {
        var table = new Table { Border = TableBorder.Rounded, Width = _console.Profile.Width };
        var tensions = _hasColumns ? _principals.Count : 1;
        var level = _hasColumns ? LevelWidth : 20;
        table.AddColumn(new TableColumn(new Text(Unit, Ink.Strong)) { Width = _when });
        table.AddColumn(new TableColumn(new Text("What happened", Ink.Strong)) { Width = What(tensions, level) });
        if (_hasColumns)
        {
            foreach (var actor in _principals)
            {
                table.AddColumn(new TableColumn(_tale.Sentence().Strong("Tension: ").Actor(actor)) { Width = level });
            }
        }
        else
        {
            table.AddColumn(new TableColumn(new Text("Highest tension", Ink.Strong)) { Width = level });
        }

        return table;
    }

    /// <summary>Columns that are left for what happened.</summary>
    private int What(int tensions, int level) => _console.Profile.Width - 1 - _when - 3 - 3 - tensions * (level + 3);

    private void AddRow(Sentence what, TranscriptEntry first, TranscriptEntry last)
    {
        if (_table.Rows.Count == MostRows)
        {
            // A table is drawn as a whole, so that a long story goes into several.
            _console.Write(_table);
            _table = NewTable();
        }

        // A day is named once, however much happens on it.
        var when = first.Period == _day && last.Period == _day ? _tale.Sentence() : When(first, last);
        _day = last.Period;
        List<IRenderable> cells = [when, what];
        if (_hasColumns)
        {
            cells.AddRange(_principals.Select(actor => Level(_tale.Sentence(), actor)));
        }
        else
        {
            var highest = _principals.MaxBy(actor => _tension.GetValueOrDefault(actor));
            cells.Add(Level(_tale.Sentence().Actor(highest).Say("\n"), highest));
        }

        _table.AddRow(cells);
    }

    private Sentence Level(Sentence sentence, int actor)
    {
        var level = _tension.GetValueOrDefault(actor);
        var patience = Patience(actor);
        // A patience that was drawn is the table's secret: the bar then shows the level against the model's default.
        var limit = patience ?? ImplementationDefaults.Patience;
        return sentence.Add(Bar.Level(level, limit, BarWidth), level >= limit ? Ink.Bad : level >= limit / 2 ? Ink.Strong : Ink.Plain)
            .Say("\n" + Figures.Worth(level) + (patience is { } known ? " of " + Figures.Number(known) : ""));
    }

    private double? Patience(int actor) => _implementation.Patience[actor] is { } patience ? _tale.Value(actor, patience) : ImplementationDefaults.Patience;

    private Sentence When(TranscriptEntry first, TranscriptEntry last)
    {
        var sentence = _tale.Sentence().Strong(first.Period == last.Period ? $"{first.Period}" : $"{first.Period} to {last.Period}");
        return last.Date is { } date ? sentence.Say((first.Period == last.Period ? "\n" : "\nto ") + Figures.Date(date)) : sentence;
    }

    private Sentence What(TranscriptEntry entry)
    {
        var broken = Note(entry);
        var sentence = entry.Move switch
        {
            Move.Incident or Move.Breach => StrikeWords.Of(_tale, entry),
            Move.Event => _tale.Sentence().Add("◆ ", Ink.Strong).Add(EventWords.Of(_tale, entry)),
            Move.Gate => StrikeWords.Gate(_tale, entry),
            Move.Leave => _tale.Sentence().Add("✗ ", Ink.Bad).Opening(entry.Actor).Verb(entry.Actor, "leaves the agreement.", Ink.Bad),
            _ => throw new InvalidOperationException($"'{entry.Move}' is no move of the implementation."),
        };
        foreach (var (gate, calm) in broken)
        {
            sentence.Add($" {Figures.Capitalised(_tale.Names.Gate(gate.Id))}: calm broken after {Figures.Number(calm)} of {Figures.Count(gate.NeedsCalm, "day")}.", Ink.Aside);
        }

        return sentence;
    }

    private List<(Gate Gate, double Calm)> Note(TranscriptEntry entry)
    {
        foreach (var (actor, level) in entry.Implementation?.Tension ?? [])
        {
            _tension[actor] = level;
        }

        return _gates.Note(entry);
    }

    private Sentence InShort(LesserIncidents lesser)
    {
        var sentence = _tale.Sentence().Say($"… {Figures.Count(lesser.Count, "lesser incident")}: ");
        var first = true;
        foreach (var (doer, count) in lesser.Doers)
        {
            sentence.Say(first ? "" : ", ").Say(doer is { } id ? _tale.Names.Doer(id) : "somebody").Say($" {count}");
            first = false;
        }

        return sentence.Say(".");
    }
}

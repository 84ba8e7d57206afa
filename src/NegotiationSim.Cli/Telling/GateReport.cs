using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>The gates of an agreement: what broke the calm that they need, and how far each came.</summary>
internal sealed class GateReport(Tale tale)
{
    private const int BarWidth = 8;

    private readonly Implementation _implementation = tale.Scenario.Implementation!;
    private readonly List<GateProgress> _gates = [.. tale.Scenario.Implementation!.Gates.Select(gate => new GateProgress(tale.Scenario, gate))];

    private string On => _implementation.Period == TimeSpan.FromDays(1) ? "on day" : "in period";

    /// <summary>Takes note of what happened.</summary>
    /// <returns>The gates whose calm it broke, and how many days that had lasted.</returns>
    public List<(Gate Gate, double Calm)> Note(TranscriptEntry entry)
    {
        var broken = new List<(Gate, double)>();
        foreach (var gate in _gates)
        {
            if (gate.Note(entry, tale.Names) is { } calm)
            {
                broken.Add((gate.Gate, calm));
            }
        }

        return broken;
    }

    /// <summary>How far each gate came.</summary>
    public void Tell(IAnsiConsole console)
    {
        var last = tale.Record.EndedPeriod ?? _implementation.Horizon;
        foreach (var gate in _gates)
        {
            gate.Extend(last);
            var needs = gate.Gate.NeedsCalm;
            var sentence = tale.Sentence().Strong(Figures.Capitalised(tale.Names.Gate(gate.Gate.Id))).Say("  ")
                .Add(Bar.Level(gate.LongestCalm, needs, BarWidth), gate.Opened ? Ink.Good : Ink.Bad)
                .Say($"  at best {Figures.Number(Math.Min(gate.LongestCalm, needs))} of the {Figures.Count(needs, "day")} of calm it needs; ");
            sentence.Say((gate.Decided, gate.Opened) switch
            {
                ({ } period, true) => $"reached {On} {period}.",
                ({ } period, false) => $"given up {On} {period}.",
                _ => "not reached before the end.",
            });
            console.Paragraph(sentence, 2);
        }
    }
}

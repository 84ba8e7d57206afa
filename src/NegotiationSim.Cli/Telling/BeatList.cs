using NegotiationSim.Cli.Output;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>What is worth telling of a phase, in order. It is written when it is complete, so that what matters least can be left out of a long story.</summary>
internal sealed class BeatList
{
    private const int PageWidth = 100;

    /// <summary>Beyond this many in memory the least are dropped at once, so that memory does not grow with the length of the talks.</summary>
    private const int MostKept = 2_000;

    private readonly List<Beat> _beats = [];
    private int _dropped;

    public int Count => _beats.Count;

    public void Add(Beat beat) => Insert(_beats.Count, beat);

    /// <summary>Puts a beat before others that came while it was going on.</summary>
    public void Insert(int place, Beat beat)
    {
        _beats.Insert(Math.Min(place, _beats.Count), beat);
        if (_beats.Count > MostKept)
        {
            Drop();
        }
    }

    /// <summary>Writes them, each round named once, and is empty again.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="mostLines">About so many lines are written on a page of <see cref="PageWidth"/> columns.</param>
    public void Tell(IAnsiConsole console, int mostLines)
    {
        var margin = _beats.Select(beat => Cells.Width(beat.When)).DefaultIfEmpty(0).Max();
        var room = console.Profile.Width - margin - 5;
        var lines = _beats.ToDictionary(beat => beat, beat => 1 + (Cells.Width(beat.Text.ToString()) - 1) / room);
        var total = lines.Values.Sum();
        while (_beats.Count > 1 && total * console.Profile.Width > mostLines * PageWidth)
        {
            total -= lines[Drop()];
        }

        margin = _beats.Select(beat => Cells.Width(beat.When)).DefaultIfEmpty(0).Max();
        var last = "";
        foreach (var beat in _beats)
        {
            var when = beat.When == last ? "" : beat.When;
            last = beat.When;
            console.Bullet(when + new string(' ', margin - Cells.Width(when)) + (beat.Mark.Length == 0 ? "" : " " + beat.Mark), beat.Style, beat.Text);
        }

        if (_dropped > 0)
        {
            console.Paragraph(new Sentence().Add($"{Figures.Count(_dropped, "lesser turn")} {(_dropped == 1 ? "is" : "are")} left out; --verbose tells everything.", Ink.Aside), 2);
        }

        _beats.Clear();
        _dropped = 0;
    }

    /// <summary>Leaves out the least, of equals the one in the middle of the story: how it began and how it ended matter most.</summary>
    private Beat Drop()
    {
        var least = _beats.Min(beat => beat.Weight);
        var middle = _beats.Count / 2;
        var place = Enumerable.Range(0, _beats.Count).Where(i => _beats[i].Weight == least).MinBy(i => Math.Abs(i - middle));
        var beat = _beats[place];
        _beats.RemoveAt(place);
        _dropped++;
        return beat;
    }
}

using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Sweeps;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>Tells a sweep to a person: what it comes to in words, then in numbers and bars.</summary>
internal static class SweepTeller
{
    private const int MostValues = 12;

    public static void Tell(IAnsiConsole console, SweepTale tale)
    {
        var statement = SweepStatement.Of(tale);
        if (tale.Detail == Detail.Ending)
        {
            foreach (var sentence in statement)
            {
                console.Paragraph(sentence);
            }

            return;
        }

        console.Section(Names.Readable(tale.Scenario.Title, tale.Scenario.Name));
        console.Paragraph(Played(tale), 2);
        foreach (var axis in tale.Axes)
        {
            console.Bullet("·", Ink.Aside, Varied(tale, axis));
        }

        console.Blank();
        foreach (var sentence in statement)
        {
            console.Bullet("→", Ink.Strong, sentence);
        }

        console.Blank();
        if (tale.Axes.Length == 1)
        {
            PointsTable.Tell(console, tale);
        }

        for (var i = 0; i < tale.Shown.Length; i++)
        {
            var measure = tale.Shown[i];
            if (i > 0 || tale.Axes.Length == 1)
            {
                console.Blank();
            }

            if (tale.Axes.Length == 1)
            {
                CurveBars.Tell(console, tale, measure);
            }
            else
            {
                HeatTable.Tell(console, tale, measure);
            }
        }

        console.Blank();
        console.Paragraph(Legend(tale), 2);
    }

    private static Sentence Played(SweepTale tale)
    {
        var sentence = tale.Sentence();
        if (tale.IsPartial)
        {
            sentence.Add("Interrupted. ", Ink.Bad).Say($"What follows is the first {Figures.Whole(tale.Summary.Runs)} of {Figures.Count(tale.Order.Runs, "replica")} of each point. ");
        }

        return sentence.Say($"{Figures.Count(tale.Order.Points.Length, "point")}, at each {(tale.Summary.Runs == 1 ? "the same replica" : $"the same {Figures.Whole(tale.Summary.Runs)} replicas")} of seed {tale.Order.Seed}. Varied:");
    }

    private static Sentence Varied(SweepTale tale, Axis axis)
    {
        var words = new ParameterWords(tale.Scenario);
        var values = axis.Values.Select(value => Cells.Shorten(Visible.Title(value.Text), 40)).ToList();
        return tale.Sentence()
            .Say(words.Has(axis.Path) ? Figures.Capitalised(words.Of(axis.Path)) + " (" : "").Add(Visible.Title(axis.Path), Ink.Aside).Say(words.Has(axis.Path) ? "): " : ": ")
            .Say(values.Count > MostValues ? $"{values.Count} values, {string.Join(", ", values.Take(3))} ... {values[^1]}" : string.Join(", ", values));
    }

    private static Sentence Legend(SweepTale tale)
    {
        var sentence = tale.Sentence();
        if (tale.Axes.Length == 2)
        {
            sentence.Say(HeatTable.Legend + " ");
        }
        else
        {
            sentence.Say("▒ reaches from the lower to the upper end of the 95% interval (Wilson). ");
        }

        sentence.Say("Differences are paired: every point plays the same random numbers; in brackets 95% intervals, of which one in twenty misses by chance.");
        return tale.Flips.IsEmpty ? sentence : sentence.Say(" Where something flips is read off straight lines between the points, and said only where the points on either side can be told apart; --json has it of every measure.");
    }
}

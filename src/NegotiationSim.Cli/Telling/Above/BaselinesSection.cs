using System.Globalization;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What simple rules predict, beside what the model recommends: the yardstick that any model of bargaining has to beat.</summary>
internal static class BaselinesSection
{
    public static void Tell(IAnsiConsole console, Overview view)
    {
        console.Section("What simple rules predict");
        if (!view.Analysis.Baselines.IsEmpty)
        {
            TellIssues(console, view);
        }

        console.Paragraph(view.Sentence().Say(Survival()), 2);
    }

    private static void TellIssues(IAnsiConsole console, Overview view)
    {
        var width = console.Profile.Width;
        var nash = view.Analysis.Solutions.Nash.Points is [var first, ..] ? first.Terms : (Outcome?)null;
        var columns = nash is null ? 3 : 4;
        var share = (width - 1) / columns - 3;
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = width };
        table.AddColumn(new TableColumn(new Text("Issue", Ink.Strong)) { Width = width - 1 - 3 * columns - share * (columns - 1) });
        table.AddColumn(new TableColumn(new Text("Compromise", Ink.Strong)) { Width = share });
        table.AddColumn(new TableColumn(new Text("Median", Ink.Strong)) { Width = share });
        if (nash is not null)
        {
            table.AddColumn(new TableColumn(new Text(view.Analysis.Solutions.Unconstrained ? "Nash, if anything went" : "Nash solution", Ink.Strong)) { Width = share });
        }

        foreach (var baseline in view.Analysis.Baselines)
        {
            var issue = view.Scenario.Space.Issues[baseline.Issue];
            table.AddRow([
                new Sentence().Say(Names.Issue(issue)),
                At(view, issue, baseline.Compromise),
                At(view, issue, baseline.Median),
                .. nash is { } terms ? [new Sentence().Say(Names.Term(issue, terms))] : Array.Empty<Sentence>(),
            ]);
        }

        console.Write(table);
        console.Paragraph(
            view.Sentence().Strong("Compromise").Say(": the mean of what all want, by capability and weight (Achen 2006). On 353 issues of the European Union it missed the outcome by 23 of 100 on average, less than any bargaining model tried there. ")
                .Strong("Median").Say(": half want less, half more. Neither knows of red lines. Positions are on the issue's scale, beside the option that is nearest."), 2);
    }

    /// <summary>A position, and the option that is nearest to it.</summary>
    private static Sentence At(Overview view, Issue issue, double position)
    {
        if (!double.IsFinite(position))
        {
            return view.Sentence().Say("–");
        }

        var sentence = view.Sentence().Strong(position.ToString("0.#", CultureInfo.InvariantCulture));
        return issue is OptionsIssue options ? sentence.Say(" (" + Names.Option(options.Options.MinBy(option => Math.Abs(option.Position - position))!) + ")") : sentence;
    }

    private static string Survival()
    {
        var points = MeasuredSurvival.Points;
        var words = points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{point.Ended * 100:0.#}% {(i == 0 ? "had broken down " : "")}within {point.Days} days")).ToList();
        return $"And how long what is signed lasts: of 176 agreements with a ceasefire provision, {Figures.List(words)} (UCDP Peace Agreements 22.1).";
    }
}

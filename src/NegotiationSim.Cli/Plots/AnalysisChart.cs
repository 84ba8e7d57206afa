using System.Collections.Immutable;
using System.Numerics;
using NegotiationSim.Analysis;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Above;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Plots;

/// <summary>An analysis as a picture: the frontier in the plane of two utilities, how many texts each accepts and all accept, and who accepts which option.</summary>
internal static class AnalysisChart
{
    /// <summary>A picture of more options than this nobody could look at.</summary>
    private const int MostOptions = 120;

    /// <summary>So many points of a frontier say their texts: of more the file would be larger than anybody reads.</summary>
    private const int MostTexts = 60;

    private static readonly ImmutableArray<HeatClass> s_stances =
    [
        new("some text with it is acceptable", "✓", ChartColour.Held),
        new("no text with it is", "–", ChartColour.NoDeal),
        new("crosses a red line", "✗", ChartColour.Collapsed),
        new("not settled", "?", ChartColour.Reference),
    ];

    public static Chart Of(Overview view) => new ChartSheet
    {
        Title = Names.Readable(view.Scenario.Title, view.Scenario.Name) + ", seen from above",
        Charts = view.Analysis.Feasible.AtMost.IsZero ? [] : [.. Plane(view) is { } plane ? [plane] : Array.Empty<Chart>(), Accepted(view), Options(view)],
        Note = view.Analysis.IsExact ? null : "Not everything here is exact: where the work would have been too much, bounds stand in place of a figure.",
    };

    /// <summary>The first two whose consent is needed; null where there are no two.</summary>
    private static ScatterChart? Plane(Overview view)
    {
        var needed = view.Needed;
        if (needed.Count < 2)
        {
            return null;
        }

        var (first, second) = (view.Outlook(needed[0]), view.Outlook(needed[1]));
        var frontier = view.Analysis.Pareto.Points;
        var points = frontier.Select(point => frontier.Length <= MostTexts ? Point(view, point.Utilities, point.Terms, null) : new ScatterPoint(point.Utilities[0], point.Utilities[1])).Distinct().ToList();
        return new ScatterChart
        {
            Title = view.Analysis.Pareto.Unconstrained ? "The Pareto frontier, were every text acceptable" : "The Pareto frontier of what all accept",
            Note = (needed.Count == 2 ? "" : $"Seen in the plane of two of the {needed.Count} parties whose consent is needed. ")
                + (view.Analysis.Pareto.Unconstrained ? "There is no text that all accept." : "Below and left of the dotted lines one of the two is better off without an agreement."),
            X = new ChartAxis($"Utility of {view.Names.Actor(needed[0])}"),
            Y = new ChartAxis($"Utility of {view.Names.Actor(needed[1])}"),
            Groups =
            [
                new ScatterGroup("Pareto frontier", [.. points]) { Colour = ChartColour.Series1, IsLine = needed.Count == 2 },
                new ScatterGroup("Recommended", [.. SolutionsSection.Named(view.Analysis.Solutions).Where(named => !named.Solution.Points.IsEmpty)
                    .Select(named => Point(view, named.Solution.Points[0].Utilities, named.Solution.Points[0].Terms, named.Name))
                    .GroupBy(point => (point.X, point.Y)).Select(same => same.First() with { Label = string.Join(", ", same.Select(point => point.Label)) })])
                {
                    Colour = ChartColour.Series2, Symbol = ScatterSymbol.Diamond,
                },
            ],
            Regions = [new ScatterRegion("Better than no deal for both", ChartColour.Held) { Left = first.NoDeal, Bottom = second.NoDeal }],
            VerticalLines = [new ReferenceLine(first.NoDeal, $"No deal, {view.Names.Actor(needed[0])}")],
            HorizontalLines = [new ReferenceLine(second.NoDeal, $"No deal, {view.Names.Actor(needed[1])}")],
        };
    }

    /// <summary>A text by what it is worth, said in its terms where it is pointed at.</summary>
    private static ScatterPoint Point(Overview view, ImmutableArray<double> utilities, Outcome terms, string? label) =>
        new(utilities[0], utilities[1], label, (label is null ? "" : label + ": ") + string.Join("; ", view.Scenario.Space.Issues.Select(issue => $"{Names.Issue(issue)}: {Names.Term(issue, terms)}")));

    private static BarChart Accepted(Overview view) => new()
    {
        Title = "How many texts each accepts, and all together",
        Note = $"Of the {Counts.Texts(view.Analysis.Feasible)} that make sense, those across none of a party's red lines and worth at least what it has without a deal.",
        Heading = "Party",
        Axis = new ChartAxis("Share of texts", ValueFormat.Percent, 0),
        Groups =
        [
            new BarGroup(null,
            [
                .. view.Analysis.Actors.OrderByDescending(outlook => view.Needed.Contains(outlook.Actor)).Select(outlook => Bar(view, Figures.Capitalised(view.Names.Actor(outlook.Actor)), outlook.Acceptable, ChartColour.Series1)),
                Bar(view, "All whose consent is needed (the zone)", view.Analysis.Zone.Count, ChartColour.Held),
            ]),
        ],
    };

    /// <summary>A share whose count may be known only within bounds: from the least to the most.</summary>
    private static Reports.Charts.Bar Bar(Overview view, string label, OutcomeCount count, ChartColour colour)
    {
        var (low, high) = (Share(count.AtLeast, view.Analysis.Feasible.AtMost), Share(count.AtMost, view.Analysis.Feasible.AtLeast));
        return new Reports.Charts.Bar(label, count.IsExact && view.Analysis.Feasible.IsExact ? low : (low + high) / 2)
        {
            Low = low == high ? null : low,
            High = low == high ? null : high,
            Colour = colour,
            Text = Counts.Share(count, view.Analysis.Feasible),
        };
    }

    private static double Share(BigInteger part, BigInteger whole) => whole.IsZero ? 1 : Math.Min(1, PortableMath.Exp(PortableMath.LogOfWhole(part) - PortableMath.LogOfWhole(whole)));

    private static HeatMap Options(Overview view)
    {
        var actors = view.Analysis.Actors.Select(outlook => outlook.Actor).OrderByDescending(view.Needed.Contains).ToList();
        var rows = view.Scenario.Space.Issues.SelectMany(issue => OptionsGrid.Rows(view, issue, actors).Select(row => new HeatRow(
            row.Label + (row.Today ? " (today)" : ""),
            [
                .. actors.Select(actor => (double?)Class(view.Outlook(actor).Options[row.Component][row.Value])),
                view.Analysis.Zone.Options[row.Component][row.Value] switch { Existence.Yes => 0, Existence.No => 1, _ => 3 },
            ])
        {
            Group = Names.Issue(issue),
        })).ToList();
        var shown = rows.Take(MostOptions).ToImmutableArray();
        var used = shown.SelectMany(row => row.Values).OfType<double>().ToHashSet();
        return new HeatMap
        {
            Title = "Who accepts which option",
            Note = rows.Count > MostOptions ? $"{Figures.Count(rows.Count - MostOptions, "further option")} left out." : null,
            RowHeading = "Option",
            ColumnHeading = "Party",
            Columns = [.. actors.Select(actor => Figures.Capitalised(view.Names.Actor(actor))), "All together"],
            Scale = new ChartAxis("Stance"),
            Classes = used.Contains(3) ? s_stances : s_stances[..3],
            Rows = shown,
        };
    }

    private static int Class(OptionStance stance) => stance switch
    {
        OptionStance.Acceptable => 0,
        OptionStance.NeverAcceptable => 1,
        OptionStance.CrossesRedLine => 2,
        _ => 3,
    };
}

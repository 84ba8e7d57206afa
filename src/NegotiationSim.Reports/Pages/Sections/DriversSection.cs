using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Which uncertain inputs the ending hangs on.</summary>
internal static class DriversSection
{
    private const int MostBars = 12;
    private const int MostSentences = 6;

    public static Section Of(ReportSource source) => new("drivers", "What drives the ending", source.Drivers is { } analysis
        ? analysis.Endings.Count(ending => ending.Count > 0) == 1 ? Parts.Paragraph($"All negotiations of this batch end in the same way, so there is nothing that an input could explain.") : Told(source, analysis, [.. analysis.Drivers.Where(input => input.Column.Kind == InputKind.Drawn)], [.. analysis.Drivers.Where(input => input.Column.Kind == InputKind.Event)])
        : Parts.Paragraph($"Not worked out for this page."));

    private static Markup Told(ReportSource source, SensitivityAnalysis analysis, ImmutableArray<InputEffect> drivers, ImmutableArray<InputEffect> events) => Markup.Of($"""
        {Headline(source, analysis, drivers)}
        {(drivers.IsEmpty ? Markup.None : Markup.Of($"{Parts.Figure("c-drivers", Shares(source, analysis, drivers))}{Sentences(source, drivers)}{Swings(source, analysis, drivers)}"))}
        {(events.IsEmpty ? Markup.None : Events(source, events))}
        {Parts.Note($"“Explains” is the share of the variance of the ending that goes with an input by itself: Goodman and Kruskal’s tau, which is the first-order Sobol’ index of the four endings. Chance within a run counts as one more input, so what no input explains is that chance, and what inputs do only together. The input that nothing uses shows what noise comes to. All inputs are tested at once: that any one of them is called a driver by chance has a probability of 5%. What goes with the ending need not cause it where inputs are linked in the file.")}
        {Parts.Paragraph($"The full ranking, total effects, and what becomes of the ending when a red line, an event or a tie is taken out:")}
        {Parts.Command("negsim sensitivity . --verbose")}
        {Parts.Command("negsim sensitivity scenario.yaml --runs 10000 --tornado 2000")}
        """);

    private static Markup Headline(ReportSource source, SensitivityAnalysis analysis, ImmutableArray<InputEffect> drivers)
    {
        var drawn = analysis.Inputs.Count(input => input.Column.Kind == InputKind.Drawn);
        if (drivers.IsEmpty)
        {
            return Parts.Paragraph($"None of {PageNumbers.Count(drawn, "drawn input")} can be told from one that nothing uses{(analysis.Runs < 10_000 ? "; more replicas would show smaller effects" : "")}.");
        }

        var second = drivers.Length > 1 ? Markup.Of($", then by {Markup.Foreign(source.Words.Input(drivers[1].Column))} ({Percent(drivers[1].Share.Value)})") : Markup.None;
        return Parts.Paragraph($"Of all single inputs, most of the ending is explained by <strong>{Markup.Foreign(source.Words.Input(drivers[0].Column))}</strong> ({Percent(drivers[0].Share.Value)}){second}. {PageNumbers.Whole(drivers.Length)} of {PageNumbers.Count(drawn, "drawn input")} can be told from one that nothing uses. {Rest(drivers)}");
    }

    private static string Rest(ImmutableArray<InputEffect> drivers) => drivers.Sum(driver => driver.Share.Value) < 0.5
        ? "No input decides the ending by itself: the larger part is chance within a run and what inputs do together."
        : "";

    private static BarChart Shares(ReportSource source, SensitivityAnalysis analysis, ImmutableArray<InputEffect> drivers) => new()
    {
        Title = "What share of the ending each input explains",
        Heading = "Input",
        Axis = new ChartAxis("Share of the variance of the ending", ValueFormat.Percent, 0),
        Groups =
        [
            new BarGroup(null, [.. drivers.Take(MostBars).Select(input => Bar(source, input, ChartColour.Series1)), Bar(source, analysis.Unused, ChartColour.Reference)]),
        ],
        Note = $"{PageNumbers.Count(analysis.Runs, "replica")}; the {PageNumbers.Whole(Math.Min(MostBars, drivers.Length))} strongest of {PageNumbers.Count(drivers.Length, "driver")}, and an input that nothing uses; 95% intervals by bootstrap",
    };

    private static Bar Bar(ReportSource source, InputEffect input, ChartColour colour) =>
        new(Capital(source.Words.Input(input.Column)), input.Share.Value) { Low = input.Share.Low, High = input.Share.High, Colour = colour, Text = Percent(input.Share.Value) };

    private static Markup Sentences(ReportSource source, ImmutableArray<InputEffect> drivers)
    {
        var remarks = ScenarioAssumption.Of(source.ScenarioText).Where(one => one.Section == "drivers" && one.Comment is not null).ToLookup(one => InputColumn.DrawPrefix + one.Path, one => one.Comment!);
        Markup Remark(InputEffect input) => remarks[input.Column.Path].FirstOrDefault() is { } remark ? Markup.Of($" <span class=\"note\">The file says of it: {Markup.Foreign(remark)}.</span>") : Markup.None;
        return Markup.Of($"<ul>\n{Markup.Join(drivers.Take(MostSentences).Select(input => Markup.Of($"<li>{Markup.Foreign(source.Words.Effect(input))}{Remark(input)}</li>\n")))}</ul>\n");
    }

    /// <summary>How far a signature goes with each driver, from its low values to its high ones.</summary>
    private static Markup Swings(ReportSource source, SensitivityAnalysis analysis, ImmutableArray<InputEffect> drivers)
    {
        var moving = drivers.Where(input => input.Signed.Trend != Trend.None).OrderByDescending(input => Math.Abs(input.Signed.AtHigh.Share - input.Signed.AtLow.Share)).Take(MostBars).ToList();
        if (moving.Count == 0)
        {
            return Markup.None;
        }

        static TornadoBar End(Analysis.Statistics.Estimate estimate) => new(estimate.Share, estimate.Low, estimate.High);
        return Parts.Figure("c-swings", new TornadoChart
        {
            Title = "How often a text is signed, at low and at high values of each input",
            Heading = "Input",
            Axis = new ChartAxis("Share of negotiations with a signature", ValueFormat.Percent),
            Baseline = analysis.Signed.Share,
            Series = [new TornadoSeries("Lowest fifth of its values", ChartColour.Series2), new TornadoSeries("Highest fifth", ChartColour.Series1)],
            Rows = [.. moving.Select(input => new TornadoRow(Capital(source.Words.Input(input.Column)), [End(input.Signed.AtLow), End(input.Signed.AtHigh)]))],
            IsOneLine = true,
            Note = $"From {PageNumbers.Percent(analysis.Signed)} of all negotiations, the line in the middle; of an input that is so or not: where it is not, and where it is",
        });
    }

    private static Markup Events(ReportSource source, ImmutableArray<InputEffect> events)
    {
        var rows = events.Take(MostBars).Select(input => (IReadOnlyList<Markup>)
        [
            Markup.Foreign(Capital(source.Words.Input(input.Column))),
            Markup.Of($"{Percent(input.Share.Value)}"),
            Markup.Of($"{Percent(input.Share.Low)[..^1]}–{Percent(input.Share.High)}"),
            Markup.Foreign(source.Words.Effect(input)),
        ]);
        return Markup.Of($"""
            <h3>Events that go with it</h3>
            {Parts.Paragraph($"Whether an event strikes may be an effect of the ending as well as a cause: talks that end early leave it no time.")}
            {Parts.Table("Events by what they explain", ["Event", "Explains", "95% interval", "What goes with it"], rows)}
            """);
    }

    /// <summary>A share of a variance, with as many decimals as small ones need.</summary>
    private static string Percent(double share) => (100 * share).ToString(share < 0.0095 ? "0.00" : share < 0.095 ? "0.0" : "0", CultureInfo.InvariantCulture) + "%";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

using NegotiationSim.Analysis.Statistics;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>What share of the agreements in force outlives a week, a month and so on.</summary>
internal static class SurvivalSection
{
    private const int AfterWidth = 12;
    private const int ShareWidth = 9;
    private const int IntervalWidth = 17;

    private static readonly int[] s_days = [7, 14, 30, 90, 180, 365, 730, 1825];

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        var implementation = tale.Scenario.Implementation!;
        var horizon = implementation.Period.TotalDays * implementation.Horizon;
        console.Paragraph(
            tale.Sentence().Say($"{Figures.Count(tale.Summary.InForce, "agreement")} came into force. ").Say(tale.Summary.Periods is { } periods
                ? $"Of those that collapse, half do within {Days(implementation, periods.P50)}, nineteen in twenty within {Days(implementation, periods.P95)}."
                : "None of them collapses."),
            2);
        console.Blank();
        var bar = console.Profile.Width - 13 - AfterWidth - ShareWidth - IntervalWidth;
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Alive after", Ink.Strong)) { Width = AfterWidth });
        table.AddColumn(new TableColumn(new Text("Share", Ink.Strong)) { Width = ShareWidth, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("95% interval", Ink.Strong)) { Width = IntervalWidth });
        table.AddColumn(new TableColumn(new Text("")) { Width = bar, NoWrap = true });
        foreach (var days in s_days.Where(days => days < horizon).Select(days => (double)days).Append(horizon))
        {
            var (share, low, high) = At((int)Math.Floor(days / implementation.Period.TotalDays + 1e-9), tale);
            table.AddRow(
                new Text(Figures.Number(days) + (days == 1 ? " day" : " days")),
                new Text(Shares.Percent(share, Shares.Decimals(low, high)), Ink.Strong),
                new Text(Shares.Interval(low, high)),
                new Text(Bar.Level(share, 1, bar), Ink.Good));
        }

        console.Write(table);
    }

    /// <summary>The curve at the end of a period: it falls only where something collapsed; before the first collapse all are alive.</summary>
    private static (double Share, double Low, double High) At(int period, BatchTale tale)
    {
        var before = tale.Summary.Survival.Where(point => point.Period <= period).ToList();
        if (before.Count > 0)
        {
            return (before[^1].Share, before[^1].Low, before[^1].High);
        }

        var all = Estimate.Of(tale.Summary.InForce, tale.Summary.InForce);
        return (all.Share, all.Low, all.High);
    }

    private static string Days(Scenarios.Implementation implementation, double periods) => Figures.Number(periods * implementation.Period.TotalDays) is var days && days == "1" ? "a day" : days + " days";
}

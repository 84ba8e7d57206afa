using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cli.Telling.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>Of one parameter the curve of a measure with its band, as a bar for each value.</summary>
internal static class CurveBars
{
    private const int Indent = 2;
    private const int NarrowestBar = 12;

    /// <summary>Where a full bar may end, so that rare things are seen too.</summary>
    private static readonly double[] s_scales = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

    public static void Tell(IAnsiConsole console, SweepTale tale, Measure measure)
    {
        var estimates = tale.Summary.Points.Select(point => point.Of(measure).Variant).ToList();
        var scale = s_scales.First(scale => estimates.All(estimate => estimate.High <= scale));
        var decimals = estimates.Min(estimate => Shares.Decimals(estimate.Low, estimate.High));
        var texts = estimates.Select(estimate => (Share: Shares.Percent(estimate.Share, decimals), Interval: $"[{Shares.Percent(estimate.Low, decimals)[..^1]}–{Shares.Percent(estimate.High, decimals)}]")).ToList();
        var (label, share, interval) = (PointsTable.LabelWidth(tale), texts.Max(text => text.Share.Length), texts.Max(text => text.Interval.Length));
        var bar = Math.Max(NarrowestBar, console.Profile.Width - Indent - label - share - interval - 5);
        console.Paragraph(tale.Sentence().Strong(MeasureWords.Row(tale.Scenario, measure)).Say($", share of replicas; a full bar is {Figures.Percent(scale)}"), Indent);
        for (var i = 0; i < estimates.Count; i++)
        {
            var head = PointsTable.Label(tale, i);
            console.Write(new Text(
                new string(' ', Indent) + head + new string(' ', label - Cells.Width(head)) + " " + Band(estimates[i], scale, bar) + "  " + texts[i].Share.PadLeft(share) + " " + texts[i].Interval + "\n"));
        }
    }

    /// <summary>Full as far as the interval's lower end, hatched to its upper end.</summary>
    private static string Band(Estimate estimate, double scale, int width)
    {
        var low = (int)Math.Round(estimate.Low / scale * width, MidpointRounding.AwayFromZero);
        var high = Math.Clamp((int)Math.Ceiling(estimate.High / scale * width - 1e-9), low, width);
        return new string('█', low) + new string('▒', high - low) + new string('·', width - high);
    }
}

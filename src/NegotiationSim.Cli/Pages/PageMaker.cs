using System.Text;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Planes;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling.Pages;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Pages;
using NegotiationSim.Reports.Replicas;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Pages;

/// <summary>Brings together what a page is made of: reads the folder of a batch, plays its typical negotiation again, and looks at that one from above.</summary>
/// <param name="context">How to speak, and what plays.</param>
internal sealed class PageMaker(CommandContext context)
{
    /// <summary>What the page of a finished batch is made of.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="scenario">The scenario as it was played.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="FolderException">A result cannot be read.</exception>
    public async Task<ReportSource> ReadAsync(FinishedBatch batch, Scenario scenario, CancellationToken cancellation)
    {
        var text = batch.ReadSummary();
        try
        {
            var summary = SummaryReader.Read(scenario, text);
            var (replica, _) = TypicalCourse.Typical(summary);
            await using var reader = await ReplicaReader.OpenAsync(batch.OpenRows());
            var rows = await RowTally.ReadAsync(scenario, reader);
            cancellation.ThrowIfCancellationRequested();
            var drivers = await batch.SensitivityAsync(scenario, cancellation);
            var course = await PlayAsync(scenario, batch.Description.Seed, replica, cancellation);
            return new ReportSource
            {
                Scenario = scenario,
                ScenarioText = batch.ReadScenario(),
                Experiment = batch.Description,
                SummaryText = text,
                Summary = summary,
                Rows = rows,
                SummaryHash = batch.HashOf(ExperimentFolder.SummaryName),
                RowsHash = batch.HashOf(ExperimentFolder.RowsName),
                Words = new PageWords(scenario, batch.Description.Seed, summary, drivers),
                Drivers = drivers,
                Course = course,
                Plane = Plane(scenario, batch.Description.Seed, course, cancellation),
            };
        }
        catch (InvalidDataException e)
        {
            throw new FolderException($"no report can be made of this batch: {e.Message}", e);
        }
    }

    /// <summary>Writes a page, and says in a line where it is.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="source">What the page is made of.</param>
    /// <param name="path">The file; null: <c>report.html</c> in the batch's folder.</param>
    public static string Write(FinishedBatch batch, ReportSource source, string? path)
    {
        var page = ReportPage.Write(source);
        if (path is null)
        {
            batch.WriteReport(page);
        }
        else
        {
            WholeFile.Write(path, page, overwrite: true);
        }

        return Visible.Line(FormattableString.Invariant($"{path ?? batch.ReportPath}: written, {Math.Max(1, Encoding.UTF8.GetByteCount(page) / 1000)} kB; open it in a browser."));
    }

    private async Task<TypicalCourse> PlayAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation)
    {
        await using var runner = await context.StartRunner(cancellation);
        var recorder = new CourseRecorder(scenario);
        return recorder.Course(await runner.TellAsync(scenario, seed, replica, recorder.Hear, cancellation));
    }

    private static UtilityPlane? Plane(Scenario scenario, ulong seed, TypicalCourse course, CancellationToken cancellation)
    {
        var one = AnalysisCase.Of(seed, course.Replica);
        List<Outcome> texts = [.. course.Offers.Select(offer => offer.Text)];
        if (course.Agreement is { } agreement)
        {
            texts.Add(agreement);
        }

        return UtilityPlane.Sides(scenario, one) is var (first, second) ? UtilityPlane.Of(scenario, one, first, second, texts, cancel: cancellation) : null;
    }
}

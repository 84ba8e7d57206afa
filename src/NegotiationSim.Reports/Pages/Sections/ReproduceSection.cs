using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>How to come to the same bytes.</summary>
internal static class ReproduceSection
{
    public static Section Of(ReportSource source)
    {
        var experiment = source.Experiment;
        var files = new[]
        {
            (Name: ExperimentFolder.ScenarioName, Hash: experiment.ScenarioHash), (Name: ExperimentFolder.SummaryName, Hash: source.SummaryHash), (Name: ExperimentFolder.RowsName, Hash: source.RowsHash),
        };
        var examples = source.Words.Endings.Where(ending => !source.Summary.ExamplesOf(ending).IsEmpty)
            .Select(ending => Markup.Of($"<li>{source.Words.Ending(ending)}: {Parts.Command(Commands.Tell(experiment, source.Summary.ExamplesOf(ending)[0]))}</li>\n"));
        return new Section("reproduce", "How to reproduce it", Markup.Of($"""
            {Parts.Paragraph($"Seed <code>{Parts.Field("seed", experiment.Seed, FormattableString.Invariant($"{experiment.Seed}"))}</code>, {PageNumbers.Count(source.Summary.Runs, "negotiation")}. In the folder of the batch this plays it again into a new folder, and its files have the same bytes (on one system image and processor architecture):")}
            {Parts.Command(Commands.Play(experiment))}
            {Parts.Command("negsim report again")}
            {Parts.Paragraph($"<code>sha256sum -c results.sha256</code> checks the files of the batch:")}
            {Parts.Table("SHA-256 of the files", ["File", "SHA-256"], files.Select(file => (IReadOnlyList<Markup>)[Markup.Of($"{file.Name}"), Markup.Of($"<code class=\"hash\">{file.Hash}</code>")]))}
            {Parts.Paragraph($"The first negotiation of each ending, told round by round:")}
            <ul class="commands">
            {Markup.Join(examples)}</ul>
            """));
    }
}

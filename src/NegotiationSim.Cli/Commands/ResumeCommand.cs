using System.Collections.Immutable;
using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Output;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim resume</c>: goes on with a batch or a comparison that was cut off.</summary>
internal static class ResumeCommand
{
    public const string Name = "resume";

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that was named with --out." };
        var batch = new BatchOptions();
        var command = new Command(Name, "Go on with a batch or a comparison that was cut off; the result is the same as if it had not been.")
        {
            folder, batch.BlockSize, batch.Parallel, batch.Checkpoint,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            BatchTone.Of(parsed, common),
            parsed.GetRequiredValue(folder),
            new Settings(parsed.GetValue(batch.BlockSize), parsed.GetValue(batch.Parallel), TimeSpan.FromSeconds(parsed.GetValue(batch.Checkpoint))),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, BatchTone tone, string path, Settings settings, CancellationToken cancellation)
    {
        using var folder = ExperimentFolder.Open(path);
        if (folder.IsFinished)
        {
            await surroundings.Output.WriteAsync(tone.Json ? folder.ReadResult() : Visible.Line($"{path}: finished already; {folder.In(folder.ResultName)} holds the result.") + "\n");
            return ExitCode.Done;
        }

        if (await ReadAsync(surroundings, tone, folder, ExperimentFolder.ScenarioName, cancellation) is not { Scenario: { } scenario })
        {
            return ExitCode.WrongInput;
        }

        var experiment = folder.Description;
        if (!experiment.IsComparison)
        {
            if (experiment.Precision is null)
            {
                DrawCheck.Before(scenario, experiment.Seed, experiment.Runs, cancellation);
            }

            var order = new BatchOrder(scenario, experiment.Seed, experiment.Runs, experiment.Precision, settings.BlockSize, settings.Parallel) { Rest = settings.Rest };
            return await new BatchSession(surroundings, tone, order).RecordAsync(folder, cancellation);
        }

        if (await ReadWhatIfsAsync(surroundings, tone, folder, cancellation) is not { } whatIfs)
        {
            return ExitCode.WrongInput;
        }

        foreach (var compared in whatIfs.Select(whatIf => whatIf.Scenario).Prepend(scenario))
        {
            DrawCheck.Before(compared, experiment.Seed, experiment.Runs, cancellation);
        }

        var comparison = new ComparisonOrder(scenario, whatIfs, experiment.Seed, experiment.Runs, settings.BlockSize, settings.Parallel) { Rest = settings.Rest };
        return await new ComparisonSession(surroundings, tone, comparison).PlayAsync(folder, cancellation);
    }

    /// <summary>The what-ifs as they were played, in the words in which they were asked for; null, with what is wrong on standard error, where they cannot be played.</summary>
    private static async Task<ImmutableArray<WhatIf>?> ReadWhatIfsAsync(Surroundings surroundings, BatchTone tone, ExperimentFolder folder, CancellationToken cancellation)
    {
        var whatIfs = ImmutableArray.CreateBuilder<WhatIf>();
        foreach (var whatIf in folder.Description.WhatIfs)
        {
            var number = whatIfs.Count + 1;
            var (settings, error) = SettingList.Split(whatIf.Text, WhatIfReader.Source, number);
            if (error is not null)
            {
                throw new FolderException($"'{folder.In(ExperimentFolder.DescriptionName)}' describes no experiment of this program: 'what_ifs[{number - 1}].what_if' is no list of settings: {error.Message}");
            }

            if (await ReadAsync(surroundings, tone, folder, ExperimentFolder.WhatIfName(number), cancellation) is not { Scenario: { } scenario } loaded)
            {
                return null;
            }

            whatIfs.Add(new WhatIf(whatIf.Text, settings, scenario, loaded.Text!));
        }

        return whatIfs.ToImmutable();
    }

    /// <summary>A scenario of the folder; its warnings were given when the experiment began.</summary>
    private static async Task<LoadResult> ReadAsync(Surroundings surroundings, BatchTone tone, ExperimentFolder folder, string name, CancellationToken cancellation)
    {
        var loaded = await ScenarioFile.ReadAsync(surroundings, folder.In(name), [], cancellation);
        if (loaded.Scenario is null)
        {
            ScenarioFile.Report(surroundings, loaded, tone.Quiet);
        }

        return loaded;
    }

    private sealed record Settings(int? BlockSize, int? Parallel, TimeSpan Rest);
}

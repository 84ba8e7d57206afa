using System.Collections.Immutable;
using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim resume</c>: goes on with a batch, a comparison or a sweep that was cut off.</summary>
internal sealed class ResumeCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "resume";

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder that was named with --out." };
    private readonly BatchOptions _batch = new(common.Cluster);

    public Command Create()
    {
        var command = new Command(Name, "Go on with a batch, a comparison or a sweep that was cut off; the result is the same as if it had not been.")
        {
            _folder, _batch.BlockSize, _batch.Parallel, _batch.Checkpoint,
        };
        common.Cluster.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var path = parsed.GetRequiredValue(_folder);
        using var folder = ExperimentFolder.Open(path);
        if (folder.IsFinished)
        {
            await surroundings.Output.WriteAsync(context.Json ? folder.ReadResult() : Visible.Line($"{path}: finished already; {folder.In(folder.ResultName)} holds the result.") + "\n");
            return ExitCode.Done;
        }

        if (await ReadAsync(context, folder, ExperimentFolder.ScenarioName, cancellation) is not { Scenario: { } scenario } asItStands)
        {
            return ExitCode.WrongInput;
        }

        var experiment = folder.Description;
        if (experiment.IsSweep)
        {
            return await SweepAsync(context, parsed, folder, cancellation);
        }

        if (!experiment.IsComparison)
        {
            var order = _batch.Order(parsed, scenario, experiment.Seed, experiment.Runs, experiment.Precision) with
            {
                Zone = experiment.Zone,
                Replay = Replay.Of(folder.In(ExperimentFolder.ScenarioName), experiment.Seed, []),
            };
            order.CheckDraws(cancellation);
            return await new BatchSession(context, order).RecordAsync(folder, cancellation);
        }

        if (await ReadWhatIfsAsync(context, folder, asItStands.Text!, cancellation) is not { } whatIfs)
        {
            return ExitCode.WrongInput;
        }

        var comparison = _batch.Order(parsed, scenario, whatIfs, experiment.Seed, experiment.Runs);
        comparison.CheckDraws(cancellation);
        return await new ComparisonSession(context, comparison).PlayAsync(folder, cancellation);
    }

    private async Task<int> SweepAsync(CommandContext context, ParseResult parsed, ExperimentFolder folder, CancellationToken cancellation)
    {
        // What the file warns of was said when the sweep began.
        var reader = new SweepReader(context, folder.In(ExperimentFolder.ScenarioName), []) { IsHeard = false };
        if (await Task.Run(() => reader.Read(folder.Description.Vary, cancellation), cancellation).WaitAsync(cancellation) is not var (asItStands, axes, points))
        {
            return ExitCode.WrongInput;
        }

        var sweep = _batch.Order(parsed, asItStands.Scenario!, axes, points, folder.Description.Seed, folder.Description.Runs);
        sweep.CheckDraws(cancellation);
        return await new SweepSession(context, sweep, []).PlayAsync(folder, cancellation);
    }

    /// <summary>The what-ifs as they were played, in the words in which they were asked for; null, with what is wrong on standard error, where they cannot be played.</summary>
    private static async Task<ImmutableArray<WhatIf>?> ReadWhatIfsAsync(CommandContext context, ExperimentFolder folder, string asItStands, CancellationToken cancellation)
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

            if (await ReadAsync(context, folder, ExperimentFolder.WhatIfName(number), cancellation) is not { Scenario: { } scenario } loaded)
            {
                return null;
            }

            whatIfs.Add(new WhatIf(whatIf.Text, settings, scenario, loaded.Text!) { Changes = ScenarioChange.Between(asItStands, loaded.Text!) });
        }

        return whatIfs.ToImmutable();
    }

    /// <summary>A scenario of the folder; its warnings were given when the experiment began.</summary>
    private static async Task<LoadResult> ReadAsync(CommandContext context, ExperimentFolder folder, string name, CancellationToken cancellation)
    {
        var loaded = await ScenarioFile.ReadAsync(context.Surroundings, folder.In(name), [], cancellation);
        if (loaded.Scenario is null)
        {
            context.Report(loaded);
        }

        return loaded;
    }
}

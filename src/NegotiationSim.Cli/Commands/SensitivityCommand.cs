using System.CommandLine;
using System.CommandLine.Parsing;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Sensitivities;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim sensitivity</c>: what drives the ending, of a batch that is played for it or of one that is there.</summary>
internal sealed class SensitivityCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "sensitivity";

    private readonly Argument<string> _what = new("FILE|DIR") { Description = "The scenario file; or the folder of a finished batch, which is read as it is." };
    private readonly ScenarioOptions _scenario = new();
    private readonly BatchOptions _batch = new(common.Cluster);
    private readonly Option<long?> _runs = new("--runs")
    {
        Description = "How many replicas of the scenario to play; not for a folder.",
        HelpName = "N",
        CustomParser = result => (long)OptionNumbers.Whole(result, "--runs", long.MaxValue, 1),
    };

    private readonly Option<long?> _tornado = new("--tornado")
    {
        Description = "Also take out every red line, event and tie, one at a time, and play N replicas of each: paired differences, as a tornado. What it costs is said before.",
        HelpName = "N",
        CustomParser = result => (long)OptionNumbers.Whole(result, "--tornado", long.MaxValue, 1),
    };

    private readonly PlotOption _plot = new("the ranking, with --tornado the tornado");

    public Command Create()
    {
        var command = new Command(Name, "See what drives the ending: which uncertain inputs, bluffs and events explain how much of it, which way, and from which value on it turns.")
        {
            _what, _runs, _scenario.Seed, _tornado, _batch.Out, _plot.Option, _scenario.Set, _batch.BlockSize, _batch.Parallel, _batch.Checkpoint,
        };
        common.Cluster.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        return Directory.Exists(parsed.GetRequiredValue(_what)) ? ReadAsync(context, parsed, cancellation) : PlayAsync(context, parsed, cancellation);
    }

    private async Task<int> PlayAsync(CommandContext context, ParseResult parsed, CancellationToken cancellation)
    {
        var (file, overrides, plots) = (parsed.GetRequiredValue(_what), _scenario.Overrides(parsed), _plot.Files(parsed));
        ScenarioFile.MustExist(file);
        if (parsed.GetValue(_runs) is not { } runs)
        {
            throw new WrongInputException($"--runs is missing: how many replicas of '{file}' to play (negsim {Name} --help tells more)");
        }

        var loaded = await ScenarioFile.ReadAsync(surroundings, file, overrides, cancellation);
        context.Report(loaded);
        if (loaded.Scenario is not { } scenario)
        {
            return ExitCode.WrongInput;
        }

        if (PlayCost.Refusal(scenario, loaded.Text, file) is { } refusal)
        {
            context.Report(refusal);
            return ExitCode.WrongInput;
        }

        context.Note(PlayCost.Doubt(scenario));
        var order = _batch.Order(parsed, scenario, parsed.GetValue(_scenario.Seed), runs, null) with { Replay = Replay.Of(file, parsed.GetValue(_scenario.Seed), overrides) };
        order.CheckDraws(cancellation);
        var session = new SensitivitySession(context, order, await TornadoAsync(context, parsed, file, overrides, order, cancellation), plots);
        if (parsed.GetValue(_batch.Out) is not { } path)
        {
            return await session.PlayAsync(null, cancellation);
        }

        var text = ScenarioFile.TextFor(scenario, loaded.Text!, overrides.Count > 0);
        using var folder = ExperimentFolder.Create(path, new ExperimentDescription(scenario.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, null), text);
        return await session.PlayAsync(folder, cancellation);
    }

    private async Task<int> ReadAsync(CommandContext context, ParseResult parsed, CancellationToken cancellation)
    {
        var (path, plots) = (parsed.GetRequiredValue(_what), _plot.Files(parsed));
        RefuseWithFolder(parsed, path, _runs, _scenario.Seed, _scenario.Set, _batch.Out, _batch.Checkpoint);
        using var folder = ExperimentFolder.Open(path);
        var experiment = folder.Description;
        if (experiment.IsComparison || experiment.IsSweep)
        {
            throw new WrongInputException($"'{path}' holds a {(experiment.IsSweep ? "sweep" : "comparison")}, which keeps no replicas; name the folder of a batch (negsim montecarlo --out)");
        }

        if (!folder.IsFinished)
        {
            throw new WrongInputException($"the batch in '{path}' is not finished; 'negsim resume {path}' finishes it");
        }

        var file = folder.In(ExperimentFolder.ScenarioName);
        var loaded = await ScenarioFile.ReadAsync(surroundings, file, [], cancellation);
        if (loaded.Scenario is not { } scenario)
        {
            context.Report(loaded);
            return ExitCode.WrongInput;
        }

        var order = _batch.Order(parsed, scenario, experiment.Seed, experiment.Runs, null);
        return await new SensitivitySession(context, order, await TornadoAsync(context, parsed, file, [], order, cancellation), plots).ReadAsync(folder, cancellation);
    }

    /// <summary>A folder says itself what was played.</summary>
    private static void RefuseWithFolder(ParseResult parsed, string path, params IReadOnlyList<Option> options)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is OptionResult { Implicit: false }) is { } given)
        {
            throw new WrongInputException($"'{path}' is the folder of a batch, which is read as it is: {given.Name} is for a scenario file (negsim {Name} --help tells more)");
        }
    }

    private async Task<TornadoOrder?> TornadoAsync(CommandContext context, ParseResult parsed, string file, IReadOnlyList<string> overrides, BatchOrder order, CancellationToken cancellation) =>
        parsed.GetValue(_tornado) is { } runs
            ? await Task.Run(() => TornadoOrder.Read(context, file, overrides, order.Scenario, runs), cancellation).WaitAsync(cancellation)
            : null;
}

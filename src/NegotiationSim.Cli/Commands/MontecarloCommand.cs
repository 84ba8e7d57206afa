using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Pages;
using NegotiationSim.Cli.Plots;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim montecarlo</c>: many replicas of a scenario, and how likely each ending is.</summary>
internal sealed class MontecarloCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "montecarlo";

    private readonly ScenarioOptions _scenario = new();
    private readonly BatchOptions _batch = new(common.Cluster);
    private readonly Option<bool> _report = new("--report") { Description = "Also make DIR/report.html at the end: the batch as one page, as 'negsim report DIR' makes it. Needs --out." };
    private readonly PlotOption _plot = new("how likely each ending is, and how long agreements last");

    public Command Create()
    {
        _report.Validators.Add(result =>
        {
            if (result is { Implicit: false } && result.GetResult(_batch.Out) is null or { Implicit: true })
            {
                result.AddError("--report puts its page into the folder of the batch; name that folder with --out");
            }
        });
        var command = new Command(Name, "Play many negotiations of a scenario: how likely each ending is and why, with error bars.")
        {
            _scenario.File, _batch.Runs, _scenario.Seed, _batch.Precision, _batch.Zone, _batch.Out, _report, _plot.Option, _scenario.Set, _batch.BlockSize, _batch.Parallel, _batch.Checkpoint,
        };
        common.Cluster.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var (zone, plots) = (Zone(parsed), _plot.Files(parsed));
        if (await _scenario.ReadAsync(context, parsed, zone is null ? PlayCost.Refusal : RefusalWithZone, cancellation) is not var (scenario, read))
        {
            return ExitCode.WrongInput;
        }

        context.Note(PlayCost.Doubt(scenario));
        var order = _batch.Order(parsed, scenario, parsed.GetValue(_scenario.Seed), parsed.GetValue(_batch.Runs), parsed.GetValue(_batch.Precision)) with
        {
            Zone = zone,
            Replay = Replay.Of(parsed.GetRequiredValue(_scenario.File), parsed.GetValue(_scenario.Seed), _scenario.Overrides(parsed)),
        };
        order.CheckDraws(cancellation);
        var session = new BatchSession(context, order);
        var code = await PlayAsync(context, parsed, session, order, read, cancellation);
        plots.Write(context, session.Summary, summary => BatchChart.Of(scenario, order.Seed, summary));
        return code;
    }

    private async Task<int> PlayAsync(CommandContext context, ParseResult parsed, BatchSession session, BatchOrder order, string read, CancellationToken cancellation)
    {
        if (parsed.GetValue(_batch.Out) is not { } path)
        {
            return await session.PlayAsync(cancellation);
        }

        var scenario = order.Scenario;
        var text = ScenarioFile.TextFor(scenario, read, _scenario.Overrides(parsed).Count > 0);
        var description = new ExperimentDescription(scenario.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, order.Precision) { Zone = order.Zone };
        using var folder = ExperimentFolder.Create(path, description, text);
        var code = await session.RecordAsync(folder, cancellation);
        if (code == ExitCode.Done && parsed.GetValue(_report))
        {
            var batch = FinishedBatch.Of(folder);
            context.Note(PageMaker.Write(batch, await new PageMaker(context).ReadAsync(batch, scenario, cancellation), path: null));
        }

        return code;
    }

    /// <summary>Of how many of the first replicas the zone is asked for; no more than are played.</summary>
    private long? Zone(ParseResult parsed)
    {
        var (zone, runs) = (parsed.GetValue(_batch.Zone), parsed.GetValue(_batch.Runs));
        return zone > runs
            ? throw new WrongInputException(FormattableString.Invariant($"--zone looks at the first of the --runs replicas, and {zone} is more than these {runs} (negsim {Name} --help tells more)"))
            : zone;
    }

    private static Diagnostic? RefusalWithZone(Scenario scenario, string? text, string file) => PlayCost.Refusal(scenario, text, file) ?? AnalysisCost.Refusal(scenario, text, file);
}

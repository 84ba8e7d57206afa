using System.CommandLine;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Plots;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim sweep</c>: how likely each ending is as one parameter of the scenario changes, or two.</summary>
internal sealed class SweepCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "sweep";

    private readonly ScenarioOptions _scenario = new();
    private readonly BatchOptions _batch = new(common.Cluster);
    private readonly Option<string[]> _vary = new(VaryReader.Source)
    {
        Description = "What is varied: from, to and how many equal steps lead from the one to the other (0:1:4 is 0, 0.25, 0.5, 0.75 and 1), or a list of values. Once, or twice for every combination of two.",
        HelpName = "\"P=FROM:TO:STEPS\"|\"P=V,V\"",
        AllowMultipleArgumentsPerToken = false,
        Required = true,
    };

    private readonly Option<string[]> _measure = new(MeasureOption.Name)
    {
        Description = "What is drawn: held, collapsed, not_ratified, no_deal, signed, in_force, in_force_past_30 (7, 14, 30 or 90 days) or gate.ID. May be given several times. Default: signed, and what becomes of it.",
        HelpName = "M",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "Also write all numbers to this file, a row for each point and measure.",
        HelpName = "FILE",
    };

    private readonly PlotOption _plot = new("the curves, or with two parameters a heat map");
    private readonly Option<string?> _folder = new("--out")
    {
        Description = "A new folder for sweep.json and the scenario; what is finished is kept there, and 'negsim resume' goes on with it.",
        HelpName = "DIR",
    };

    public Command Create()
    {
        var command = new Command(Name, "Vary one parameter or two, on the same random numbers: how likely each ending is at each value, and where another becomes the likelier one.")
        {
            _scenario.File, _vary, _batch.Runs, _scenario.Seed, _scenario.Set, _measure, _csv, _plot.Option, _folder, _batch.BlockSize, _batch.Parallel, _batch.Checkpoint,
        };
        common.Cluster.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var (file, overrides) = (parsed.GetRequiredValue(_scenario.File), _scenario.Overrides(parsed));
        var (csv, plots) = (new CsvFile(parsed.GetValue(_csv)), _plot.Files(parsed));
        var reader = new SweepReader(context, file, overrides);
        if (await Task.Run(() => reader.Read(parsed.GetRequiredValue(_vary), cancellation), cancellation).WaitAsync(cancellation) is not var (asItStands, axes, points))
        {
            return ExitCode.WrongInput;
        }

        var shown = MeasureOption.Read(parsed.GetValue(_measure) ?? [], Measure.Of(points[0].Scenario));
        context.Note(points.Select(point => PlayCost.Doubt(point.Scenario)).FirstOrDefault(doubt => doubt is not null));
        var order = _batch.Order(parsed, asItStands.Scenario!, axes, points, parsed.GetValue(_scenario.Seed), parsed.GetValue(_batch.Runs));
        order.CheckDraws(cancellation);
        var session = new SweepSession(context, order, shown);
        var code = await PlayAsync(session, asItStands, overrides.Count > 0, parsed.GetValue(_folder), order, cancellation);
        csv.Write(context, session.Finished);
        plots.Write(context, session.Finished, SweepChart.Of);
        return code;
    }

    private static async Task<int> PlayAsync(SweepSession session, LoadResult asItStands, bool isRewritten, string? path, SweepOrder order, CancellationToken cancellation)
    {
        if (path is null)
        {
            return await session.PlayAsync(null, cancellation);
        }

        var text = ScenarioFile.TextFor(asItStands.Scenario!, asItStands.Text!, isRewritten);
        var description = new ExperimentDescription(order.AsItStands.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, null) { Vary = [.. order.Axes.Select(axis => axis.Text)] };
        using var folder = ExperimentFolder.Create(path, description, text);
        return await session.PlayAsync(folder, cancellation);
    }
}

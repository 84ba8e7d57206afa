using System.Collections.Immutable;
using System.CommandLine;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Plots;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim compare</c>: what-ifs against the file as it stands, on the same random numbers.</summary>
internal sealed class CompareCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "compare";

    private readonly ScenarioOptions _scenario = new();
    private readonly BatchOptions _batch = new(common.Cluster);
    private readonly Option<string[]> _whatIf = new(WhatIfReader.Source)
    {
        Description = "What is otherwise in the variant, written as for --set; a comma joins several changes. May be given several times: each is a variant of its own.",
        HelpName = "\"P=V[,P=V]\"",
        AllowMultipleArgumentsPerToken = false,
        Required = true,
    };

    private readonly Option<string?> _folder = new("--out")
    {
        Description = "A new folder for comparison.json and the scenarios as they were played; what is finished is kept there, and 'negsim resume' goes on with it.",
        HelpName = "DIR",
    };

    private readonly PlotOption _plot = new("every difference with its interval");

    public Command Create()
    {
        var command = new Command(Name, "Play what-ifs and the file as it stands on the same random numbers: by how much each ending becomes more or less likely, with error bars.")
        {
            _scenario.File, _whatIf, _batch.Runs, _scenario.Seed, _scenario.Set, _folder, _plot.Option, _batch.BlockSize, _batch.Parallel, _batch.Checkpoint,
        };
        common.Cluster.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var (file, overrides) = (parsed.GetRequiredValue(_scenario.File), _scenario.Overrides(parsed));
        var plots = _plot.Files(parsed);
        var reader = new WhatIfReader(context, file, overrides);
        if (await Task.Run(() => reader.Read(parsed.GetRequiredValue(_whatIf)), cancellation).WaitAsync(cancellation) is not var (asItStands, whatIfs))
        {
            return ExitCode.WrongInput;
        }

        if (TooLarge(asItStands, whatIfs, file) is { } refusal)
        {
            context.Report(refusal);
            return ExitCode.WrongInput;
        }

        context.Note(whatIfs.Select(whatIf => whatIf.Scenario).Prepend(asItStands.Scenario!).Select(PlayCost.Doubt).FirstOrDefault(doubt => doubt is not null));
        var order = _batch.Order(parsed, asItStands.Scenario!, whatIfs, parsed.GetValue(_scenario.Seed), parsed.GetValue(_batch.Runs));
        order.CheckDraws(cancellation);
        var session = new ComparisonSession(context, order);
        var code = await PlayAsync(parsed, session, order, asItStands, cancellation);
        plots.Write(context, session.Summary, summary => ComparisonChart.Of(new ComparisonTale(order, summary, context.Detail)));
        return code;
    }

    private async Task<int> PlayAsync(ParseResult parsed, ComparisonSession session, ComparisonOrder order, LoadResult asItStands, CancellationToken cancellation)
    {
        if (parsed.GetValue(_folder) is not { } path)
        {
            return await session.PlayAsync(null, cancellation);
        }

        var (whatIfs, overrides) = (order.WhatIfs, _scenario.Overrides(parsed));
        var text = ScenarioFile.TextFor(asItStands.Scenario!, asItStands.Text!, overrides.Count > 0);
        var changed = whatIfs.Select(whatIf => ScenarioFile.TextFor(whatIf.Scenario, whatIf.ScenarioText, isRewritten: true)).ToList();
        var description = new ExperimentDescription(order.AsItStands.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, null)
        {
            WhatIfs = [.. whatIfs.Zip(changed, (whatIf, written) => new WhatIfDescription(whatIf.Text, ExperimentDescription.Hash(written)))],
        };
        using var folder = ExperimentFolder.Create(path, description, text, [.. changed]);
        return await session.PlayAsync(folder, cancellation);
    }

    /// <summary>Why the base or one of the what-ifs cannot be played.</summary>
    private static Diagnostic? TooLarge(LoadResult asItStands, ImmutableArray<WhatIf> whatIfs, string file) =>
        PlayCost.Refusal(asItStands.Scenario!, asItStands.Text, file)
        ?? whatIfs.Select((whatIf, i) => PlayCost.Refusal(whatIf.Scenario, null, file) is { } refusal ? refusal with { File = WhatIfReader.Source, Line = i + 1 } : null)
            .FirstOrDefault(refusal => refusal is not null);
}

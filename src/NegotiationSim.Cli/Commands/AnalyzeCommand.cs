using System.CommandLine;
using System.CommandLine.Parsing;
using NegotiationSim.Analysis;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Plots;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Above;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim analyze</c>: what could be agreed at all, what blocks it, and what would be fair. Nothing is played and no silo is started.</summary>
internal sealed class AnalyzeCommand(Surroundings surroundings, CommonOptions common)
{
    /// <summary>More replicas than this are no question for one sitting.</summary>
    private const ulong MostRuns = 100_000_000;

    private readonly ScenarioOptions _scenario = new("Look at a draw of this seed in place of the central case; with --runs: at its draws.");
    private readonly Option<long> _replica = ScenarioOptions.Replica("Look at this draw of the seed, from 0, as 'run' would play it.");
    private readonly Option<long> _runs = new("--runs")
    {
        Description = "Also count, over so many draws, how often an agreement is possible and what blocks it when it is not.",
        HelpName = "N",
        CustomParser = result => (long)OptionNumbers.Whole(result, "--runs", MostRuns, 1),
    };

    private readonly PlotOption _plot = new("the frontier, how much each accepts, and who accepts which option");

    public Command Create()
    {
        _runs.Validators.Add(result =>
        {
            if (result.GetResult(_replica) is { Implicit: false })
            {
                result.AddError("--runs looks at many draws and --replica at one; give one of them");
            }
        });
        var command = new Command("analyze", "See a negotiation from above: what could be agreed at all, who and which red lines block it, the smallest ways out, what would be fair.")
        {
            _scenario.File, _scenario.Seed, _replica, _runs, _plot.Option, _scenario.Set,
        };
        command.SetAction(AnalyzeAsync);
        return command;
    }

    private async Task<int> AnalyzeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var plots = _plot.Files(parsed);
        if (await _scenario.ReadAsync(context, parsed, AnalysisCost.Refusal, cancellation) is not var (scenario, _))
        {
            return ExitCode.WrongInput;
        }

        long? runs = IsGiven(_runs) ? parsed.GetValue(_runs) : null;
        if (!context.Quiet && AnalysisCost.Notice(scenario, runs) is { } notice)
        {
            surroundings.Error.WriteLine(notice);
        }

        // With --runs a seed is that of the draws; the page itself is then about the central case.
        var seed = parsed.GetValue(_scenario.Seed);
        var one = runs is null && (IsGiven(_scenario.Seed) || IsGiven(_replica)) ? AnalysisCase.Of(seed, parsed.GetValue(_replica)) : AnalysisCase.Central;
        var (analysis, frequency) = await LookAsync(context, scenario, one, seed, runs, cancellation);
        if (context.Json)
        {
            await AnalysisJson.WriteAsync(surroundings.Output, analysis, frequency);
        }
        else
        {
            await context.DrawAsync(console => AnalysisTeller.Tell(console, new Overview(analysis, frequency, context.Detail)));
        }

        plots.Write(context, analysis, seen => AnalysisChart.Of(new Overview(seen, frequency, context.Detail)));
        return ExitCode.Done;

        bool IsGiven(Symbol option) => parsed.GetResult(option) is OptionResult { Implicit: false };
    }

    private static async Task<(ScenarioAnalysis Analysis, ZoneFrequency? Frequency)> LookAsync(
        CommandContext context, Scenario scenario, AnalysisCase one, ulong seed, long? runs, CancellationToken cancellation)
    {
        var analyst = context.Surroundings.Analyst;
        if (runs is { } draws)
        {
            await BeginAsync(() => { new DrawnNumbers(scenario).Check(seed, 0, draws, cancellation); return draws; });
        }

        var console = context.Progress;
        var analysis = await ProgressBar.WaitAsync(
            console,
            $"looking at {Figures.Count(scenario.Space.Count, "outcome")}",
            () => BeginAsync(() => analyst.Analyze(scenario, one, cancellation)));
        ZoneFrequency? frequency = null;
        if (runs is { } count)
        {
            await ProgressBar.ShowAsync(
                console,
                context.Surroundings.Clock,
                count,
                0,
                async bar => frequency = await BeginAsync(() => analyst.Frequency(scenario, seed, count, bar, cancellation)));
        }

        return (analysis, frequency);

        // An interruption is answered at once, wherever the work is.
        Task<T> BeginAsync<T>(Func<T> work) => Task.Run(work, cancellation).WaitAsync(cancellation);
    }
}

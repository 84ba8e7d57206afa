using System.CommandLine;
using NegotiationSim.Analysis;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Above;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim analyze</c>: what could be agreed at all, what blocks it, and what would be fair. Nothing is played and no silo is started.</summary>
internal static class AnalyzeCommand
{
    /// <summary>More replicas than this are no question for one sitting.</summary>
    private const ulong MostRuns = 100_000_000;

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var scenario = new ScenarioOptions("Look at a draw of this seed in place of the central case; with --runs: at its draws.");
        var replica = ScenarioOptions.Replica("Look at this draw of the seed, from 0, as 'run' would play it.");
        var runs = new Option<long>("--runs")
        {
            Description = "Also count, over so many draws, how often an agreement is possible and what blocks it when it is not.",
            HelpName = "N",
            CustomParser = result => (long)OptionNumbers.Whole(result, "--runs", MostRuns, 1),
        };
        runs.Validators.Add(result =>
        {
            if (result.GetResult(replica) is { Implicit: false })
            {
                result.AddError("--runs looks at many draws and --replica at one; give one of them");
            }
        });
        var command = new Command("analyze", "See a negotiation from above: what could be agreed at all, who and which red lines block it, the smallest ways out, what would be fair.")
        {
            scenario.File, scenario.Seed, replica, runs, scenario.Set,
        };
        command.SetAction((parsed, cancellation) => AnalyzeAsync(
            surroundings,
            new Settings(
                parsed.GetRequiredValue(scenario.File),
                parsed.GetResult(scenario.Seed) is { Implicit: false } || parsed.GetResult(replica) is { Implicit: false },
                parsed.GetValue(scenario.Seed),
                parsed.GetValue(replica),
                parsed.GetResult(runs) is { Implicit: false } ? parsed.GetValue(runs) : null,
                parsed.GetValue(scenario.Set) ?? [],
                parsed.GetValue(common.Json),
                parsed.GetValue(common.Quiet),
                parsed.GetValue(common.Verbose),
                parsed.GetValue(common.NoColour)),
            cancellation));
        return command;
    }

    private static async Task<int> AnalyzeAsync(Surroundings surroundings, Settings settings, CancellationToken cancellation)
    {
        var loaded = await ScenarioFile.ReadAsync(surroundings, settings.File, settings.Overrides, cancellation);
        ScenarioFile.Report(surroundings, loaded, settings.Quiet);
        if (loaded.Scenario is not { } scenario)
        {
            return ExitCode.WrongInput;
        }

        if (AnalysisCost.Refusal(scenario, loaded.Text, settings.File) is { } refusal)
        {
            surroundings.Error.WriteLine(Visible.Line(refusal.ToString()));
            return ExitCode.WrongInput;
        }

        if (!settings.Quiet && AnalysisCost.Notice(scenario, settings.Runs) is { } notice)
        {
            surroundings.Error.WriteLine(notice);
        }

        var (analysis, frequency) = await LookAsync(surroundings, scenario, settings, cancellation);
        if (settings.Json)
        {
            await AnalysisJson.WriteAsync(surroundings.Output, analysis, frequency);
            return ExitCode.Done;
        }

        var detail = settings.Quiet ? Detail.Ending : settings.Verbose ? Detail.Everything : Detail.Story;
        var screen = settings.NoColour ? surroundings.OutputScreen with { Colour = false } : surroundings.OutputScreen;
        await surroundings.ShowAsync(screen, console => AnalysisTeller.Tell(console, new Overview(analysis, frequency, detail)));
        return ExitCode.Done;
    }

    private static async Task<(ScenarioAnalysis Analysis, ZoneFrequency? Frequency)> LookAsync(
        Surroundings surroundings, Scenario scenario, Settings settings, CancellationToken cancellation)
    {
        if (settings.Runs is { } draws)
        {
            await BeginAsync(() => { new DrawnNumbers(scenario).Check(settings.Seed, 0, draws, cancellation); return draws; });
        }

        var console = settings.Quiet ? null : surroundings.ProgressConsole(!settings.NoColour);
        var analysis = await ProgressBar.WaitAsync(
            console,
            $"looking at {Figures.Count(scenario.Space.Count, "outcome")}",
            () => BeginAsync(() => surroundings.Analyst.Analyze(scenario, settings.Case, cancellation)));
        ZoneFrequency? frequency = null;
        if (settings.Runs is { } runs)
        {
            await ProgressBar.ShowAsync(
                console,
                surroundings.Clock,
                runs,
                0,
                async bar => frequency = await BeginAsync(() => surroundings.Analyst.Frequency(scenario, settings.Seed, runs, bar, cancellation)));
        }

        return (analysis, frequency);

        // An interruption is answered at once, wherever the work is.
        Task<T> BeginAsync<T>(Func<T> work) => Task.Run(work, cancellation).WaitAsync(cancellation);
    }

    private sealed record Settings(
        string File, bool Drawn, ulong Seed, long Replica, long? Runs, IReadOnlyList<string> Overrides, bool Json, bool Quiet, bool Verbose, bool NoColour)
    {
        /// <summary>With <c>--runs</c> a seed is that of the draws; the page itself is then about the central case.</summary>
        public AnalysisCase Case => Drawn && Runs is null ? AnalysisCase.Of(Seed, Replica) : AnalysisCase.Central;
    }
}

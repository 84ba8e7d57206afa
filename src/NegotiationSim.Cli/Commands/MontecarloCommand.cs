using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Output;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim montecarlo</c>: many replicas of a scenario, and how likely each ending is.</summary>
internal static class MontecarloCommand
{
    public const string Name = "montecarlo";

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var (scenario, batch) = (new ScenarioOptions(), new BatchOptions());
        var command = new Command(Name, "Play many negotiations of a scenario: how likely each ending is and why, with error bars.")
        {
            scenario.File, batch.Runs, scenario.Seed, batch.Precision, batch.Out, scenario.Set, batch.BlockSize, batch.Parallel, batch.Checkpoint,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            BatchTone.Of(parsed, common),
            parsed.GetRequiredValue(scenario.File),
            parsed.GetValue(scenario.Set) ?? [],
            loaded =>
            {
                if (parsed.GetValue(batch.Precision) is null)
                {
                    DrawCheck.Before(loaded, parsed.GetValue(scenario.Seed), parsed.GetValue(batch.Runs), cancellation);
                }

                return new BatchOrder(
                    loaded, parsed.GetValue(scenario.Seed), parsed.GetValue(batch.Runs), parsed.GetValue(batch.Precision), parsed.GetValue(batch.BlockSize), parsed.GetValue(batch.Parallel)) { Rest = TimeSpan.FromSeconds(parsed.GetValue(batch.Checkpoint)) };
            },
            parsed.GetValue(batch.Out),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings surroundings, BatchTone tone, string file, IReadOnlyList<string> overrides, Func<Scenario, BatchOrder> orderFor, string? folder, CancellationToken cancellation)
    {
        var loaded = await ScenarioFile.ReadAsync(surroundings, file, overrides, cancellation);
        ScenarioFile.Report(surroundings, loaded, tone.Quiet);
        if (loaded.Scenario is not { } scenario)
        {
            return ExitCode.WrongInput;
        }

        if (PlayCost.Refusal(scenario, loaded.Text, file) is { } refusal)
        {
            surroundings.Error.WriteLine(Visible.Line(refusal.ToString()));
            return ExitCode.WrongInput;
        }

        if (!tone.Quiet && PlayCost.Doubt(scenario) is { } doubt)
        {
            surroundings.Error.WriteLine($"negsim: {doubt}");
        }

        var order = orderFor(scenario);
        var session = new BatchSession(surroundings, tone, order);
        if (folder is null)
        {
            return await session.PlayAsync(cancellation);
        }

        var text = ScenarioFile.TextFor(scenario, loaded.Text!, overrides.Count > 0);
        var description = new ExperimentDescription(scenario.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, order.Precision);
        using var place = ExperimentFolder.Create(folder, description, text);
        return await session.RecordAsync(place, cancellation);
    }
}

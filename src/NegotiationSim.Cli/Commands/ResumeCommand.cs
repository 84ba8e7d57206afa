using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Output;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim resume</c>: goes on with a batch that was cut off.</summary>
internal static class ResumeCommand
{
    public const string Name = "resume";

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that was named with --out." };
        var batch = new BatchOptions();
        var command = new Command(Name, "Go on with a batch that was cut off; the result is the same as if it had not been.")
        {
            folder, batch.BlockSize, batch.Parallel, batch.Checkpoint,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            BatchTone.Of(parsed, common),
            parsed.GetRequiredValue(folder),
            (scenario, experiment) => new BatchOrder(
                scenario, experiment.Seed, experiment.Runs, experiment.Precision, parsed.GetValue(batch.BlockSize), parsed.GetValue(batch.Parallel)) { Rest = TimeSpan.FromSeconds(parsed.GetValue(batch.Checkpoint)) },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings surroundings, BatchTone tone, string path, Func<Scenario, ExperimentDescription, BatchOrder> orderFor, CancellationToken cancellation)
    {
        using var folder = ExperimentFolder.Open(path);
        if (folder.IsFinished)
        {
            await surroundings.Output.WriteAsync(
                tone.Json
                    ? await File.ReadAllTextAsync(folder.In(ExperimentFolder.SummaryName), cancellation)
                    : Visible.Line($"{path}: finished already; {folder.In(ExperimentFolder.SummaryName)} holds the result.") + "\n");
            return ExitCode.Done;
        }

        var loaded = ScenarioFile.Read(surroundings, folder.In(ExperimentFolder.ScenarioName), []);
        if (loaded.Scenario is not { } scenario)
        {
            ScenarioFile.Report(surroundings, loaded, tone.Quiet);
            return ExitCode.WrongInput;
        }

        return await new BatchSession(surroundings, tone, orderFor(scenario, folder.Description)).RecordAsync(folder, cancellation);
    }
}

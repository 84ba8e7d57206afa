using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim run</c>: one negotiation, told round by round.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var scenario = new ScenarioOptions();
        var replica = ScenarioOptions.Replica("Which of the seed's negotiations, from 0.");
        var command = new Command(Name, "Play one negotiation and tell it round by round: who offered what, who answered how and why, how it ended.")
        {
            scenario.File, scenario.Seed, replica, scenario.Set,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            new RunSettings(
                parsed.GetRequiredValue(scenario.File),
                parsed.GetValue(scenario.Seed),
                parsed.GetValue(replica),
                parsed.GetValue(scenario.Set) ?? [],
                parsed.GetValue(common.Json),
                parsed.GetValue(common.Quiet),
                parsed.GetValue(common.Verbose),
                parsed.GetValue(common.Telemetry),
                parsed.GetValue(common.NoColour)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, RunSettings settings, CancellationToken cancellation)
    {
        ScenarioFile.MustExist(settings.File);

        // Starting takes longer than everything else together, so the file is read meanwhile.
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var start = Task.Run(() => surroundings.StartRunner(settings.Telemetry, starting.Token), starting.Token);
        Scenario? scenario = null;
        try
        {
            scenario = await ReadAsync(surroundings, settings, cancellation);
        }
        finally
        {
            if (scenario is null)
            {
                await AbandonAsync(starting, start);
            }
        }

        if (scenario is null)
        {
            return ExitCode.WrongInput;
        }

        var detail = settings.Quiet ? Detail.Ending : settings.Verbose ? Detail.Everything : Detail.Story;
        var screen = settings.NoColour ? surroundings.OutputScreen with { Colour = false } : surroundings.OutputScreen;
        await using var runner = await start;
        using var notice = LongTurnNotice.On(surroundings, runner, scenario, settings.Quiet);
        var run = await ToldRun.PlayAsync(runner, scenario, settings.Seed, settings.Replica, settings.Json ? Detail.Ending : detail, cancellation);
        if (settings.Json)
        {
            await RunJson.WriteAsync(surroundings.Output, scenario, run.Record, run.TellAsync);
            return ExitCode.Done;
        }

        await surroundings.ShowAsync(screen, async console =>
        {
            var teller = new RunTeller(console, new Tale(scenario, run.Record, detail, run.Outline));
            teller.Begin();
            if (detail != Detail.Ending)
            {
                await run.TellAsync(teller.Tell);
            }

            teller.End();
        });
        return ExitCode.Done;
    }

    /// <summary>The scenario, with what there is to say before it is played; null where it cannot be played, and why is said.</summary>
    private static async Task<Scenario?> ReadAsync(Surroundings surroundings, RunSettings settings, CancellationToken cancellation)
    {
        var loaded = await ScenarioFile.ReadAsync(surroundings, settings.File, settings.Overrides, cancellation);
        ScenarioFile.Report(surroundings, loaded, settings.Quiet);
        if (loaded.Scenario is not { } scenario)
        {
            return null;
        }

        if (PlayCost.Refusal(scenario, loaded.Text, settings.File) is { } refusal)
        {
            surroundings.Error.WriteLine(Visible.Line(refusal.ToString()));
            return null;
        }

        foreach (var notice in settings.Quiet ? [] : new[] { PlayCost.Doubt(scenario), LengthNotice.ForRun(scenario) }.OfType<string>())
        {
            surroundings.Error.WriteLine("negsim: " + notice);
        }

        return scenario;
    }

    /// <summary>Gives up a start that is not needed after all, and stops what it had started.</summary>
    private static async Task AbandonAsync(CancellationTokenSource starting, Task<IScenarioRunner> start)
    {
        await starting.CancelAsync();
        try
        {
            await (await start).DisposeAsync();
        }
        catch (Exception)
        {
            // Nobody needs it any more, so however the start ended, it is of no interest.
        }
    }

    private sealed record RunSettings(
        string File, ulong Seed, long Replica, IReadOnlyList<string> Overrides, bool Json, bool Quiet, bool Verbose, TelemetryTarget Telemetry, bool NoColour);
}

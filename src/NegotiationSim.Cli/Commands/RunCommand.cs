using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim run</c>: one negotiation, told round by round.</summary>
internal sealed class RunCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "run";

    private readonly ScenarioOptions _scenario = new();
    private readonly Option<long> _replica = ScenarioOptions.Replica("Which of the seed's negotiations, from 0.");

    public Command Create()
    {
        var command = new Command(Name, "Play one negotiation and tell it round by round: who offered what, who answered how and why, how it ended.")
        {
            _scenario.File, _scenario.Seed, _replica, _scenario.Set,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        ScenarioFile.MustExist(parsed.GetRequiredValue(_scenario.File));

        // Starting takes longer than everything else together, so the file is read meanwhile.
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var start = Task.Run(() => context.StartRunner(starting.Token), starting.Token);
        Scenario? scenario = null;
        try
        {
            if (await _scenario.ReadAsync(context, parsed, PlayCost.Refusal, cancellation) is var (read, _))
            {
                context.Note(PlayCost.Doubt(read));
                context.Note(LengthNotice.ForRun(read));
                scenario = read;
            }
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

        await using var runner = await start;
        using var notice = LongTurnNotice.On(context, runner, scenario);
        var detail = context.Json ? Detail.Ending : context.Detail;
        var run = await ToldRun.PlayAsync(runner, scenario, parsed.GetValue(_scenario.Seed), parsed.GetValue(_replica), detail, cancellation);
        if (context.Json)
        {
            await RunJson.WriteAsync(surroundings.Output, scenario, run.Record, run.TellAsync);
            return ExitCode.Done;
        }

        await context.DrawAsync(async console =>
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
}

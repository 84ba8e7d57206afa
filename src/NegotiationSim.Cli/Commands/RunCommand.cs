using System.CommandLine;
using System.CommandLine.Parsing;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim run</c>: one negotiation, told as a story, or with --verbose round by round.</summary>
internal sealed class RunCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "run";

    private readonly ScenarioOptions _scenario = new();
    private readonly Option<long> _replica = ScenarioOptions.Replica("Which of the seed's negotiations, from 0. With --ending: the first that is looked at.");
    private readonly Option<Ending?> _ending = new("--ending")
    {
        Description = "Tell the first negotiation of the seed that ends so: held, collapsed, not_ratified or no_deal. Exit 1 where none of 100,000 does.",
        HelpName = "E",
        CustomParser = ReadEnding,
    };

    public Command Create()
    {
        var command = new Command(Name, "Play one negotiation and tell it as a story: who wanted what, who named which demand, who gave way, how it ended. With --verbose round by round.")
        {
            _scenario.File, _scenario.Seed, _replica, _ending, _scenario.Set,
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
        var (seed, replica) = (parsed.GetValue(_scenario.Seed), parsed.GetValue(_replica));
        if (parsed.GetValue(_ending) is { } ending)
        {
            if (await new EndingSearch(context, scenario, seed, replica, ending).FindAsync(runner, cancellation) is not { } found)
            {
                return ExitCode.Failed;
            }

            replica = found;
        }

        var run = await ToldRun.PlayAsync(runner, scenario, seed, replica, detail, cancellation);
        await TellAsync(context, scenario, run, detail);
        return ExitCode.Done;
    }

    private async Task TellAsync(CommandContext context, Scenario scenario, ToldRun run, Detail detail)
    {
        if (context.Json)
        {
            await RunJson.WriteAsync(surroundings.Output, scenario, run.Record, run.TellAsync);
            return;
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
    }

    private static Ending? ReadEnding(ArgumentResult result)
    {
        var word = result.Tokens.Single().Value;
        var known = Enum.GetValues<Ending>().ToDictionary(JsonNames.Of);
        if (known.TryGetValue(word, out var ending))
        {
            return ending;
        }

        result.AddError($"--ending takes {Figures.List([.. known.Keys], "or")}; '{word}' is none" + (NearestName.Find(word, known.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : ""));
        return null;
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

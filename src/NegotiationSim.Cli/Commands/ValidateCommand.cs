using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim validate</c>: all that is wrong with scenario files, at once.</summary>
internal static class ValidateCommand
{
    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "The scenario files.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check scenario files: every error at once, each with its line and column.") { files };
        command.SetAction(parsed => Validate(new CommandContext(surroundings, parsed, common), parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Validate(CommandContext context, string[] files)
    {
        var results = files.Select(file => (File: file, Result: Read(context.Surroundings, file))).ToList();
        foreach (var (file, result) in results)
        {
            context.Report(result);
            if (!context.Json && !context.Quiet && result.Scenario is { } scenario)
            {
                context.Surroundings.Output.WriteLine(Visible.Line($"{file}: valid: {ScenarioFile.Summary(scenario)}"));
            }
        }

        if (context.Json)
        {
            context.Surroundings.Output.Write(ValidationJson.Write(results));
        }

        return results.All(file => file.Result.Scenario is not null) ? ExitCode.Done : ExitCode.WrongInput;
    }

    /// <summary>A file that is not there is one wrong file among others, which are checked all the same.</summary>
    private static LoadResult Read(Surroundings surroundings, string file) =>
        ScenarioFile.Missing(file) is { } complaint
            ? new LoadResult(null, [new Diagnostic(Severity.Error, file, 1, 1, complaint)], null)
            : surroundings.ReadScenario(file, []);
}

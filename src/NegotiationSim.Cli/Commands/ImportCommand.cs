using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim import</c>: a scenario from another simulator's files.</summary>
internal static class ImportCommand
{
    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "A domain and its profiles, or a folder that holds them.", Arity = ArgumentArity.OneOrMore };
        var from = new Option<ImportFormat>("--from")
        {
            Description = "Whose files they are: genius (XML) or geniusweb (JSON).",
            HelpName = "FORMAT",
            Required = true,
            CustomParser = result => Formats.Parse(result, "--from", Formats.Imports),
        };
        var output = new Option<string?>("--out")
        {
            Description = "The scenario file to write, over an older one; without it the scenario goes to standard output.",
            HelpName = "FILE",
        };
        var command = new Command("import", "Make a scenario of another simulator's files: a domain and what each party makes of it.") { files, from, output };
        command.SetAction(parsed => Import(
            new CommandContext(surroundings, parsed, common), parsed.GetRequiredValue(files), parsed.GetValue(from), parsed.GetValue(output)));
        return command;
    }

    private static int Import(CommandContext context, string[] files, ImportFormat format, string? output)
    {
        if (output is not null)
        {
            CheckOutput(output, ScenarioImport.Overwritten(format, files, output));
        }

        var result = ScenarioImport.Read(format, files);
        context.Report(result);
        if (output is not null && result.Text is not null)
        {
            WholeFile.Write(output, result.Text, overwrite: true);
        }

        if (context.Json)
        {
            context.Surroundings.Output.Write(ImportJson.Write(output, result));
        }
        else if (output is null)
        {
            context.Surroundings.Output.Write(result.Text);
        }
        else if (result.Scenario is { } scenario && !context.Quiet)
        {
            context.Surroundings.Output.WriteLine(Visible.Line($"{output}: written: {ScenarioFile.Summary(scenario)}"));
        }

        return result.Scenario is null ? ExitCode.WrongInput : ExitCode.Done;
    }

    /// <summary>Refuses a name under which the result would overwrite what it is made of.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="overwritten">The input that stands under that name; null where there is none.</param>
    /// <exception cref="WrongInputException">There is one, or the name is empty.</exception>
    private static void CheckOutput(string path, string? overwritten)
    {
        if (path.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a file");
        }

        if (overwritten is not null)
        {
            var alias = overwritten == path ? "" : $", '{overwritten}'";
            throw new WrongInputException($"'{path}' is one of the files that are read{alias}; name another");
        }
    }
}

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
            surroundings,
            parsed.GetRequiredValue(files),
            parsed.GetValue(from),
            parsed.GetValue(output),
            parsed.GetValue(common.Json),
            parsed.GetValue(common.Quiet)));
        return command;
    }

    private static int Import(Surroundings surroundings, string[] files, ImportFormat format, string? output, bool json, bool quiet)
    {
        if (output is not null)
        {
            OutputFile.Check(output, ScenarioImport.Overwritten(format, files, output));
        }

        var result = ScenarioImport.Read(format, files);
        ScenarioFile.Report(surroundings, result, quiet);
        if (output is not null && result.Text is not null)
        {
            OutputFile.Write(output, result.Text);
        }

        if (json)
        {
            surroundings.Output.Write(ImportJson.Write(output, result));
        }
        else if (output is null)
        {
            surroundings.Output.Write(result.Text);
        }
        else if (result.Scenario is { } scenario && !quiet)
        {
            surroundings.Output.WriteLine(Visible.Line($"{output}: written: {ScenarioFile.Summary(scenario)}"));
        }

        return result.Scenario is null ? ExitCode.WrongInput : ExitCode.Done;
    }
}

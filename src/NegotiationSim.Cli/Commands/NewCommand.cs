using System.CommandLine;
using NegotiationSim.Cli.Output;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim new</c>: a commented scenario to start from.</summary>
internal static class NewCommand
{
    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; it must not be there yet." };
        var command = new Command("new", "Write a commented scenario to start from.") { file };
        command.SetAction(parsed => Write(surroundings, parsed.GetRequiredValue(file), parsed.GetValue(common.Json), parsed.GetValue(common.Quiet)));
        return command;
    }

    private static int Write(Surroundings surroundings, string path, bool json, bool quiet)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new WrongInputException("new needs the name of a file; this one is empty");
        }

        // A link counts as a file even where it leads nowhere.
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new WrongInputException($"'{path}' is there already; new writes over nothing");
        }

        WholeFile.Write(path, ScenarioTemplate.Text, overwrite: false);
        if (json)
        {
            surroundings.Output.Write(JsonDocumentWriter.Write(document =>
            {
                document.WriteStartObject();
                document.WriteString("schema", "negsim.new/1");
                document.WriteString("file", path);
                document.WriteEndObject();
            }));
        }
        else if (!quiet)
        {
            surroundings.Output.WriteLine(Visible.Line($"{path}: written; 'negsim run {path}' plays it."));
        }

        return ExitCode.Done;
    }
}

using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim export</c>: a scenario as another simulator's files, as far as they can say it.</summary>
internal static class ExportCommand
{
    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "The scenario file." };
        var to = new Option<ExportFormat>("--to")
        {
            Description = "Whose files to write: genius (XML).",
            HelpName = "FORMAT",
            Required = true,
            CustomParser = result => Formats.Parse(result, "--to", Formats.Exports),
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder to write them to: a new one, or one without such files.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("export", "Write a scenario as another simulator's files, and name what they cannot say.") { file, to, output };
        command.SetAction(parsed => Export(
            new CommandContext(surroundings, parsed, common), parsed.GetRequiredValue(file), parsed.GetValue(to), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Export(CommandContext context, string file, ExportFormat format, string folder)
    {
        var read = ScenarioFile.Read(context.Surroundings, file, []);
        context.Report(read);
        if (read.Scenario is not { } scenario)
        {
            return ExitCode.WrongInput;
        }

        var export = ScenarioExport.Write(format, scenario);
        WholeFile.WriteAll(folder, export.Files);
        foreach (var loss in context.Quiet ? [] : export.LeftOut)
        {
            context.Surroundings.Error.WriteLine(Visible.Line($"{file}: left out: {loss}"));
        }

        if (context.Json)
        {
            context.Surroundings.Output.Write(ExportJson.Write(scenario, folder, export));
        }
        else if (!context.Quiet)
        {
            context.Surroundings.Output.WriteLine(Visible.Line($"{folder}: written: 1 domain and {Figures.Count(export.Files.Length - 1, "profile")}"));
        }

        return ExitCode.Done;
    }
}

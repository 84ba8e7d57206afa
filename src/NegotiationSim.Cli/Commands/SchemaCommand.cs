using System.CommandLine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim schema</c>: the JSON Schema of the scenario language, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("schema", "Print the JSON Schema of the scenario language; editors complete and check files with it.");
        command.SetAction(_ =>
        {
            surroundings.Output.Write(ScenarioSchema.Json.TrimEnd() + "\n");
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling.Clusters;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim status</c>: looks at a cluster from outside.</summary>
internal sealed class StatusCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "status";

    public Command Create()
    {
        var command = new Command(Name, "Look at a cluster: its silos, what each has done and does, and what is played there. Looking changes nothing.");
        common.Cluster.AddToSilo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        var cluster = context.Cluster!;
        var silos = await surroundings.Survey(cluster, context.Note, cancellation);
        var tale = new StatusTale(cluster.Name.Id, cluster.Store.ToString(), silos, surroundings.Clock.GetUtcNow(), context.Detail);
        await context.WriteAsync(() => StatusJson.Write(tale), console => StatusTeller.Tell(console, tale));
        return ExitCode.Done;
    }
}

using System.CommandLine;
using System.Net;
using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim silo</c>: serves in a cluster, which plays the batches of others.</summary>
internal sealed class SiloCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "silo";

    private readonly Option<IPAddress> _bind = new("--bind")
    {
        Description = "The address that it listens on, and by which other machines reach it. Without it only this machine reaches it.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            {
                return address;
            }

            result.AddError(address is null
                ? $"--bind takes an IP address of this machine; '{text}' is none"
                : $"--bind takes the one address by which others reach this silo; '{text}' is every address");
            return IPAddress.Loopback;
        },
    };

    private readonly Option<int> _port = Port("--port", "The port for other silos. Default: any that is free.");
    private readonly Option<int> _gatewayPort = Port("--gateway-port", "The port for clients. Default: any that is free.");

    private readonly Option<int?> _parallel = new("--parallel")
    {
        Description = "Play N tables at a time. Default: as many as there are processors. Changes no result.",
        HelpName = "N",
        CustomParser = result => (int)OptionNumbers.Whole(result, "--parallel", 1024, 1),
    };

    private readonly Option<int> _grace = new("--grace")
    {
        Description = "How long, in seconds, blocks may be played on when it is told to end (SIGTERM, Ctrl-C); those that take longer are played elsewhere.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 25,
        CustomParser = result => (int)OptionNumbers.Whole(result, "--grace", 86_400),
    };

    private readonly Option<IPEndPoint?> _health = new("--health")
    {
        Description = "Answer an orchestrator over HTTP at /health/live and /health/ready. Default address: 127.0.0.1.",
        HelpName = "[ADDRESS:]PORT",
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (HealthAddress.TryParse(text, out var at))
            {
                return at;
            }

            result.AddError($"--health takes a port, or an IP address of this machine and a port, as 127.0.0.1:8080 or [::1]:8080; '{text}' is neither");
            return null;
        },
    };

    private readonly Option<int?> _dashboard = new("--dashboard")
    {
        Description = "Show the Orleans dashboard at this port of 127.0.0.1. Every call of a grain takes longer for it.",
        HelpName = "PORT",
        CustomParser = result => (int)OptionNumbers.Whole(result, "--dashboard", IPEndPoint.MaxPort, 1),
    };

    public Command Create()
    {
        var command = new Command(Name, "Serve in a cluster: play the batches of all who give the same --cluster and --cluster-id.");
        common.Cluster.AddToSilo(command);
        foreach (var option in new Option[] { common.Cluster.Prepare, common.Cluster.NewSecret, _bind, _port, _gatewayPort, _parallel, _grace, _health, _dashboard })
        {
            command.Options.Add(option);
        }

        DoAlone(command, common.Cluster.NewSecret, "writes a secret");
        DoAlone(command, common.Cluster.Prepare, "makes the tables", common.Cluster.Address, common.Cluster.PasswordFile);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>An option with which the command does not serve refuses all those that would be passed over.</summary>
    private void DoAlone(Command command, Option alone, string does, params Option[] used) => alone.Validators.Add(result =>
    {
        var idle = command.Options.Append(common.Telemetry).Except([alone, .. used]).Where(option => ClusterOptions.IsGiven(result, option)).Select(option => option.Name).ToList();
        if (ClusterOptions.IsGiven(result, alone) && idle.Count > 0)
        {
            result.AddError($"{alone.Name} {does} and ends; {Figures.List(idle)} {(idle.Count == 1 ? "has" : "have")} no effect beside it");
        }
    });

    private static Option<int> Port(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => (int)OptionNumbers.Whole(result, name, IPEndPoint.MaxPort, 1),
    };

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        return parsed.GetValue(common.Cluster.NewSecret) is { } file ? CreateSecretAsync(context, file)
            : parsed.GetValue(common.Cluster.Prepare) ? PrepareAsync(context, common.Cluster.Store(parsed)!, cancellation)
            : ServeAsync(context, parsed, cancellation);
    }

    private static async Task<int> CreateSecretAsync(CommandContext context, string file)
    {
        try
        {
            SecretFile.Create(file);
        }
        catch (DoorSetupException wrong)
        {
            throw new WrongInputException(wrong.Message);
        }

        await context.SayResultAsync($"{file}: a new secret; give every silo and client of the cluster a copy, and nobody else.");
        return ExitCode.Done;
    }

    private static async Task<int> PrepareAsync(CommandContext context, ClusterAddress store, CancellationToken cancellation)
    {
        if (store.Kind == MembershipStoreKind.Redis)
        {
            throw new WrongInputException("Redis needs no preparation; --prepare is for PostgreSQL");
        }

        await context.SayResultAsync(await PostgresPreparation.PrepareAsync(store, cancellation) switch
        {
            PreparationOutcome.Created => $"{store}: made what clusters need there.",
            PreparationOutcome.Upgraded => $"{store}: brought what was there to what this version needs.",
            _ => $"{store}: all that clusters need was there already.",
        });
        return ExitCode.Done;
    }

    private Task<int> ServeAsync(CommandContext context, ParseResult parsed, CancellationToken cancellation)
    {
        var cluster = common.Cluster.Order(parsed)!;
        var bind = parsed.GetRequiredValue(_bind);
        var options = new ClusterSiloOptions(cluster.Store, cluster.Name, cluster.Door.ForSilo(cluster.Name, bind, context.Note))
        {
            Bind = bind,
            Refused = context.Say,
            Port = parsed.GetValue(_port),
            GatewayPort = parsed.GetValue(_gatewayPort),
            Lanes = parsed.GetValue(_parallel) ?? Environment.ProcessorCount,
            Build = ProgramBuild.Text,
            Grace = TimeSpan.FromSeconds(parsed.GetValue(_grace)),
        };
        return new SiloSession(context, new SiloOrder(options)
        {
            Health = parsed.GetValue(_health),
            Dashboard = parsed.GetValue(_dashboard),
            IsVerbose = parsed.GetValue(common.Verbose),
        }).ServeAsync(cancellation);
    }
}

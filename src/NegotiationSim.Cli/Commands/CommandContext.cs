using System.CommandLine;
using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Commands;

/// <summary>What a command works with: the surroundings, and how it is to speak by the options that every command takes.</summary>
internal sealed class CommandContext(Surroundings surroundings, ParseResult parsed, CommonOptions common)
{
    public Surroundings Surroundings => surroundings;

    /// <summary>One document on standard output.</summary>
    public bool Json { get; } = parsed.GetValue(common.Json);

    /// <summary>No progress, no warnings and no notes.</summary>
    public bool Quiet { get; } = parsed.GetValue(common.Quiet);

    public Detail Detail { get; } = parsed.GetValue(common.Quiet) ? Detail.Ending : parsed.GetValue(common.Verbose) ? Detail.Everything : Detail.Story;

    /// <summary>Where spans and metrics go.</summary>
    public TelemetryTarget Telemetry { get; } = parsed.GetValue(common.Telemetry);

    /// <summary>The terminal that shows how far the command is; null: there is none, or it shows nothing.</summary>
    public IAnsiConsole? Progress => Quiet ? null : surroundings.ProgressConsole(!parsed.GetValue(common.NoColour));

    /// <summary>The cluster that plays; null: a silo of this process does.</summary>
    public ClusterOrder? Cluster { get; } = common.Cluster.Order(parsed);

    private Screen Screen => parsed.GetValue(common.NoColour) ? surroundings.OutputScreen with { Colour = false } : surroundings.OutputScreen;

    /// <summary>Starts what plays negotiations, with telemetry where that is asked for.</summary>
    public Task<IScenarioRunner> StartRunner(CancellationToken cancellation) =>
        Cluster is { } cluster ? surroundings.StartCluster(cluster with { Telemetry = Telemetry }, Note, cancellation) : surroundings.StartRunner(Telemetry, cancellation);

    /// <summary>Writes a result: the document where that is asked for, else what is drawn.</summary>
    public Task WriteAsync(Func<string> json, Action<IAnsiConsole> draw) => Json ? surroundings.Output.WriteAsync(json()) : surroundings.ShowAsync(Screen, draw);

    /// <summary>Writes a result that is one line.</summary>
    public Task SayResultAsync(string line) => surroundings.Output.WriteAsync(Visible.Line(line) + "\n");

    public Task DrawAsync(Action<IAnsiConsole> draw) => surroundings.ShowAsync(Screen, draw);

    /// <summary>Draws a result that is too long to be held.</summary>
    public Task DrawAsync(Func<IAnsiConsole, Task> draw) => surroundings.ShowAsync(Screen, draw);

    /// <summary>Writes a line to standard error, made visible, with the program's name before it.</summary>
    public void Say(string line) => surroundings.Error.WriteLine(Visible.Line($"negsim: {line}"));

    /// <summary>The same for what can be done without: nothing where there is no line, or notes are not wanted.</summary>
    public void Note(string? line)
    {
        if (!Quiet && line is not null)
        {
            Say(line);
        }
    }

    /// <summary>Writes what was found in a file to standard error; a warning only where those are wanted.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error || !Quiet)
        {
            surroundings.Error.WriteLine(Visible.Line(diagnostic.ToString()));
        }
    }

    /// <summary>The same for all that was found, and what has no effect yet, one a line.</summary>
    public void Report(LoadResult result)
    {
        foreach (var diagnostic in result.Diagnostics.Concat(result.NotSimulated))
        {
            Report(diagnostic);
        }
    }

    /// <summary>Complains that an experiment could not be kept any further.</summary>
    public int Complain(StorageException failure, ExperimentFolder folder) => Complain(failure.Message, folder, "it can be written again");

    /// <summary>Complains that there is no silo any more that could play on.</summary>
    public int Complain(ClusterGoneException failure, ExperimentFolder folder) => Complain($"{failure.Message}.", folder, "there are silos again, or without a cluster");

    private int Complain(string failure, ExperimentFolder folder, string remedy)
    {
        Say(failure);
        Say($"what was put on the disk before is safe; 'negsim resume {folder.Path}' goes on from there once {remedy}.");
        return ExitCode.Failed;
    }
}

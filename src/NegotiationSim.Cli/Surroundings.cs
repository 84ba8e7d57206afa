using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli;

/// <summary>Everything outside the program that a command touches, so that tests can stand in for it.</summary>
internal sealed record Surroundings
{
    private readonly VisibleWriter _output = null!;
    private readonly VisibleWriter _error = null!;

    /// <summary>Where results go; hidden characters become visible on the way. What a <see cref="Screen"/> draws goes through <see cref="ShowAsync(Screen, Action{IAnsiConsole})"/>.</summary>
    public required TextWriter Output { get => _output; init => _output = VisibleWriter.Over(value); }

    /// <summary>Where diagnostics and messages go, made visible in the same way.</summary>
    public required TextWriter Error { get => _error; init => _error = VisibleWriter.Over(value); }

    /// <summary>How wide results may be and whether they may be coloured.</summary>
    public required Screen OutputScreen { get; init; }

    /// <summary>The terminal that shows how far a command is, with colour or without; null where standard error is none.</summary>
    public Func<bool, IAnsiConsole?> ProgressConsole { get; init; } = _ => null;

    /// <summary>Tells the time that a bar reckons by; no result depends on it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads a scenario file with its overrides.</summary>
    public required Func<string, IReadOnlyList<Setting>, LoadResult> ReadScenario { get; init; }

    /// <summary>Starts what plays negotiations; only called by commands that need it.</summary>
    public required Func<TelemetryTarget, CancellationToken, Task<IScenarioRunner>> StartRunner { get; init; }

    /// <summary>Connects to a cluster that plays negotiations; only called by commands that are told of one.</summary>
    public Func<ClusterOrder, Action<string>, CancellationToken, Task<IScenarioRunner>> StartCluster { get; init; } = ClusterScenarioRunner.StartAsync;

    /// <summary>Looks at a cluster from outside.</summary>
    public Func<ClusterOrder, Action<string>, CancellationToken, Task<IReadOnlyList<SiloStanding>>> Survey { get; init; } =
        (order, say, cancellation) => ClusterSurvey.TakeAsync(order.Client(say), cancellation);

    /// <summary>Looks at scenarios from above.</summary>
    public ParallelAnalyst Analyst { get; init; } = new ParallelAnalyst();

    /// <summary>The terminal, the files and the silo.</summary>
    public static Surroundings Of(StandardStreams streams)
    {
        var colourful = Screen.Detect(streams.ErrorWidth, streams.Variable).Colour;
        return new()
        {
            Output = streams.Output,
            Error = streams.Error,
            OutputScreen = Screen.Detect(streams.OutputWidth, streams.Variable),
            ProgressConsole = colour => streams.ErrorWidth is { } width ? Terminal(streams.Error, width, colour && colourful) : null,
            ReadScenario = ScenarioReader.ReadFile,
            StartRunner = SiloScenarioRunner.StartAsync,
        };
    }

    /// <summary>Writes to standard output what a screen draws, colours and all.</summary>
    public Task ShowAsync(Screen screen, Action<IAnsiConsole> draw) => _output.Drawn.WriteAsync(screen.Render(draw));

    /// <summary>The same, written as it comes, for what is too long to be held.</summary>
    public Task ShowAsync(Screen screen, Func<IAnsiConsole, Task> draw) => screen.DrawAsync(_output.Drawn, draw);

    /// <summary>
    /// A terminal for progress: a bar that is drawn over, or where no colours are wanted (<c>NO_COLOR</c>, <c>--no-color</c>, TERM=dumb) now and then a plain line,
    /// for a bar takes the same control sequences as colours do.
    /// </summary>
    private static IAnsiConsole Terminal(TextWriter error, int width, bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = InteractionSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(error),
        });
        console.Profile.Width = width;
        return console;
    }
}

/// <summary>Where spans and metrics go.</summary>
internal enum TelemetryTarget
{
    None,

    /// <summary>Standard error, through the console exporter.</summary>
    Console,

    /// <summary>A collector, over OTLP.</summary>
    Otlp,
}

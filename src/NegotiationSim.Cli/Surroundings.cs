using NegotiationSim.Cli.Output;
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

    /// <summary>Looks at scenarios from above.</summary>
    public IScenarioAnalyst Analyst { get; init; } = new ParallelAnalyst();

    /// <summary>Writes to standard output what a screen draws, colours and all.</summary>
    public Task ShowAsync(Screen screen, Action<IAnsiConsole> draw) => _output.Drawn.WriteAsync(screen.Render(draw));

    /// <summary>The same, written as it comes, for what is too long to be held.</summary>
    public Task ShowAsync(Screen screen, Func<IAnsiConsole, Task> draw) => screen.DrawAsync(_output.Drawn, draw);
}

/// <summary>Where spans and metrics go.</summary>
internal enum TelemetryTarget
{
    None,

    /// <summary>Standard error, through the console exporter.</summary>
    Console,
}

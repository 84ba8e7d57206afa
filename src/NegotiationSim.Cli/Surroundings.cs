using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli;

/// <summary>Everything outside the program that a command touches, so that tests can stand in for it.</summary>
internal sealed record Surroundings
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where diagnostics and messages go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>How wide results may be and whether they may be coloured.</summary>
    public required Screen OutputScreen { get; init; }

    /// <summary>The same for messages.</summary>
    public required Screen ErrorScreen { get; init; }

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
}

/// <summary>Where spans and metrics go.</summary>
internal enum TelemetryTarget
{
    None,

    /// <summary>Standard error, through the console exporter.</summary>
    Console,
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>Something wrong, or doubtful, at a place of a file.</summary>
/// <param name="Severity">An error makes the file unusable.</param>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong; what would be right.</param>
public sealed record Diagnostic(Severity Severity, string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")}: {Message}";
}

/// <summary>What reading a scenario came to.</summary>
/// <param name="Scenario">The scenario; null when there is an error.</param>
/// <param name="Diagnostics">Everything found, in the order of the file.</param>
/// <param name="Text">The file as it was read, overrides applied; null when it is no YAML at all.</param>
public sealed record LoadResult(Scenario? Scenario, ImmutableArray<Diagnostic> Diagnostics, string? Text)
{
    /// <summary>Warnings that name each construct used that has no effect on a run yet; every run of the file shows them.</summary>
    public ImmutableArray<Diagnostic> NotSimulated { get; init; } = [];
}

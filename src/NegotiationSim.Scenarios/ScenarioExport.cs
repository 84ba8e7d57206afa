using System.Collections.Immutable;
using NegotiationSim.Scenarios.Exports.Genius;

namespace NegotiationSim.Scenarios;

/// <summary>The formats of other simulators that are written.</summary>
public enum ExportFormat
{
    /// <summary>Genius's XML: a negotiation template and one utility space per principal.</summary>
    Genius,
}

/// <summary>What a scenario came to in another format.</summary>
/// <param name="Files">The files, the domain first.</param>
/// <param name="LeftOut">What the format cannot say, each in a few words; empty when nothing was lost.</param>
public sealed record ExportResult(ImmutableArray<ExportedFile> Files, ImmutableArray<string> LeftOut);

/// <summary>A file of an export.</summary>
/// <param name="Name">Its name, without a folder; names of parties' files are in the order of the parties.</param>
/// <param name="Text">Its content, to be written as UTF-8.</param>
public sealed record ExportedFile(string Name, string Text);

/// <summary>Says in another simulator's format what it can say of a scenario, and names the rest.</summary>
public static class ScenarioExport
{
    public static ExportResult Write(ExportFormat format, Scenario scenario) => format switch
    {
        ExportFormat.Genius => new GeniusExporter(scenario).Write(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no such format"),
    };
}

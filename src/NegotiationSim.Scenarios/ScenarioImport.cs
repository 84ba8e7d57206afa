using NegotiationSim.Scenarios.Imports;
using NegotiationSim.Scenarios.Imports.Genius;
using NegotiationSim.Scenarios.Imports.GeniusWeb;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios;

/// <summary>The formats of other simulators that are read.</summary>
public enum ImportFormat
{
    /// <summary>Genius's XML: one domain (a negotiation template) and one utility space per party.</summary>
    Genius,

    /// <summary>GeniusWeb's JSON: linear additive profiles, each with its domain, and perhaps the domain on its own.</summary>
    GeniusWeb,
}

/// <summary>
/// Makes a scenario of another simulator's files. Whatever the files hold, the result is a scenario with its YAML text, or located errors;
/// files are at most 8 MiB each and nothing outside them is ever read.
/// </summary>
public static class ScenarioImport
{
    /// <summary>Reads files and writes the scenario that they make.</summary>
    /// <param name="format">Whose files they are.</param>
    /// <param name="paths">Files, or folders of which every file with the format's ending is read; messages name them as they are given here.</param>
    public static LoadResult Read(ImportFormat format, IReadOnlyList<string> paths)
    {
        var findings = new Findings(ImportLimits.Warnings);
        string? text = null;
        Scenario? scenario = null;
        try
        {
            if (ReadDraft(format, paths, findings) is { } draft && !findings.HasErrors)
            {
                text = ScenarioText.Write(draft);
                scenario = Validate(text, draft.Origin, findings);
            }
        }
        catch (ReadingAbortedException e)
        {
            findings.Error(e.Position, e.Message);
        }

        return new LoadResult(findings.HasErrors ? null : scenario, findings.ByFile(), findings.HasErrors ? null : text);
    }

    /// <summary>The input that a file written under this name would overwrite, whatever name it has there; null where there is none.</summary>
    /// <param name="format">Whose files the inputs are.</param>
    /// <param name="paths">The inputs as for <see cref="Read"/>.</param>
    /// <param name="output">The file to be written.</param>
    public static string? Overwritten(ImportFormat format, IReadOnlyList<string> paths, string output) =>
        InputFiles.Overwritten(paths, format == ImportFormat.Genius ? GeniusImporter.Ending : GeniusWebImporter.Ending, output);

    private static ScenarioDraft? ReadDraft(ImportFormat format, IReadOnlyList<string> paths, Findings findings) => format switch
    {
        ImportFormat.Genius => new GeniusImporter(findings).Read(paths),
        ImportFormat.GeniusWeb => new GeniusWebImporter(findings).Read(paths),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no such format"),
    };

    /// <summary>Reads the text as any other scenario; what is wrong with it is told at the file that it comes from.</summary>
    private static Scenario? Validate(string text, Position origin, Findings findings)
    {
        var read = ScenarioReader.Read(text, origin.File);
        foreach (var diagnostic in read.Diagnostics.Where(d => d.Severity == Severity.Error))
        {
            findings.Error(origin, $"the scenario made of this is refused: {diagnostic.Message}");
        }

        return read.Scenario;
    }
}

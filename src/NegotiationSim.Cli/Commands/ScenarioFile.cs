using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Cli.Commands;

/// <summary>Reads scenario files for commands.</summary>
internal static class ScenarioFile
{
    /// <summary>Reads one file; a file that is not there is named together with the nearest one that is.</summary>
    public static LoadResult Read(Surroundings surroundings, string path, IReadOnlyList<string> overrides) => ReadSet(surroundings, path, Setting.Numbered(overrides));

    /// <summary>The same, on another thread, so that an interruption is heard at once however long the file takes; what is left of the reading ends with the process.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static Task<LoadResult> ReadAsync(Surroundings surroundings, string path, IReadOnlyList<string> overrides, CancellationToken cancellation) =>
        Task.Run(() => Read(surroundings, path, overrides), cancellation).WaitAsync(cancellation);

    /// <summary>The same, with settings that may come from several places.</summary>
    public static LoadResult ReadSet(Surroundings surroundings, string path, ImmutableArray<Setting> settings)
    {
        MustExist(path);
        return surroundings.ReadScenario(path, settings);
    }

    /// <summary>Complains about a file that is not there.</summary>
    public static void MustExist(string path)
    {
        if (Missing(path) is { } complaint)
        {
            throw new WrongInputException(complaint);
        }
    }

    /// <summary>Why there is no such file; null where there is one.</summary>
    public static string? Missing(string path) =>
        File.Exists(path) ? null
        : path.Length == 0 ? "a file name is empty; name a scenario file"
        : Directory.Exists(path) ? $"'{path}' is a folder, not a scenario file"
        : $"there is no file '{path}'" + (Nearest(path) is { } nearest ? $"; did you mean '{nearest}'?" : "");

    /// <summary>The text of a scenario as it is played, for a folder. Where settings have rewritten it, it must read back as the same scenario.</summary>
    /// <exception cref="WrongInputException">It does not.</exception>
    public static string TextFor(Scenario scenario, string text, bool isRewritten)
    {
        var written = text.TrimStart('\ufeff');
        return !isRewritten || (ScenarioReader.Read(written, "scenario.yaml").Scenario is { } again && ScenarioSameness.IsSame(scenario, again))
            ? written
            : throw new WrongInputException("with these settings the scenario cannot be written so that it reads back as the same; write them into the file");
    }

    /// <summary>How much a scenario holds.</summary>
    public static string Summary(Scenario scenario)
    {
        var parts = new List<string>
        {
            Figures.Count(scenario.Actors.Length, "actor"),
            Figures.Count(scenario.Space.Issues.Length, "issue"),
            scenario.Space.Count.ToString("#,0", CultureInfo.InvariantCulture) + (scenario.Space.Count.IsOne ? " outcome" : " outcomes"),
            Figures.Count(scenario.Calendar.Rounds, "round"),
        };
        if (scenario.Events.Length > 0)
        {
            parts.Add(Figures.Count(scenario.Events.Length, "event"));
        }

        return Figures.List(parts);
    }

    private static string? Nearest(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var name = Path.GetFileName(path);
        var files = Files(folder).Select(file => Path.GetFileName(file)).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return NearestName.Find(name, files) is { } nearest ? (folder == "." ? nearest : Path.Combine(folder, nearest)) : null;
    }

    /// <summary>The files of a folder; none where it may not be read, for a hint is worth no error of its own.</summary>
    private static string[] Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

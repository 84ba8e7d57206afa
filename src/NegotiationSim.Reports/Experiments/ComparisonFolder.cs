using System.Text;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// The folder of a comparison: the scenario as it stands, each what-if as it was played, and, once it is finished, <c>comparison.json</c>.
/// </summary>
public sealed class ComparisonFolder
{
    public const string ResultName = "comparison.json";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;

    private ComparisonFolder(string path) => _path = path;

    /// <summary>How the file of a what-if is called, numbered from 1.</summary>
    public static string WhatIfName(int number) => $"what-if-{number}.yaml";

    /// <summary>Whether a folder is that of a comparison, finished or not.</summary>
    public static bool Is(string path) => File.Exists(Path.Combine(path, ResultName)) || File.Exists(Path.Combine(path, WhatIfName(1)));

    /// <summary>Makes the folder of a comparison.</summary>
    /// <param name="path">A folder that is not there yet, or is empty.</param>
    /// <param name="scenario">The text of the scenario as it stands.</param>
    /// <param name="whatIfs">The texts of the what-ifs.</param>
    /// <exception cref="FolderException">It holds something already, or cannot be made.</exception>
    public static ComparisonFolder Create(string path, string scenario, IReadOnlyList<string> whatIfs)
    {
        if (path.Length == 0)
        {
            throw new FolderException("--out needs the name of a folder");
        }

        if (File.Exists(path))
        {
            throw new FolderException($"'{path}' is a file; --out needs the name of a folder");
        }

        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } first)
            {
                throw new FolderException($"'{path}' is not empty: it holds '{Path.GetFileName(first)}'; name a new folder");
            }

            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, ExperimentFolder.ScenarioName), scenario, s_utf8);
            for (var i = 0; i < whatIfs.Count; i++)
            {
                File.WriteAllText(Path.Combine(path, WhatIfName(i + 1)), whatIfs[i], s_utf8);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new FolderException($"'{path}' cannot be written: {e.Message}", e);
        }

        return new ComparisonFolder(path);
    }

    /// <summary>Puts the result in place: whole, or not at all.</summary>
    /// <exception cref="FolderException">It cannot be written.</exception>
    public void Finish(string result)
    {
        var temporary = Path.Combine(_path, ResultName + ".new");
        try
        {
            File.WriteAllText(temporary, result, s_utf8);
            File.Move(temporary, Path.Combine(_path, ResultName), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"'{Path.Combine(_path, ResultName)}' cannot be written: {e.Message}", e);
        }
    }
}

using System.Text.RegularExpressions;
using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// How the folder of an experiment comes about. Everything is first written under temporary names; then the scenario files get theirs, and the description comes last: where it is, the folder is whole. What a start that
/// was cut off leaves behind can be told from a stranger's files, for the description that is still under its temporary name names every other file with its hash.
/// </summary>
internal static partial class FolderStart
{
    private const string NewDescription = ExperimentFolder.DescriptionName + FolderFiles.NewSuffix;
    private const int MostScenarioBytes = 64 << 20;

    /// <summary>Whether a name is one of ours, temporary ones included.</summary>
    public static bool IsOurs(string name) => OwnName().IsMatch(name);

    /// <summary>Writes the files of a new experiment.</summary>
    public static void Write(FolderFiles files, byte[] description, IReadOnlyList<(string Name, byte[] Content)> scenarios)
    {
        foreach (var (name, content) in scenarios.Append((ExperimentFolder.DescriptionName, description)))
        {
            files.WriteNew(name, content);
        }

        files.Sync();
        foreach (var (name, _) in scenarios)
        {
            files.Rename(name + FolderFiles.NewSuffix, name);
        }

        files.Sync();
        files.Rename(ExperimentFolder.DescriptionName + FolderFiles.NewSuffix, ExperimentFolder.DescriptionName);
        files.Sync();
    }

    /// <summary>Whether a folder holds nothing but what is left of a start that was cut off.</summary>
    public static bool IsRemains(FolderFiles files)
    {
        var names = Names(files);
        return names.Contains(ExperimentFolder.LockName)
            && names.All(name => name == ExperimentFolder.LockName || IsOfStart(name))
            && names.All(files.Has)
            && new FileInfo(files.In(ExperimentFolder.LockName)).Length == 0
            && AreNamed(files, [.. names.Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))]);
    }

    /// <summary>Takes away what is left of a start that was cut off, the description that vouches for the rest last. A folder that is whole is left as it is.</summary>
    public static void Clear(FolderFiles files)
    {
        var names = Names(files);
        if (names.Contains(ExperimentFolder.DescriptionName))
        {
            return;
        }

        foreach (var name in names.Where(name => ScenarioName().IsMatch(name)))
        {
            files.Delete(name);
        }

        if (names.Contains(NewDescription))
        {
            files.Sync();
            files.Delete(NewDescription);
            files.Sync();
        }
    }

    private static bool IsOfStart(string name) => name == NewDescription || ScenarioName().IsMatch(name);

    private static List<string> Names(FolderFiles files) => [.. Directory.EnumerateFileSystemEntries(files.Path).Select(path => Path.GetFileName(path))];

    /// <summary>Whether the description that has not got its name yet names these files as they are.</summary>
    private static bool AreNamed(FolderFiles files, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return true;
        }

        try
        {
            if (!files.Has(NewDescription))
            {
                return false;
            }

            var hashes = DescriptionReader.Read(files.Read(NewDescription, DescriptionReader.MostBytes)).Files.ToDictionary();
            return names.All(name => hashes.TryGetValue(name, out var hash) && ExperimentDescription.Hash(files.Read(name, MostScenarioBytes)) == hash);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(scenario|what-if-[1-9][0-9]*)\.yaml(\.new)?$")]
    private static partial Regex ScenarioName();

    [GeneratedRegex(@"^(\.lock|replicas\.parquet\.part|(experiment\.json|scenario\.yaml|what-if-[1-9][0-9]*\.yaml|summary\.json|comparison\.json|sweep\.json|replicas\.parquet|checkpoint|timing\.json|results\.sha256)(\.new)?)$")]
    private static partial Regex OwnName();
}

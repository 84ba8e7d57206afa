using System.Text;
using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// The folder of a batch, a comparison or a sweep. Finished it holds the results, <c>scenario.yaml</c>, <c>what-if-1.yaml</c> and so on, <c>experiment.json</c>, and <c>results.sha256</c> with the hashes of all of them; before that
/// rows are in <c>replicas.parquet.part</c> and where to go on is in <c>checkpoint</c>. One process at a time works on it. No symbolic link in it is followed.
/// </summary>
public sealed class ExperimentFolder : IDisposable
{
    public const string ScenarioName = "scenario.yaml";
    public const string DescriptionName = "experiment.json";
    public const string SummaryName = "summary.json";
    public const string ComparisonName = "comparison.json";
    public const string SweepName = "sweep.json";
    public const string RowsName = "replicas.parquet";
    public const string PartName = "replicas.parquet.part";
    public const string CheckpointName = "checkpoint";
    public const string TimingName = "timing.json";
    public const string HashesName = "results.sha256";
    internal const string LockName = ".lock";

    private const int MostScenarioBytes = 64 << 20;
    private const int MostCheckpointBytes = 1 << 30;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _descriptionHash;
    private FolderLock? _lock;
    private bool _wasFinished;

    private ExperimentFolder(FolderFiles files, ExperimentDescription description, string descriptionHash, FolderLock? held) =>
        (Files, Description, _descriptionHash, _lock) = (files, description, descriptionHash, held);

    /// <summary>The folder, as it was named.</summary>
    public string Path => Files.Path;

    public ExperimentDescription Description { get; }

    /// <summary>Whether every result is there, as it was written.</summary>
    /// <exception cref="FolderException">Results are there that are not as they were written, or that nothing vouches for.</exception>
    public bool IsFinished => _wasFinished || Judge();

    internal FolderFiles Files { get; }

    /// <summary>How the file of a what-if is called, numbered from 1.</summary>
    public static string WhatIfName(int number) => $"what-if-{number}.yaml";

    /// <summary>Makes the folder of a new experiment.</summary>
    /// <param name="path">A folder that is not there yet, or is empty, or holds what a start that was cut off left behind.</param>
    /// <param name="description">The experiment.</param>
    /// <param name="scenario">The text of the scenario as it is played.</param>
    /// <param name="whatIfs">The texts of the what-ifs as they are played; none for what is no comparison.</param>
    /// <exception cref="FolderException">It holds something already, or cannot be made.</exception>
    /// <exception cref="StorageException">The disk is full.</exception>
    public static ExperimentFolder Create(string path, ExperimentDescription description, string scenario, params IReadOnlyList<string> whatIfs) =>
        Create(new FolderFiles(path), description, scenario, whatIfs);

    /// <summary>Opens the folder of an experiment that was begun.</summary>
    /// <exception cref="FolderException">It is none, or another process works on it, or it was changed.</exception>
    public static ExperimentFolder Open(string path) => Open(new FolderFiles(path));

    internal static ExperimentFolder Create(FolderFiles files, ExperimentDescription description, string scenario, IReadOnlyList<string> whatIfs)
    {
        if (files.Path.Length == 0)
        {
            throw new FolderException("--out needs the name of a folder");
        }

        var content = s_utf8.GetBytes(description.ToJson());
        var scenarios = whatIfs.Select((text, i) => (WhatIfName(i + 1), s_utf8.GetBytes(text))).Prepend((ScenarioName, s_utf8.GetBytes(scenario)));
        using var place = NewFolder.Make(files, description);
        try
        {
            FolderStart.Write(files, content, [.. scenarios]);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw StorageException.Of(files.Path, e);
        }

        return new ExperimentFolder(files, description, ExperimentDescription.Hash(content), place.Keep());
    }

    internal static ExperimentFolder Open(FolderFiles files)
    {
        if (!Directory.Exists(files.Path))
        {
            throw new FolderException(File.Exists(files.Path) ? $"'{files.Path}' is a file, not the folder of an experiment" : $"there is no folder '{files.Path}'");
        }

        var folder = Reading(files, files.Path, () => ReadFolder(files)) ?? throw new FolderException(Reading(files, files.Path, () => WhyNone(files)));
        if (folder._wasFinished = folder.Judge())
        {
            return folder;
        }

        foreach (var name in OwnNames(files))
        {
            files.RefuseShared(name);
        }

        try
        {
            folder._lock = FolderLock.Take(files);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw StorageException.Of(files.Path, e);
        }

        // Another process may have been at work until now.
        if (folder._wasFinished = folder.Judge())
        {
            folder.Dispose();
        }

        return folder;
    }

    /// <summary>The path of a file in the folder.</summary>
    public string In(string name) => Files.In(name);

    /// <summary>The document that a finished experiment came to, as it was printed.</summary>
    public string ReadResult() => Reading(Files, In(ResultName), () => s_utf8.GetString(Files.Read(ResultName, int.MaxValue >> 2)));

    /// <summary>The document that the experiment comes to.</summary>
    public string ResultName => Description.IsComparison ? ComparisonName : Description.IsSweep ? SweepName : SummaryName;

    /// <summary>The last checkpoint; null where there is none, so that the experiment begins at its beginning.</summary>
    /// <exception cref="FolderException">It is damaged.</exception>
    internal byte[]? ReadCheckpoint()
    {
        try
        {
            return Reading(Files, In(CheckpointName), () => Files.Has(CheckpointName) ? Checkpoint.Open(Files.Read(CheckpointName, MostCheckpointBytes), Description) : null);
        }
        catch (InvalidDataException e)
        {
            throw new FolderException($"'{In(CheckpointName)}' cannot be gone on from: {e.Message}; {PlayAnew(Files, Description)}", e);
        }
    }

    /// <summary>Replaces the checkpoint: whenever the process is killed, the old one or the new one is there.</summary>
    internal void WriteCheckpoint(ReadOnlySpan<byte> state) => Files.Replace(CheckpointName, Checkpoint.Seal(state, Description));

    /// <summary>Puts the results in place, once the checkpoint says that everything was played. The hashes come after all results, and the checkpoint goes last.</summary>
    /// <param name="result">The document that the experiment comes to.</param>
    /// <param name="rowsHash">The hash of the rows; null: there are none.</param>
    /// <param name="timing">The text of <c>timing.json</c>; null: there is none.</param>
    internal void Finish(string result, string? rowsHash = null, string? timing = null)
    {
        if (rowsHash is not null && Files.Has(PartName))
        {
            Files.Rename(PartName, RowsName);
            Files.Sync();
        }

        if (timing is not null)
        {
            Files.Replace(TimingName, s_utf8.GetBytes(timing));
        }

        var content = s_utf8.GetBytes(result);
        Files.Replace(ResultName, content);
        IEnumerable<(string, string)> hashes = [.. Description.Files, (DescriptionName, _descriptionHash), (ResultName, ExperimentDescription.Hash(content))];
        Files.Replace(HashesName, ResultHashes.Write(rowsHash is null ? hashes : hashes.Append((RowsName, rowsHash))));
        Files.Delete(CheckpointName);
        Files.Sync();
    }

    /// <summary>What to do where an experiment cannot be gone on with.</summary>
    internal static string PlayAnew(FolderFiles files, ExperimentDescription description) =>
        description.IsComparison || description.IsSweep ? $"play the {description.Kind} anew in another folder"
        : FormattableString.Invariant($"play it anew: negsim montecarlo '{files.In(ScenarioName)}' --runs {description.Runs} --seed {description.Seed}{(description.Precision is { } width ? FormattableString.Invariant($" --precision {width:R}") : "")}{(description.Zone is { } zone ? FormattableString.Invariant($" --zone {zone}") : "")} --out another folder");

    /// <summary>Lets the folder go for others.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>The experiment of a folder; null where there is none.</summary>
    internal static ExperimentFolder? ReadFolder(FolderFiles files)
    {
        foreach (var name in OwnNames(files))
        {
            _ = files.Has(name);
        }

        if (!files.Has(DescriptionName))
        {
            return null;
        }

        try
        {
            var content = files.Read(DescriptionName, DescriptionReader.MostBytes);
            var folder = new ExperimentFolder(files, DescriptionReader.Read(content), ExperimentDescription.Hash(content), null);
            folder.CheckScenarios();
            return folder;
        }
        catch (InvalidDataException e)
        {
            throw new FolderException($"'{files.In(DescriptionName)}' describes no experiment of this program: {e.Message}", e);
        }
    }

    /// <summary>Judges the results: whether they are all there, or not yet.</summary>
    private bool Judge() => Reading(Files, Path, () =>
    {
        if (Files.Has(CheckpointName))
        {
            return false;
        }

        string[] results = Description.IsComparison || Description.IsSweep ? [ResultName] : [RowsName, SummaryName];
        if (Files.Has(HashesName))
        {
            ResultHashes.Check(Files, [.. Description.Files.Select(file => file.Name), DescriptionName, .. results]);
            return true;
        }

        var there = results.Where(Files.Has).ToList();
        return there.Count == 0
            ? false
            : throw new FolderException(
                $"'{Path}' holds {string.Join(" and ", there)}, but neither a {HashesName}, which would say that they are as they were written, nor a {CheckpointName} to go on from (earlier versions of the program wrote no {HashesName}); {PlayAnew(Files, Description)}");
    });

    private static IEnumerable<string> OwnNames(FolderFiles files) =>
        Directory.EnumerateFileSystemEntries(files.Path).Select(path => System.IO.Path.GetFileName(path)).Where(FolderStart.IsOurs).Order(StringComparer.Ordinal);

    private static string WhyNone(FolderFiles files) =>
        FolderStart.IsRemains(files)
            ? $"'{files.Path}' holds what is left of a start that was cut off before anything was played; give the command with --out '{files.Path}' once more"
        : files.Has(ComparisonName) || files.Has(WhatIfName(1))
            ? $"'{files.Path}' is the folder of a comparison without {DescriptionName}, as an earlier version of the program wrote it; it cannot be gone on with: play the comparison anew in another folder"
        : $"'{files.Path}' holds no experiment: there is no {DescriptionName} in it";

    private static T Reading<T>(FolderFiles files, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw new FolderException($"'{what}' cannot be read: {e.Message}", e);
        }
    }

    private void CheckScenarios()
    {
        foreach (var (name, hash) in Description.Files)
        {
            if (!Files.Has(name))
            {
                throw new FolderException($"'{In(name)}' is missing; the experiment cannot be played without it");
            }

            if (ExperimentDescription.Hash(Files.Read(name, MostScenarioBytes)) != hash)
            {
                throw new FolderException($"'{In(name)}' was changed since the experiment began; its replicas would not fit the others");
            }
        }
    }
}

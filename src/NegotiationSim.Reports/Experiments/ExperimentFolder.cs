using System.Text;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// The folder of a batch. Finished it holds <c>summary.json</c>, <c>replicas.parquet</c>, <c>scenario.yaml</c>, <c>experiment.json</c> and <c>timing.json</c>; before that the rows are in
/// <c>replicas.parquet.part</c> and where to go on is in <c>checkpoint</c>. One process at a time works on it.
/// </summary>
public sealed class ExperimentFolder : IDisposable
{
    public const string ScenarioName = "scenario.yaml";
    public const string DescriptionName = "experiment.json";
    public const string SummaryName = "summary.json";
    public const string RowsName = "replicas.parquet";
    public const string PartName = "replicas.parquet.part";
    public const string CheckpointName = "checkpoint";
    public const string TimingName = "timing.json";
    private const string LockName = ".lock";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private FileStream? _lock;

    private ExperimentFolder(string path, ExperimentDescription description, FileStream? held) => (Path, Description, _lock) = (path, description, held);

    /// <summary>The folder, as it was named.</summary>
    public string Path { get; }

    public ExperimentDescription Description { get; }

    /// <summary>Whether everything is there already.</summary>
    public bool IsFinished => File.Exists(In(SummaryName)) && File.Exists(In(RowsName)) && !File.Exists(In(CheckpointName));

    /// <summary>Makes the folder of a new experiment.</summary>
    /// <param name="path">A folder that is not there yet, or is empty.</param>
    /// <param name="description">The experiment.</param>
    /// <param name="scenario">The text of the scenario as it is played.</param>
    /// <exception cref="FolderException">It holds something already, or cannot be made.</exception>
    public static ExperimentFolder Create(string path, ExperimentDescription description, string scenario)
    {
        if (path.Length == 0)
        {
            throw new FolderException("--out needs the name of a folder");
        }

        try
        {
            RefuseOccupied(path, description);
            Directory.CreateDirectory(path);
            var folder = new ExperimentFolder(path, description, Lock(path));
            folder.Replace(ScenarioName, s_utf8.GetBytes(scenario));

            // The description comes last: where it is, the folder is whole.
            folder.Replace(DescriptionName, s_utf8.GetBytes(description.ToJson()));
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new FolderException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Opens the folder of an experiment that was begun.</summary>
    /// <exception cref="FolderException">It is none, or another process works on it, or it was changed.</exception>
    public static ExperimentFolder Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new FolderException(File.Exists(path) ? $"'{path}' is a file, not the folder of an experiment" : $"there is no folder '{path}'");
        }

        if (ReadDescription(path) is not { } description)
        {
            throw new FolderException(
                ComparisonFolder.Is(path)
                    ? $"'{path}' is the folder of a comparison, and only a batch of montecarlo can be resumed; play the comparison anew in another folder"
                    : $"'{path}' holds no experiment: there is no {DescriptionName} in it");
        }

        var folder = new ExperimentFolder(path, description, null);
        folder.CheckScenario();
        if (folder.IsFinished)
        {
            return folder;
        }

        if (!File.Exists(folder.In(CheckpointName)) && (File.Exists(folder.In(RowsName)) || File.Exists(folder.In(SummaryName))))
        {
            throw new FolderException($"'{path}' is damaged: results are there in part and the {CheckpointName} is not; play the experiment anew in another folder");
        }

        try
        {
            folder._lock = Lock(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"'{path}' cannot be written: {e.Message}", e);
        }

        return folder;
    }

    /// <summary>The path of a file in the folder.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The last checkpoint; null where there is none, so that the experiment begins at its beginning.</summary>
    /// <exception cref="FolderException">It is damaged.</exception>
    public byte[]? ReadCheckpoint()
    {
        try
        {
            return File.Exists(In(CheckpointName)) ? Checkpoint.Open(File.ReadAllBytes(In(CheckpointName)), Description) : null;
        }
        catch (InvalidDataException e)
        {
            throw new FolderException($"'{In(CheckpointName)}' is damaged: {e.Message}; play the experiment anew in another folder", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"'{In(CheckpointName)}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Replaces the checkpoint: whenever the process is killed, the old one or the new one is there.</summary>
    public void WriteCheckpoint(ReadOnlySpan<byte> state) => Replace(CheckpointName, Checkpoint.Seal(state, Description));

    /// <summary>Puts the results in place, once the rows are complete and the checkpoint says so.</summary>
    public void Finish(string summary, string timing)
    {
        if (File.Exists(In(PartName)))
        {
            File.Move(In(PartName), In(RowsName), overwrite: true);
        }

        Replace(TimingName, s_utf8.GetBytes(timing));
        Replace(SummaryName, s_utf8.GetBytes(summary));
        File.Delete(In(CheckpointName));
    }

    /// <summary>Lets the folder go for others.</summary>
    public void Dispose()
    {
        if (_lock is { } held)
        {
            _lock = null;
            File.Delete(In(LockName));
            held.Dispose();
        }
    }

    private static void RefuseOccupied(string path, ExperimentDescription description)
    {
        if (File.Exists(path))
        {
            throw new FolderException($"'{path}' is a file; --out needs the name of a folder");
        }

        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is not { } first)
        {
            return;
        }

        if (ReadDescription(path) is not { } other)
        {
            throw new FolderException($"'{path}' is not empty: it holds '{System.IO.Path.GetFileName(first)}'; name a new folder");
        }

        var finished = new ExperimentFolder(path, other, null).IsFinished;
        throw new FolderException(
            other != description ? $"'{path}' holds another experiment ({other.Scenario}, seed {other.Seed}, {other.Runs} runs); name a new folder"
            : finished ? $"'{path}' holds this experiment already, finished; name a new folder to play it again"
            : $"'{path}' holds this experiment, unfinished; 'negsim resume {path}' goes on with it");
    }

    private static ExperimentDescription? ReadDescription(string path)
    {
        var file = System.IO.Path.Combine(path, DescriptionName);
        try
        {
            return File.Exists(file) ? ExperimentDescription.Parse(File.ReadAllText(file)) : null;
        }
        catch (InvalidDataException e)
        {
            throw new FolderException($"'{file}' describes no experiment of this program: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"'{file}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The lock that the system takes away when the process ends, however it ends.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            throw new FolderException($"another process is at work on '{path}'; wait for it, or end it", e);
        }
    }

    private void CheckScenario()
    {
        string text;
        try
        {
            text = File.ReadAllText(In(ScenarioName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"'{In(ScenarioName)}' cannot be read: {e.Message}", e);
        }

        if (ExperimentDescription.Hash(text) != Description.ScenarioHash)
        {
            throw new FolderException($"'{In(ScenarioName)}' was changed since the experiment began; its replicas would not fit the others");
        }
    }

    private void Replace(string name, ReadOnlySpan<byte> content)
    {
        var temporary = In(name + ".new");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, In(name), overwrite: true);
    }
}

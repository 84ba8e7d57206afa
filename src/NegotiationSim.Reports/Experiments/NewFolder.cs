using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>A folder that is about to become that of an experiment. Unless it is kept, everything that was made for it is taken away again.</summary>
internal sealed class NewFolder : IDisposable
{
    private readonly FolderFiles _files;
    private readonly IReadOnlyList<string> _made;
    private FolderLock? _lock;

    private NewFolder(FolderFiles files, IReadOnlyList<string> made, FolderLock held) => (_files, _made, _lock) = (files, made, held);

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <exception cref="FolderException">It is not empty, or cannot be made.</exception>
    /// <exception cref="StorageException">The disk is full.</exception>
    public static NewFolder Make(FolderFiles files, ExperimentDescription description)
    {
        IReadOnlyList<string> made = [];
        try
        {
            RefuseOccupied(files, description);
            made = MakeFolders(files);
            var held = FolderLock.Take(files);
            var place = new NewFolder(files, made, held);
            try
            {
                // Once more, now that nobody else can begin here.
                RefuseOccupied(files, description);
                FolderStart.Clear(files);
                return place;
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            TakeAway(made);
            throw StorageException.Of(files.Path, e);
        }
    }

    /// <summary>The folder stays, with its lock.</summary>
    public FolderLock Keep()
    {
        var held = _lock!;
        _lock = null;
        return held;
    }

    public void Dispose()
    {
        if (_lock is not { } held)
        {
            return;
        }

        try
        {
            FolderStart.Clear(_files);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            // What is left does not stand in the way of the next attempt.
        }
        finally
        {
            held.Dispose();
        }

        TakeAway(_made);
    }

    /// <summary>Makes the folder and those above it; returns those that were made, the lowest first.</summary>
    private static List<string> MakeFolders(FolderFiles files)
    {
        var made = new List<string>();
        var full = Path.GetFullPath(files.Path);
        for (var path = full; path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            made.Add(path);
        }

        if (made.Count > 0)
        {
            files.Before(DiskStep.MakeFolder, "");
            Directory.CreateDirectory(full);
            foreach (var path in made)
            {
                if (Path.GetDirectoryName(path) is { } above)
                {
                    FolderFiles.SyncFolder(above);
                }
            }
        }

        return made;
    }

    private static void TakeAway(IReadOnlyList<string> made)
    {
        try
        {
            foreach (var path in made)
            {
                Directory.Delete(path);
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            // An empty folder does not stand in the way.
        }
    }

    private static void RefuseOccupied(FolderFiles files, ExperimentDescription description)
    {
        var path = files.Path;
        if (File.Exists(path))
        {
            throw new FolderException($"'{path}' is a file; --out needs the name of a folder");
        }

        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).OrderBy(entry => entry.EndsWith(ExperimentFolder.LockName, StringComparison.Ordinal)).FirstOrDefault() is not { } first || FolderStart.IsRemains(files))
        {
            return;
        }

        if (ExperimentFolder.ReadFolder(files) is not { } other)
        {
            throw new FolderException($"'{path}' is not empty: it holds '{Path.GetFileName(first)}'; name a new folder");
        }

        var (played, kind) = (other.Description, other.Description.Kind);
        throw new FolderException(
            !played.IsSameAs(description) ? $"'{path}' holds {(played.Kind == description.Kind ? "another" : "a")} {kind} ({played.Scenario}, seed {played.Seed}, {played.Runs} runs); name a new folder"
            : other.IsFinished ? $"'{path}' holds this {kind} already, finished; name a new folder to play it again"
            : $"'{path}' holds this {kind}, unfinished; 'negsim resume {path}' goes on with it");
    }
}

using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>Keeps other processes from a folder; the system takes the lock away when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FolderFiles _files;
    private FileStream? _held;

    private FolderLock(FolderFiles files, FileStream held) => (_files, _held) = (files, held);

    /// <summary>Takes the lock.</summary>
    /// <exception cref="FolderException">Another process has it.</exception>
    public static FolderLock Take(FolderFiles files)
    {
        const int attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var held = files.Has(ExperimentFolder.LockName)
                    ? files.OpenToWrite(ExperimentFolder.LockName, FileShare.None)
                    : files.CreateNew(ExperimentFolder.LockName, FileShare.None);
                if (Entry.At(files.In(ExperimentFolder.LockName)).IsSameFileAs(Entry.Of(held.SafeFileHandle)))
                {
                    return new FolderLock(files, held);
                }

                // Whoever had it took the file away after it was opened here: it keeps nobody out any more.
                held.Dispose();
            }
            catch (FileNotFoundException) when (attempt < attempts)
            {
                // Taken away between the look and the opening.
            }
            catch (IOException e) when (!DiskFailure.IsOfTheDisk(e) && files.Has(ExperimentFolder.LockName))
            {
                throw new FolderException($"another process is at work on '{files.Path}'; wait for it, or end it", e);
            }

            if (attempt == attempts)
            {
                throw new FolderException($"another process is at work on '{files.Path}'; wait for it, or end it");
            }
        }
    }

    /// <summary>Lets the folder go for others.</summary>
    public void Dispose()
    {
        if (_held is { } held)
        {
            _held = null;
            try
            {
                _files.Delete(ExperimentFolder.LockName);
            }
            catch (Exception e) when (DiskFailure.Is(e))
            {
                // The file stays; the lock does not.
            }
            finally
            {
                held.Dispose();
            }
        }
    }
}

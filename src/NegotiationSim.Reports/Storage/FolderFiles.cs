using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Reports.Storage;

/// <summary>A step by which something changes on the disk.</summary>
internal enum DiskStep
{
    MakeFolder,
    Create,
    Write,
    Flush,
    Truncate,
    Rename,
    Delete,
    SyncFolder,
}

/// <summary>
/// The files of one folder. Only plain files are read and written, never what a symbolic link, a pipe or a device of that name leads to. Content gets its name only when it is whole and on the disk.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="before">Called before each step with the name of its file; tests let it fail.</param>
internal sealed class FolderFiles(string path, Action<DiskStep, string>? before = null)
{
    /// <summary>Ends the names of files that are still being written.</summary>
    public const string NewSuffix = ".new";

    public string Path { get; } = path;

    /// <summary>The path of a file.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Whether there is a file of that name.</summary>
    /// <exception cref="FolderException">There is something that is no plain file.</exception>
    public bool Has(string name)
    {
        var entry = Entry.At(In(name));
        return entry.Kind switch
        {
            EntryKind.None => false,
            EntryKind.File => true,
            _ => throw Unfit(name, entry),
        };
    }

    /// <summary>Refuses a file that has another name elsewhere, where writing to it would change what is under that name.</summary>
    public void RefuseShared(string name)
    {
        var entry = Entry.At(In(name));
        if (entry.Kind != EntryKind.None && (entry.Kind != EntryKind.File || entry.Links > 1))
        {
            throw Unfit(name, entry);
        }
    }

    /// <summary>The content of a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="most">Bytes that it may have at most.</param>
    /// <exception cref="InvalidDataException">It has more.</exception>
    public byte[] Read(string name, int most)
    {
        using var stream = Open(name, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > most)
        {
            throw new InvalidDataException($"it is {stream.Length} bytes long, and {most} are the most that it may have");
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Opens a file that is there for reading.</summary>
    public FileStream OpenToRead(string name) => Open(name, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Opens a file that is there for reading and writing. It is the only name of that file.</summary>
    public FileStream OpenToWrite(string name, FileShare share) => Open(name, FileAccess.ReadWrite, share);

    /// <summary>A new file; an older one of that name is lost.</summary>
    public FileStream Create(string name, FileShare share)
    {
        if (Has(name))
        {
            Delete(name);
        }

        return CreateNew(name, share);
    }

    /// <summary>A new file where there is none. Whatever is there is not followed.</summary>
    public FileStream CreateNew(string name, FileShare share)
    {
        Before(DiskStep.Create, name);
        return new FileStream(In(name), FileMode.CreateNew, FileAccess.ReadWrite, share, bufferSize: 0);
    }

    /// <summary>Puts content under a name: whenever the process is killed, the old content or the new one is there.</summary>
    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        WriteNew(name, content);
        Rename(name + NewSuffix, name);
        Sync();
    }

    /// <summary>Brings content to the disk under the name that it has until it is renamed.</summary>
    public void WriteNew(string name, ReadOnlySpan<byte> content)
    {
        var temporary = name + NewSuffix;
        using var stream = Create(temporary, FileShare.None);
        Before(DiskStep.Write, temporary);
        stream.Write(content);
        Before(DiskStep.Flush, temporary);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Renames a file; an older one of the new name is lost.</summary>
    public void Rename(string from, string to)
    {
        _ = Has(to);
        Before(DiskStep.Rename, from);
        File.Move(In(from), In(to), overwrite: true);
    }

    public void Delete(string name)
    {
        Before(DiskStep.Delete, name);
        File.Delete(In(name));
    }

    /// <summary>Brings the names in the folder to the disk, where the file system can do that.</summary>
    public void Sync()
    {
        Before(DiskStep.SyncFolder, "");
        SyncFolder(Path);
    }

    /// <summary>Brings the names in any folder to the disk, where the file system can do that.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsLinux() && Posix.SyncFolder(path) is var error and not 0)
        {
            var failure = new IOException($"the folder cannot be brought to the disk (error {error})", error);
            if (DiskFailure.IsOfTheDisk(failure))
            {
                throw failure;
            }
        }
    }

    /// <summary>Lets tests have their way before a step.</summary>
    public void Before(DiskStep step, string name) => before?.Invoke(step, name);

    private FileStream Open(string name, FileAccess access, FileShare share)
    {
        var there = Entry.At(In(name));
        if (there.Kind is not (EntryKind.File or EntryKind.None))
        {
            throw Unfit(name, there);
        }

        var stream = new FileStream(In(name), FileMode.Open, access, share, bufferSize: 0);
        var opened = Entry.Of(stream.SafeFileHandle);
        if (!opened.IsSameFileAs(there) || (access != FileAccess.Read && opened.Links > 1))
        {
            // Put in its place between the look and the opening, or the same file under another name.
            stream.Dispose();
            throw opened.IsSameFileAs(there) ? Unfit(name, opened) : new FolderException($"'{In(name)}' was exchanged while it was being opened; nothing was written to it");
        }

        return stream;
    }

    private FolderException Unfit(string name, Entry entry) => new($"'{In(name)}' is {entry.Words}; an experiment's folder holds plain files of its own only, and nothing was written");
}

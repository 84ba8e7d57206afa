using System.Formats.Tar;

namespace NegotiationSim.Scenarios;

/// <summary>Opens files that a user names. A pipe or a device is refused before it is opened: opening a pipe waits until somebody writes to it.</summary>
public static class RegularFile
{
    /// <summary>Opens a file to read.</summary>
    /// <param name="path">The file, or a link to one.</param>
    /// <exception cref="IOException">It is no regular file, is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or may not be read.</exception>
    public static FileStream OpenRead(string path) =>
        IsPipeOrDevice(path)
            ? throw new IOException("it is a pipe or a device; name a regular file")
            : new FileStream(path, FileMode.Open, FileAccess.Read);

    private static bool IsPipeOrDevice(string path)
    {
        // Pipes and devices have no length, so that ordinary files are told by that alone.
        if (path.Length == 0 || new FileInfo(path) is not { Exists: true } file || Target(file) is not { } target)
        {
            return false;
        }

        return !target.Exists || (target is FileInfo { Length: 0 } && HasOtherType(target.FullName));
    }

    /// <summary>What a link leads to in the end, else the file itself; null where links go in a circle.</summary>
    private static FileSystemInfo? Target(FileInfo file)
    {
        try
        {
            // The links of /proc/self/fd lead to names such as `pipe:[4711]`, which are no files.
            return file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // .NET tells the type of a file in its writer of archives only; the entry of a file without content is a header.
    private static bool HasOtherType(string path)
    {
        try
        {
            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, leaveOpen: true))
            {
                writer.WriteEntry(path, "input");
            }

            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType is TarEntryType.Fifo or TarEntryType.CharacterDevice or TarEntryType.BlockDevice;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return false; // opening it says what is wrong
        }
    }
}

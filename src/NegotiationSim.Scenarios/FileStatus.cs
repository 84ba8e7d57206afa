namespace NegotiationSim.Scenarios;

/// <summary>What stands under a path, links followed.</summary>
/// <param name="IsRegular">It is a file with content: no folder, pipe, socket or device.</param>
/// <param name="IsFolder">It is a folder.</param>
/// <param name="Identity">The same for every name of the same file, hard links included where the system tells (Linux).</param>
public sealed record FileStatus(bool IsRegular, bool IsFolder, string Identity)
{
    /// <summary>The status; null where there is nothing, or nothing that may be looked at.</summary>
    public static FileStatus? Of(string path)
    {
        // The platform's own classes tell neither a pipe from a file nor one hard link from another.
        if (OperatingSystem.IsLinux() && path.Length > 0 && !path.Contains('\0'))
        {
            try
            {
                return Statx.TryOf(path, 0, out var fields) ? Read(fields) : null;
            }
            catch (EntryPointNotFoundException)
            {
                // A C library from before 2018.
            }
        }

        return Resolve(path);
    }

    /// <summary>Opens a file to read. A pipe or a device is refused before it is opened: opening a pipe waits until somebody writes to it.</summary>
    /// <param name="path">The file, or a link to one.</param>
    /// <exception cref="IOException">It is no regular file, is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or may not be read.</exception>
    public static FileStream OpenRead(string path) =>
        Of(path) is { IsRegular: false, IsFolder: false }
            ? throw new IOException("it is a pipe or a device; name a regular file")
            : new FileStream(path, FileMode.Open, FileAccess.Read);

    private static FileStatus Read(in Statx.Fields fields) => new(
        (fields.Mode & Statx.KindBits) == Statx.Regular,
        (fields.Mode & Statx.KindBits) == Statx.Folder,
        $"{fields.DeviceMajor}:{fields.DeviceMinor}:{fields.Inode}");

    private static FileStatus? Resolve(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            return target.Exists || Directory.Exists(target.FullName) ? new FileStatus(target is FileInfo { Exists: true }, Directory.Exists(target.FullName), target.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

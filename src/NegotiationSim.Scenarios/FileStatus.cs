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

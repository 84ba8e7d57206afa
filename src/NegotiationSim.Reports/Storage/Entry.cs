using Microsoft.Win32.SafeHandles;

namespace NegotiationSim.Reports.Storage;

/// <summary>What stands under a name in a folder.</summary>
internal enum EntryKind
{
    None,
    File,
    SymbolicLink,
    Folder,
    Pipe,
    Socket,
    Device,
}

/// <summary>What stands under a name: its kind, how many names it has, and which file it is. Symbolic links are not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Links">How many names the file has in its file system; 1 where that cannot be told.</param>
/// <param name="DeviceMajor">The device that holds it.</param>
/// <param name="DeviceMinor">The device's second number.</param>
/// <param name="Inode">The file's number on that device; 0 where that cannot be told.</param>
internal readonly record struct Entry(EntryKind Kind, uint Links, uint DeviceMajor, uint DeviceMinor, ulong Inode)
{
    public static Entry None => default;

    /// <summary>What is under a name.</summary>
    public static Entry At(string path) => (OperatingSystem.IsLinux() ? Posix.EntryAt(path) : null) ?? ByAttributes(path);

    /// <summary>What an open file is.</summary>
    public static Entry Of(SafeFileHandle handle) =>
        (OperatingSystem.IsLinux() ? Posix.EntryOf(handle) : null) ?? new Entry(EntryKind.File, 1, 0, 0, 0);

    /// <summary>Whether both are the same file; a file system that cannot tell is believed.</summary>
    public bool IsSameFileAs(Entry other) =>
        Kind == other.Kind && (Inode == 0 || other.Inode == 0 || (Inode, DeviceMajor, DeviceMinor) == (other.Inode, other.DeviceMajor, other.DeviceMinor));

    /// <summary>The kind in words, with an article.</summary>
    public string Words => Kind switch
    {
        EntryKind.File => Links > 1 ? "a file with a second name elsewhere (a hard link)" : "a file",
        EntryKind.SymbolicLink => "a symbolic link",
        EntryKind.Folder => "a folder",
        EntryKind.Pipe => "a named pipe",
        EntryKind.Socket => "a socket",
        EntryKind.Device => "a device",
        _ => "nothing",
    };

    /// <summary>What the attributes say, where the system says no more.</summary>
    private static Entry ByAttributes(string path)
    {
        var info = new FileInfo(path);
        var kind = (int)info.Attributes == -1 ? EntryKind.None
            : info.LinkTarget is not null ? EntryKind.SymbolicLink
            : info.Attributes.HasFlag(FileAttributes.Directory) ? EntryKind.Folder
            : info.Attributes.HasFlag(FileAttributes.Device) ? EntryKind.Device
            : EntryKind.File;
        return new Entry(kind, 1, 0, 0, 0);
    }
}

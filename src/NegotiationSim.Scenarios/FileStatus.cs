using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NegotiationSim.Scenarios;

/// <summary>What stands under a path, links followed.</summary>
/// <param name="IsRegular">It is a file with content: no folder, pipe, socket or device.</param>
/// <param name="IsFolder">It is a folder.</param>
/// <param name="Identity">The same for every name of the same file, hard links included where the system tells (Linux).</param>
public sealed record FileStatus(bool IsRegular, bool IsFolder, string Identity)
{
    private const int CurrentFolder = -100;
    private const uint TypeAndInode = 0x1 | 0x100;

    // struct statx of Linux, the same on every processor.
    private const int Length = 256;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int DeviceMajorAt = 136;
    private const int DeviceMinorAt = 140;
    private const int TypeBits = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>The status; null where there is nothing, or nothing that may be looked at.</summary>
    public static FileStatus? Of(string path)
    {
        // The platform's own classes tell neither a pipe from a file nor one hard link from another.
        if (OperatingSystem.IsLinux() && path.Length > 0 && !path.Contains('\0'))
        {
            var buffer = new byte[Length];
            try
            {
                return statx(CurrentFolder, path, 0, TypeAndInode, buffer) == 0 ? Read(buffer) : null;
            }
            catch (EntryPointNotFoundException)
            {
                // A C library from before 2018.
            }
        }

        return Resolve(path);
    }

    private static FileStatus Read(ReadOnlySpan<byte> status) => new(
        (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeAt..]) & TypeBits) == Regular,
        (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeAt..]) & TypeBits) == Folder,
        $"{BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMajorAt..])}:{BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMinorAt..])}:{BinaryPrimitives.ReadUInt64LittleEndian(status[InodeAt..])}");

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

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}

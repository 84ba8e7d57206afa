using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NegotiationSim.Reports.Storage;

/// <summary>Calls of the C library that .NET has no counterpart of. Constants and layout are those of Linux, on every processor.</summary>
internal static class Posix
{
    private const int CurrentFolder = -100;
    private const int NotThroughLinks = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int NoSuchEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>What is under a name, links not followed; null where the system cannot say.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static Entry? EntryAt(string path)
    {
        var fields = default(Fields);
        try
        {
            if (StatX(CurrentFolder, path, NotThroughLinks, BasicFields, ref fields) == 0)
            {
                return EntryOf(fields);
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return Marshal.GetLastPInvokeError() is NoSuchEntry or NotAFolder ? Entry.None : null;
    }

    /// <summary>What an open handle refers to; null where the system cannot say.</summary>
    public static Entry? EntryOf(SafeFileHandle handle)
    {
        var fields = default(Fields);
        try
        {
            return StatX(handle, "", EmptyPath, BasicFields, ref fields) == 0 ? EntryOf(fields) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Brings the names in a folder to the disk; the error number, or 0.</summary>
    public static int SyncFolder(string path)
    {
        const int readOnlyCloseOnExec = 0x80000;
        var handle = Open(path, readOnlyCloseOnExec);
        if (handle < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        var error = Sync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(handle);
        return error;
    }

    private static Entry EntryOf(in Fields fields)
    {
        const int formatBits = 0xF000;
        var kind = (fields.Mode & formatBits) switch
        {
            0x8000 => EntryKind.File,
            0xA000 => EntryKind.SymbolicLink,
            0x4000 => EntryKind.Folder,
            0x1000 => EntryKind.Pipe,
            0xC000 => EntryKind.Socket,
            _ => EntryKind.Device,
        };
        return new Entry(kind, fields.Links, fields.DeviceMajor, fields.DeviceMinor, fields.Inode);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int StatX(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref Fields fields);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int StatX(SafeFileHandle folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref Fields fields);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);

    /// <summary><c>struct statx</c>; its layout is the same on all processors.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Fields
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}

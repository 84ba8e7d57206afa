using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Storage;

/// <summary>Calls of the C library that .NET has no counterpart of. Constants and layout are those of Linux, on every processor.</summary>
internal static class Posix
{
    private const int NoSuchEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>What is under a name, links not followed; null where the system cannot say.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static Entry? EntryAt(string path)
    {
        try
        {
            if (Statx.TryOf(path, Statx.NotThroughLinks, out var fields))
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
        try
        {
            return Statx.TryOf(handle, out var fields) ? EntryOf(fields) : null;
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

    private static Entry EntryOf(in Statx.Fields fields)
    {
        var kind = (fields.Mode & Statx.KindBits) switch
        {
            Statx.Regular => EntryKind.File,
            Statx.SymbolicLink => EntryKind.SymbolicLink,
            Statx.Folder => EntryKind.Folder,
            Statx.Pipe => EntryKind.Pipe,
            Statx.Socket => EntryKind.Socket,
            _ => EntryKind.Device,
        };
        return new Entry(kind, fields.Links, fields.DeviceMajor, fields.DeviceMinor, fields.Inode);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}

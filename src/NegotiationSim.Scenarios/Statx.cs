using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NegotiationSim.Scenarios;

/// <summary>
/// The call <c>statx</c> of Linux, which tells what .NET does not: kinds of files other than folders and links, numbers of hard links, and which names are the same file. Constants and layout are
/// the same on every processor.
/// </summary>
internal static class Statx
{
    /// <summary>A symbolic link is looked at itself and not followed.</summary>
    public const int NotThroughLinks = 0x100;

    /// <summary>Bits of <see cref="Fields.Mode"/> that say what kind of file it is.</summary>
    public const int KindBits = 0xF000;

    public const int Pipe = 0x1000;
    public const int Folder = 0x4000;
    public const int Regular = 0x8000;
    public const int SymbolicLink = 0xA000;
    public const int Socket = 0xC000;

    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;

    /// <summary>Looks at a path; false where the call fails (the error number is that of the last platform call).</summary>
    /// <exception cref="EntryPointNotFoundException">A C library from before 2018.</exception>
    public static bool TryOf(string path, int flags, out Fields fields)
    {
        fields = default;
        return Call(CurrentFolder, path, flags, BasicFields, ref fields) == 0;
    }

    /// <summary>The same for an open file.</summary>
    /// <exception cref="EntryPointNotFoundException">A C library from before 2018.</exception>
    public static bool TryOf(SafeFileHandle handle, out Fields fields)
    {
        fields = default;
        return Call(handle, "", EmptyPath, BasicFields, ref fields) == 0;
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Call(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref Fields fields);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Call(SafeFileHandle file, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref Fields fields);

    /// <summary><c>struct statx</c>, as far as it is used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Fields
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

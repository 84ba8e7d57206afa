using System.Runtime.InteropServices;

namespace NegotiationSim.Cli;

/// <summary>Whether the limits that the system sets for the process leave room to work. Below them assemblies fail to load in the middle of something, with errors that do not say why.</summary>
internal static class ProcessLimits
{
    /// <summary>Files that the runtime, its libraries, the silo and a batch's folder have open at the same time, with some to spare.</summary>
    public const ulong FewestFiles = 240;

    /// <summary>RLIMIT_NOFILE: 7 on Linux, 8 on macOS.</summary>
    private static readonly int s_files = OperatingSystem.IsMacOS() ? 8 : 7;

    /// <summary>What is too small; null: nothing that is known.</summary>
    public static string? Complaint()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var limit = default(Limit);
        return GetLimit(s_files, ref limit) == 0 ? AboutFiles(limit.Soft) : null;
    }

    /// <summary>What to say about a limit on open files; null: it is large enough.</summary>
    public static string? AboutFiles(ulong most) =>
        most >= FewestFiles ? null : $"the process may have only {most} files open at a time and needs {FewestFiles}; raise the limit ('ulimit -n {FewestFiles}')";

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, ref Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}

using System.Runtime.InteropServices;

namespace NegotiationSim.Cli;

/// <summary>Whether the limits that the system sets for the process leave room to work. Below them assemblies fail to load in the middle of something, with errors that do not say why.</summary>
internal static class ProcessLimits
{
    /// <summary>Files that the runtime, its libraries, the silo and a batch's folder have open at the same time, with some to spare.</summary>
    public const ulong FewestFiles = 240;

    /// <summary>Threads that the runtime and the silo start in any case. Where one cannot be started the runtime ends the process with a trace.</summary>
    public const ulong FewestThreads = 32;

    /// <summary>RLIMIT_NPROC: 6 on Linux, 7 on macOS.</summary>
    private static readonly int s_threads = OperatingSystem.IsMacOS() ? 7 : 6;

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
        if (GetLimit(s_files, ref limit) == 0 && AboutFiles(limit.Soft) is { } files)
        {
            return files;
        }

        // The limit on threads does not bind the superuser.
        return UserId() != 0 && GetLimit(s_threads, ref limit) == 0 ? AboutThreads(limit.Soft) : null;
    }

    /// <summary>What to say about a limit on processes and threads; null: it is large enough, as far as no others of the same user use it up.</summary>
    public static string? AboutThreads(ulong most) =>
        most >= FewestThreads ? null : $"this user may have only {most} processes and threads at a time and the program needs {FewestThreads}; raise the limit ('ulimit -u {FewestThreads}' or more)";

    /// <summary>What to say about a limit on open files; null: it is large enough.</summary>
    public static string? AboutFiles(ulong most) =>
        most >= FewestFiles ? null : $"the process may have only {most} files open at a time and needs {FewestFiles}; raise the limit ('ulimit -n {FewestFiles}')";

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, ref Limit limit);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint UserId();

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}

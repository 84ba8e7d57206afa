using System.Runtime.InteropServices;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>CPU time of the thread that asks, in seconds; on Linux alone. Unlike a clock on the wall it does not run while others have the processor.</summary>
internal static class ThreadClock
{
    private const int OfThisThread = 3;

    /// <summary>The CPU time so far.</summary>
    public static double Seconds => Call(OfThisThread, out var time) == 0 ? time.Seconds + time.Nanoseconds * 1e-9 : throw new PlatformNotSupportedException("the CPU time of a thread is measured on Linux alone");

    /// <summary>What a piece of work takes.</summary>
    public static double Of(Action work)
    {
        var start = Seconds;
        work();
        return Seconds - start;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Call(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

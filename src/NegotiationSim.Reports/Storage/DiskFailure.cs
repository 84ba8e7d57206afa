namespace NegotiationSim.Reports.Storage;

/// <summary>Tells a disk that failed, as a full one, from a place that was badly chosen, as one where the user may not write.</summary>
public static class DiskFailure
{
    /// <summary>Error numbers of Linux and macOS: input or output failed (5), too large a file (27), no space (28), quota exceeded (69, 122); memory or handles ran out (12, 23, 24).</summary>
    private static readonly int[] s_unix = [5, 12, 23, 24, 27, 28, 69, 122];

    /// <summary>The low word of the result codes of Windows: the disk is full (39, 112), the device failed (1117), the quota is exceeded (1295).</summary>
    private static readonly int[] s_windows = [39, 112, 1117, 1295];

    /// <summary>Whether an exception says that something could not be read or written, for whatever reason.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException || IsTooLarge(e);

    /// <summary>Whether the disk failed: the same command would do in the same place once there is room again.</summary>
    public static bool IsOfTheDisk(Exception e) =>
        IsTooLarge(e)
        || (e is IOException && (OperatingSystem.IsWindows() ? s_windows.Contains(e.HResult & 0xFFFF) : s_unix.Contains(e.HResult)));

    /// <summary>Why, in words.</summary>
    public static string Reason(Exception e) => IsTooLarge(e) ? "the file would be larger than may be here" : e.Message;

    /// <summary>What the runtime makes of a limit on the size of files.</summary>
    private static bool IsTooLarge(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };
}

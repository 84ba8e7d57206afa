namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Tells files of a folder that are none of GeniusWeb's from those that are, however spoilt.</summary>
internal static class GeniusWebStray
{
    /// <summary>Why the bytes are neither a domain nor a profile; null where one of the names that each of these holds stands in them.</summary>
    public static string? Reason(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return "it is empty";
        }

        // Also where the file is UTF-16, which JSON never is: then it is a profile in the wrong encoding.
        var isOurs = bytes.IndexOf("issuesValues"u8) >= 0 || bytes.IndexOf("LinearAdditiveUtilitySpace"u8) >= 0
            || bytes.IndexOf("i\0s\0s\0u\0e\0s\0V\0a\0l\0u\0e\0s"u8) >= 0 || bytes.IndexOf("U\0t\0i\0l\0i\0t\0y\0S\0p\0a\0c\0e"u8) >= 0;
        return isOurs ? null : "";
    }
}

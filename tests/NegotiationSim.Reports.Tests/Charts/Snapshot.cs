using System.Runtime.CompilerServices;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>
/// Compares text with a file of <c>Snapshots</c>, byte for byte. To write the files anew after a change that was meant, run the tests
/// with the environment variable <c>NEGSIM_UPDATE_SNAPSHOTS=1</c>, and read the difference before committing it.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string actual, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("NEGSIM_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot '{name}'; NEGSIM_UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}

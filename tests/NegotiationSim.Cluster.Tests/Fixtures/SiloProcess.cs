using System.Net;
using System.Text.RegularExpressions;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A silo as a process of its own.</summary>
internal sealed partial class SiloProcess
{
    private const string Serving = " serves, ";

    private SiloProcess(ServerProcess process) => Process = process;

    public ServerProcess Process { get; }

    /// <summary>Where other silos reach it, as clients name it. It changes when the silo is replaced.</summary>
    public IPEndPoint Address => IPEndPoint.Parse(Last().Groups["silo"].Value);

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway => IPEndPoint.Parse(Last().Groups["gateway"].Value);

    /// <summary>Takes a process that was just started and waits until it serves.</summary>
    public static async Task<SiloProcess> OfAsync(ServerProcess process)
    {
        await process.WaitForLineAsync(Serving);
        return new SiloProcess(process);
    }

    /// <summary>Waits until a new silo has taken the place of the one that the others gave up.</summary>
    /// <param name="times">How often that has happened in all.</param>
    public async Task WaitForReplacementAsync(int times = 1)
    {
        await Process.WaitForLineAsync("a new one takes its place", times);
        await Process.WaitForLineAsync(Serving, times + 1);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Stops it, so that it does nothing and answers nobody.</summary>
    public void Stop() => Process.Signal(ServerProcess.Signals.Stop);

    /// <summary>Lets it go on.</summary>
    public void Continue() => Process.Signal(ServerProcess.Signals.Continue);

    /// <summary>Asks it to leave, and returns its exit code.</summary>
    public async Task<int> LeaveAsync()
    {
        Process.Signal(ServerProcess.Signals.Terminate);
        return await Process.Ended.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private Match Last() => ServesLine().Match(Process.Lines.Last(line => line.Contains(Serving, StringComparison.Ordinal)));

    [GeneratedRegex(@"silo (?<silo>\S+) of cluster .* clients at (?<gateway>\S+)\.$")]
    private static partial Regex ServesLine();
}

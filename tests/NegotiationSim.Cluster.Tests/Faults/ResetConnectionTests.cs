using System.Diagnostics;
using System.Net;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>
/// Connections that are reset while both ends are there, as routers do that have forgotten them. Nobody is dead and nobody hangs, and the call whose answer was on the way is never answered: the batch must not wait for it.
/// </summary>
[Collection(nameof(FaultTests))]
public sealed class ResetConnectionTests
{
    [Theory]
    [LongInlineData("", 3)]
    [LongInlineData("", 50)]
    [LongInlineData("--placement spread", 50)]
    public async Task Batch_ConnectionsAreResetAgainAndAgain_SameBytes(string placement, int times)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 40 + 15 * times), placement.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        for (var k = 1; k <= times; k++)
        {
            await cluster.Eye.WaitForBlocksAsync(10 * k, batch);
            await ResetAsync(silos[k % 2].Gateway);
            await ResetAsync(silos[k % 2].Address);
        }

        await batch.AssertSameAsync();
        if (times == 3)
        {
            // That it was done at all.
            Assert.Contains("is lost: the connection to it was closed", batch.Process.Output, StringComparison.Ordinal);
        }
    }

    /// <summary>Resets every connection to a port, at both ends.</summary>
    private static async Task ResetAsync(IPEndPoint port)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && ServerProcess.Find("ss") is not null, "connections are reset by root, with 'ss'");
        using var process = Process.Start(new ProcessStartInfo("ss", ["--kill", "--tcp", "--no-header", "state", "established", $"( dport = :{port.Port} or sport = :{port.Port} )"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (killed, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.SkipWhen((await killed).Length == 0 && (await error).Length > 0, $"this kernel resets no connections: {await error}");
    }
}

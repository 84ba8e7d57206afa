using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Tests.Hosting;

public sealed class DetectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A silo that joins waits for those that were killed until they count as vanished, and has to find them dead and to be told of it after that.</summary>
    [Fact]
    public void UseIn_Joining_LastsUntilTheKilledCountAsVanished()
    {
        var options = Options();

        Assert.True(options.MaxJoinAttemptTime > Missed(options) + (options.NumMissedProbesLimit * options.ProbeTimeout) + (4 * options.TableRefreshTimeout));
    }

    [LongFact]
    public async Task Start_AllOthersWereKilledAMomentAgo_JoinsWithoutThem()
    {
        await using var cluster = await OwnCluster.StartAsync();
        await using var store = MembershipStore.Of(cluster.Redis.Address, cluster.Name);
        await store.CheckAsync(Cancellation);
        for (var i = 0; i < 3; i++)
        {
            var killed = SiloAddress.New(IPAddress.Loopback, FreePort.Next(), SiloAddress.AllocateNewGeneration() - 10);
            var row = new MembershipEntry { SiloAddress = killed, SiloName = "killed", HostName = "host", Status = SiloStatus.Active, ProxyPort = 1, StartTime = DateTime.UtcNow, IAmAliveTime = DateTime.UtcNow, SuspectTimes = [] };
            Assert.True(await store.Table.InsertRowAsync(row, (await store.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
        }

        var silo = await cluster.StartSiloAsync();

        Assert.True(silo.IsActive);
        Assert.Equal(silo.Address, Assert.Single(await store.ReadAsync(Cancellation), row => row.IsActive).Address);
    }

    private static TimeSpan Missed(ClusterMembershipOptions options) => options.NumMissedTableIAmAliveLimit * options.IAmAliveTablePublishTimeout;

    private static ClusterMembershipOptions Options()
    {
        var services = new ServiceCollection();
        Detection.UseIn(services);
        return services.BuildServiceProvider().GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
    }
}

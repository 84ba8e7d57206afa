using System.Net;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Silos on hosts of their own, and what a network does to them. Host 1 has the membership store, host 2 the client, the others a silo each.</summary>
[Collection(nameof(FaultTests))]
public sealed class CutNetworkTests
{
    private const int Store = 1;
    private const int Client = 2;
    private const int FirstSilo = 3;
    private const int Port = 6379;

    /// <summary>Longer than anybody needs to find it out.</summary>
    private static readonly TimeSpan s_cut = TimeSpan.FromSeconds(20);

    [Theory]
    [LongInlineData("", 4_000)]
    [LongInlineData("--placement spread", 1_000)]
    public async Task Batch_OneHostCutOffForAWhile_SameBytesAndItComesBack(string placement, int blocks)
    {
        await using var network = await Network.OfAsync(hosts: FirstSilo + 2);
        await using var redis = await StartStoreAsync(network);
        await using var cluster = new SiloCluster($"redis://{Network.Address(Store)}:{Port}", tls: true);
        var silos = await Task.WhenAll(Enumerable.Range(FirstSilo, 3).Select(host => StartSiloAsync(cluster, network, host)));
        var batch = cluster.Start(network.On(Client), PlayedBatch.Flagship(blocks), placement.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        await Task.WhenAll(silos.Select(batch.WaitForPlayingAsync));
        await batch.WaitForCheckpointAsync();

        var (cut, before) = (silos[2], silos[2].Address);
        await network.CutAsync(FirstSilo + 2);
        await batch.WaitForLossAsync(before);
        await Task.Delay(s_cut, TestContext.Current.CancellationToken);
        await network.JoinAsync(FirstSilo + 2);
        await cluster.TellOnFailureAsync(cut.WaitForReplacementAsync());
        await batch.WaitForPlayingAsync(cut);

        await batch.AssertSameAsync();
    }

    /// <summary>The client alone is cut off, from every silo and from the store; the silos know nothing of it.</summary>
    [LongFact]
    public async Task Batch_ClientCutOffForAWhile_SameBytes()
    {
        await using var network = await Network.OfAsync(hosts: FirstSilo + 1);
        await using var redis = await StartStoreAsync(network);
        await using var cluster = new SiloCluster($"redis://{Network.Address(Store)}:{Port}", tls: true);
        var silos = await Task.WhenAll(Enumerable.Range(FirstSilo, 2).Select(host => StartSiloAsync(cluster, network, host)));
        var batch = cluster.Start(network.On(Client), PlayedBatch.Flagship(blocks: 1_000), []);
        await Task.WhenAll(silos.Select(batch.WaitForPlayingAsync));
        await batch.WaitForCheckpointAsync();

        await network.CutAsync(Client);
        await Task.WhenAll(silos.Select(silo => batch.WaitForLossAsync(silo.Address)));
        await Task.Delay(s_cut, TestContext.Current.CancellationToken);
        await network.JoinAsync(Client);

        await batch.AssertSameAsync();
    }

    private static Task<ServerProcess> StartStoreAsync(Network network)
    {
        Assert.SkipWhen(ServerProcess.Find("redis-server") is null, "redis-server is not installed");
        var host = network.On(Store);
        return ServerProcess.StartAsync(
            host[0], [.. host[1..], "redis-server", "--bind", Network.Address(Store), "--port", $"{Port}", "--protected-mode", "no", "--save", ""], "Ready to accept connections");
    }

    private static Task<SiloProcess> StartSiloAsync(SiloCluster cluster, Network network, int host) =>
        cluster.StartSiloAsync(network.On(host), ["--bind", IPAddress.Parse(Network.Address(host)).ToString()]);
}

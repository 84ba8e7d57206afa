using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Whatever comes to the ports of silos in the middle of a batch: it neither ends nor changes it.</summary>
[Collection(nameof(FaultTests))]
public sealed class StrangerTests
{
    private const int Sockets = 50;

    [LongFact]
    public async Task Batch_RandomBytesAndHalfOpenSockets_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 600));
        await cluster.Eye.WaitForBlocksAsync(20, batch);

        var random = new Random(17);
        var open = new List<Socket>();
        try
        {
            foreach (var port in silos.SelectMany(silo => new[] { silo.Address, silo.Gateway }))
            {
                for (var k = 0; k < Sockets; k++)
                {
                    open.Add(await ConnectAsync(port));
                }

                for (var k = 0; k < Sockets; k++)
                {
                    using var stranger = await ConnectAsync(port);
                    var bytes = new byte[random.Next(1, 4096)];
                    random.NextBytes(bytes);
                    await SendAsync(stranger, bytes);
                }
            }

            await cluster.Eye.WaitForBlocksAsync(cluster.Eye.Blocks + 50, batch);
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }

        await batch.AssertSameAsync();
        Assert.DoesNotContain("is lost", batch.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot go on", string.Concat(silos.Select(silo => silo.Process.Output)), StringComparison.Ordinal);
    }

    /// <summary>Orleans programs that know the secret, or only Orleans, and do not belong to the cluster.</summary>
    [LongFact]
    public async Task Batch_OrleansProgramsThatDoNotBelongToIt_EachIsRefusedWithASentence_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 2_000));
        await cluster.Eye.WaitForBlocksAsync(20, batch);

        // All at a time: each takes until it gives up.
        var (ofAnotherCluster, ofAnotherBuild) = (cluster.Door with { ClusterId = "another" }, cluster.Door with { Hello = cluster.Door.Hello with { Build = "another" } });
        var silo = new ClusterSiloOptions(redis.Address, new ClusterName(cluster.Door.ClusterId), ofAnotherBuild);
        var (withoutADoor, start) = (AssertRefusedWithoutADoorAsync(cluster.Door.ClusterId, silos[0].Gateway), ClusterSilo.StartAsync(silo, TestContext.Current.CancellationToken));
        var refusals = await Task.WhenAll(RefusedClientAsync(ofAnotherCluster, silos[0].Gateway, redis), RefusedClientAsync(ofAnotherBuild, silos[0].Gateway, redis));
        await withoutADoor;
        Assert.Contains("cluster", refusals[0], StringComparison.Ordinal);
        Assert.Contains("build", refusals[1], StringComparison.Ordinal);
        Assert.Contains("build", (await Assert.ThrowsAsync<SiloStartException>(() => start)).Message, StringComparison.Ordinal);

        batch.AssertPlaying();
        await batch.AssertSameAsync();
        Assert.DoesNotContain("is lost", batch.Process.Output, StringComparison.Ordinal);
        await silos[0].Process.WaitForLineAsync("'another'");
        await silos[0].Process.WaitForLineAsync("it is negsim another");
        await silos[0].Process.WaitForLineAsync("without this door");
    }

    [LongFact]
    public async Task Batch_ClientWithoutACertificate_IsRefusedWithASentence_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis.Address.ToString(), tls: true);
        var silo = await cluster.StartSiloAsync();
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 400));
        await batch.WaitForCheckpointAsync();

        Assert.Contains("TLS", await RefusedClientAsync(cluster.Door, silo.Gateway, redis), StringComparison.Ordinal);

        batch.AssertPlaying();
        await batch.AssertSameAsync();
        Assert.DoesNotContain("is lost", batch.Process.Output, StringComparison.Ordinal);
        await silo.Process.WaitForLineAsync("does not speak TLS");
    }

    /// <summary>A client of the project's that comes to the wrong door; returns what it is told there.</summary>
    private static async Task<string> RefusedClientAsync(DoorOptions door, IPEndPoint gateway, RedisServer redis)
    {
        using var refusals = new DoorLog();
        using var limit = Limit();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var connection = await SiloConnection.OpenAsync(gateway, new ClusterClientOptions(redis.Address, new ClusterName(door.ClusterId), door), refusals, limit.Token);
            await connection.Silo.ReportAsync().AsTask().WaitAsync(limit.Token);
        });
        return refusals.Last[^1].Sentence;
    }

    /// <summary>A client of Orleans's own that knows the cluster's name.</summary>
    private static async Task AssertRefusedWithoutADoorAsync(string cluster, IPEndPoint gateway)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, ClusterName.Service));
            client.UseStaticClustering(gateway);
        });
        builder.Services.AddNegotiationGrains();
        using var host = builder.Build();
        using var limit = Limit();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await host.StartAsync(limit.Token).WaitAsync(limit.Token);
            await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISiloGrain>(0).ReportAsync().AsTask().WaitAsync(limit.Token);
        });
    }

    /// <summary>Orleans goes on trying; whoever drives a batch gives up after as long.</summary>
    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        return limit;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint port)
    {
        var socket = new Socket(port.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // It was thrown out, which is as good.
        }
    }
}

using System.Net;
using System.Net.Sockets;
using NegotiationSim.Cluster.Tests.Fixtures;

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

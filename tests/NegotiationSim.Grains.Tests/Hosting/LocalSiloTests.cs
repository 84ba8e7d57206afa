using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Grains.Tests.Hosting;

public sealed class LocalSiloTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_Twice_TwoClustersOnTwoPorts()
    {
        await using var first = await LocalSilo.StartAsync(cancellation: Cancellation);
        await using var second = await LocalSilo.StartAsync(cancellation: Cancellation);

        Assert.NotEqual(first.Port, second.Port);
        Assert.NotEqual(first.ClusterId, second.ClusterId);
    }

    [Fact]
    public async Task StartAsync_Listening_OnLoopbackOnly()
    {
        await using var silo = await LocalSilo.StartAsync(cancellation: Cancellation);

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == silo.Port).ToList();
        Assert.NotEmpty(listeners);
        Assert.All(listeners, end => Assert.True(IPAddress.IsLoopback(end.Address), end.ToString()));
    }

    [Fact]
    public async Task StartAsync_PortTaken_TakesTheNext()
    {
        using var taken = Listen();
        var takenPort = ((IPEndPoint)taken.LocalEndpoint).Port;
        var proposals = new Queue<int>([takenPort, takenPort, LocalSiloOptions.FreePort()]);
        var last = proposals.Last();

        await using var silo = await LocalSilo.StartAsync(new LocalSiloOptions { ChoosePort = proposals.Dequeue }, Cancellation);

        Assert.Equal(last, silo.Port);
        Assert.Empty(proposals);
    }

    [Fact]
    public async Task StartAsync_EveryPortTaken_SaysSo()
    {
        using var taken = Listen();
        var options = new LocalSiloOptions { ChoosePort = () => ((IPEndPoint)taken.LocalEndpoint).Port, PortAttempts = 2 };

        var failure = await Assert.ThrowsAsync<SiloStartException>(() => LocalSilo.StartAsync(options, Cancellation));

        Assert.Contains("no free port", failure.Message);
        Assert.Contains("2 attempts", failure.Message);
    }

    [Fact]
    public async Task DisposeAsync_Started_FreesThePort()
    {
        var silo = await LocalSilo.StartAsync(cancellation: Cancellation);
        await silo.DisposeAsync();

        using var listener = new TcpListener(IPAddress.Loopback, silo.Port);
        listener.Start();
        Assert.True(listener.Server.IsBound);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Tests.Hosting;

/// <summary>How long the end of a silo takes, and what is left of it.</summary>
public sealed class SiloEndTests
{
    private readonly HandTime _time = new();
    private readonly IPEndPoint _port = new(IPAddress.Loopback, FreePort.Next());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_GoodHost_HoldsNothingAfterwards()
    {
        using var host = new SlowHost();
        host.Stopped.SetResult();
        host.Released.SetResult();

        await SiloEnd.EndAsync(host, [_port], _time).WaitAsync(RedisServer.Patience, Cancellation);

        await UntilAsync(() => !SiloEnd.Holds(_port));
    }

    /// <summary>One limit for stopping and for letting go, however long each would take.</summary>
    [Fact]
    public async Task End_HostThatDoesNotStop_IsLeftToItselfAfterOneLimit()
    {
        using var host = new SlowHost();
        var end = SiloEnd.EndAsync(host, [_port], _time);
        await UntilAsync(() => _time.Timers == 2);

        _time.Advance(Detection.Stopping + Detection.Margin);
        await host.IsReleased.Task.WaitAsync(RedisServer.Patience, Cancellation);
        Assert.False(end.IsCompleted);
        _time.Advance(Detection.Ending - Detection.Stopping - Detection.Margin);
        await end.WaitAsync(RedisServer.Patience, Cancellation);
        Assert.True(SiloEnd.Holds(_port));

        host.Released.SetResult();
        host.Stopped.SetException(new InvalidOperationException("the store is away"));
        await UntilAsync(() => !SiloEnd.Holds(_port));
    }

    [Fact]
    public async Task Start_PortThatTheSiloBeforeStillHolds_SaysSo()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var taken = new System.Net.Sockets.TcpListener(_port);
        taken.Start();
        var options = cluster.Silo with { Port = _port.Port, GatewayPort = FreePort.Next() };
        var ports = $"port {options.Port} or {options.GatewayPort} of 127.0.0.1";
        Assert.Equal($"{ports} is in use by another program", (await Assert.ThrowsAsync<SiloStartException>(() => ClusterSilo.StartAsync(options, Cancellation))).Message);

        using var before = new SlowHost();
        _ = SiloEnd.EndAsync(before, [_port], _time);

        Assert.Equal($"{ports} is still held by the silo that was here before, which has not ended yet", (await Assert.ThrowsAsync<SiloStartException>(() => ClusterSilo.StartAsync(options, Cancellation))).Message);
        before.Released.SetResult();
        before.Stopped.SetResult();
    }

    /// <summary>With a grace that no test would wait for.</summary>
    [Fact]
    public async Task Drain_SiloCannotGoOn_Ends()
    {
        await using var cluster = await OwnCluster.StartAsync();
        var silo = await cluster.StartSiloAsync();
        silo.Work.Begin();
        var drain = silo.DrainAsync(TimeSpan.FromDays(1), Cancellation);
        Assert.False(drain.IsCompleted);

        silo.Services.GetRequiredService<IFatalErrorHandler>().OnFatalException(exception: new InvalidOperationException("it was declared dead"));

        await drain.WaitAsync(RedisServer.Patience, Cancellation);
        Assert.Equal((1, "it was declared dead"), (silo.Work.Running, await silo.Failed));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(RedisServer.Patience);
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Stops and is disposed when it is told to.</summary>
    private sealed class SlowHost : IHost, IAsyncDisposable
    {
        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>That it was asked to let go.</summary>
        public TaskCompletionSource IsReleased { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IServiceProvider Services => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task StopAsync(CancellationToken cancellationToken = default) => Stopped.Task;

        public async ValueTask DisposeAsync()
        {
            IsReleased.TrySetResult();
            await Released.Task;
        }

        public void Dispose()
        {
        }
    }
}

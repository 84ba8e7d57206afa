using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Grains.Tests.Hosting;

public sealed class LocalSiloTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_Twice_TwoClusters()
    {
        await using var first = await LocalSilo.StartAsync(cancellation: Cancellation);
        await using var second = await LocalSilo.StartAsync(cancellation: Cancellation);

        Assert.NotEqual(first.ClusterId, second.ClusterId);
    }

    [Fact]
    public async Task StartAsync_ItsAddress_IsBoundByNobody()
    {
        var silo = new Captured<ILocalSiloDetails>();
        await using var started = await LocalSilo.StartAsync(silo.Options, Cancellation);

        using var client = new TcpClient();
        var refused = await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(silo.Value.SiloAddress.Endpoint, Cancellation).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    /// <summary>All transports that Orleans registers, under whatever key: none of them opens a socket.</summary>
    [Fact]
    public async Task StartAsync_EveryTransport_IsClosed()
    {
        var services = new ServiceCollection();
        await using var silo = await LocalSilo.StartAsync(
            new LocalSiloOptions { Configure = all => all.Where(service => service.ServiceType == typeof(IConnectionListenerFactory) || service.ServiceType == typeof(IConnectionFactory)).ToList().ForEach(((ICollection<ServiceDescriptor>)services).Add) },
            Cancellation);

        Assert.True(services.Count >= 2);
        foreach (var service in services)
        {
            if ((service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance) is IConnectionListenerFactory listeners)
            {
                using var free = new TcpListener(IPAddress.Loopback, 0);
                free.Start();
                var taken = (IPEndPoint)free.LocalEndpoint;
                await using var listener = await listeners.BindAsync(taken, Cancellation);
                var accepting = listener.AcceptAsync(Cancellation).AsTask();
                await listener.UnbindAsync(Cancellation);
                Assert.Null(await accepting);
            }
            else
            {
                var connections = Assert.IsAssignableFrom<IConnectionFactory>(service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance);
                await Assert.ThrowsAsync<ConnectionAbortedException>(() => connections.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1), Cancellation).AsTask());
            }
        }
    }

    /// <summary>Nothing fails because time has passed: see <c>docs/decisions/0022</c>.</summary>
    [Fact]
    public async Task StartAsync_TimeLimits_AreOutOfReach()
    {
        var messaging = new Captured<IOptions<SiloMessagingOptions>>();
        await using var one = await LocalSilo.StartAsync(messaging.Options, Cancellation);
        var collection = new Captured<IOptions<GrainCollectionOptions>>();
        await using var two = await LocalSilo.StartAsync(collection.Options, Cancellation);
        var membership = new Captured<IOptions<ClusterMembershipOptions>>();
        await using var three = await LocalSilo.StartAsync(membership.Options, Cancellation);

        var weeks = TimeSpan.FromDays(14);
        Assert.InRange(messaging.Value.Value.ResponseTimeout, weeks, TimeSpan.MaxValue);
        Assert.True(messaging.Value.Value.WaitForCancellationAcknowledgement);
        Assert.InRange(messaging.Value.Value.SystemResponseTimeout, weeks, TimeSpan.MaxValue);
        Assert.InRange(messaging.Value.Value.MaxRequestProcessingTime, weeks, TimeSpan.MaxValue);
        Assert.InRange(messaging.Value.Value.PlacementTimeout, TimeSpan.FromDays(1), TimeSpan.MaxValue);
        Assert.False(messaging.Value.Value.DropExpiredMessages);
        Assert.InRange(collection.Value.Value.CollectionAge, weeks, TimeSpan.MaxValue);
        Assert.InRange(collection.Value.Value.ActivationTimeout, weeks, TimeSpan.MaxValue);
        Assert.DoesNotContain(collection.Value.Value.ClassSpecificCollectionAge.Values, age => age < weeks);
        Assert.False(membership.Value.Value.LivenessEnabled);
    }

    /// <summary>Takes a service out of a silo that starts.</summary>
    private sealed class Captured<T> : ILifecycleParticipant<ISiloLifecycle>
        where T : class
    {
        private T? _value;

        public T Value => _value!;

        public LocalSiloOptions Options => new()
        {
            Configure = services => services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider =>
            {
                _value = provider.GetRequiredService<T>();
                return this;
            }),
        };

        public void Participate(ISiloLifecycle lifecycle)
        {
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// Takes the network away from a silo: nothing listens, nothing connects. A silo of one passes its messages within the process, and Orleans's own listener would answer every
/// program on the machine that knows the cluster's name, whichever user runs it.
/// </summary>
internal static class ClosedTransport
{
    /// <summary>Replaces every listener and every outgoing connection of a silo. Orleans registers them under keys that it does not publish, so they are found by their type.</summary>
    /// <exception cref="InvalidOperationException">Orleans registers its transport otherwise than expected; going on would open a port.</exception>
    public static void UseIn(IServiceCollection services)
    {
        var listeners = Replace<IConnectionListenerFactory>(services, new NoListeners());
        var connections = Replace<IConnectionFactory>(services, new NoConnections());
        if (listeners == 0 || connections == 0)
        {
            throw new InvalidOperationException("this version of Orleans registers its transport in an unknown way; a silo would listen on a port");
        }
    }

    private static int Replace<T>(IServiceCollection services, T with)
        where T : class
    {
        var count = 0;
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ServiceType == typeof(T))
            {
                services[i] = services[i].IsKeyedService ? ServiceDescriptor.KeyedSingleton(services[i].ServiceKey, with) : ServiceDescriptor.Singleton(with);
                count++;
            }
        }

        return count;
    }

    private sealed class NoListeners : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(new NoListener(endpoint));
    }

    /// <summary>Accepts nobody, until it is told to stop.</summary>
    private sealed class NoListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_stopped.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _stopped.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class NoConnections : IConnectionFactory
    {
        public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<ConnectionContext>(new ConnectionAbortedException("a local silo has no network"));
    }
}

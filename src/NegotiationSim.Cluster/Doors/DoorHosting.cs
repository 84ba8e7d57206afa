using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors.Wire;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Doors;

/// <summary>Puts the door before the ports of silos, and before the connections that silos and clients open.</summary>
public static class DoorHosting
{
    /// <summary>Puts it before both ports of a silo, and before the connections to other silos. <see cref="DoorLog"/> is a singleton of the host.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="options">What to ask for and to tell.</param>
    /// <param name="log">Where refusals go, to share it; null (default): a new one.</param>
    /// <exception cref="DoorSetupException">The options are unfit.</exception>
    public static ISiloBuilder UseDoor(this ISiloBuilder builder, DoorOptions options, DoorLog? log = null)
    {
        options.Check();
        AddDoor(builder.Services, options, log);
        builder.Services.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(connection => Answer(connection, options, DoorRole.SiloPort));
            connections.ConfigureGatewayInboundConnection(connection => Answer(connection, options, DoorRole.Gateway));
            connections.ConfigureSiloOutboundConnection(connection => Call(connection, options, DoorRole.Silo));
        });
        return builder;
    }

    /// <summary>Puts it before the connections of a client. <see cref="DoorLog"/> is a singleton of the host.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="options">What to ask for and to tell.</param>
    /// <param name="log">Where refusals go, to share it among several clients of a process; null (default): a new one.</param>
    /// <exception cref="DoorSetupException">The options are unfit.</exception>
    public static IClientBuilder UseDoor(this IClientBuilder builder, DoorOptions options, DoorLog? log = null)
    {
        options.Check();
        AddDoor(builder.Services, options, log);
        builder.Services.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection => Call(connection, options, DoorRole.Client)));
        return builder;
    }

    private static void AddDoor(IServiceCollection services, DoorOptions options, DoorLog? log)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        if (log is not null)
        {
            services.AddSingleton(log);
        }
        else
        {
            services.AddSingleton(provider => new DoorLog(provider.GetService<ILogger<DoorLog>>(), provider.GetRequiredService<TimeProvider>()));
        }
    }

    private static void Answer(IConnectionBuilder connection, DoorOptions options, DoorRole role) => connection.Use(next =>
    {
        var door = new InboundDoor(options, role, Log(connection), Time(connection));
        return context => door.OnConnectionAsync(context, next);
    });

    private static void Call(IConnectionBuilder connection, DoorOptions options, DoorRole role) => connection.Use(next =>
    {
        var door = new OutboundDoor(options, role, Log(connection), Time(connection));
        return context => door.OnConnectionAsync(context, next);
    });

    private static DoorLog Log(IConnectionBuilder connection) => connection.ApplicationServices.GetRequiredService<DoorLog>();

    private static TimeProvider Time(IConnectionBuilder connection) => connection.ApplicationServices.GetRequiredService<TimeProvider>();
}

using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>Counts the connections between a silo and others that were closed, for drivers whose tables are on one silo and their actors on another.</summary>
internal static class SiloLines
{
    /// <summary>Counts them. To be added after the door: who is turned away there does not count.</summary>
    public static void CountIn(IServiceCollection services) => services.Configure<SiloConnectionOptions>(connections =>
    {
        connections.ConfigureSiloInboundConnection(Count);
        connections.ConfigureSiloOutboundConnection(Count);
    });

    private static void Count(IConnectionBuilder connection) => connection.Use(next =>
    {
        var work = connection.ApplicationServices.GetRequiredService<SiloWork>();
        return async context =>
        {
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                work.CountClosed();
            }
        };
    });
}

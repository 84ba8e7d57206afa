using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Tells a silo where its cluster's membership is kept.</summary>
public static class MembershipHosting
{
    /// <summary>
    /// Keeps the silo's membership at an address, and tells the silo's <see cref="IFatalErrorHandler"/> if the store loses its row. The connection is made when the silo starts and comes back by itself when the store was away. To have a store that cannot be used told in a sentence, read it with <see cref="MembershipStore"/> before the silo starts.
    /// </summary>
    /// <param name="builder">What the silo is made of.</param>
    /// <param name="address">Where the store is.</param>
    /// <param name="name">The cluster.</param>
    /// <exception cref="MembershipException">A file that the address names cannot be read.</exception>
    public static ISiloBuilder UseMembership(this ISiloBuilder builder, ClusterAddress address, ClusterName name)
    {
        builder.Services.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = name.Id;
            options.ServiceId = ClusterName.Service;
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<LostRowWatch>();
        return address.Kind switch
        {
            MembershipStoreKind.Redis => RedisConnection.Use(builder, address),
            _ => PostgresConnection.Use(builder, address),
        };
    }
}

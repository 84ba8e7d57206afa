using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Placement;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace NegotiationSim.Grains.Tests.Clusters;

/// <summary>Two silos and a client in this process, which send each other bytes.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TwoSilos(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Starts them.</summary>
    /// <param name="configure">Adds to the services of both.</param>
    public static async Task<TwoSilos> StartAsync(CancellationToken cancellation, Action<IServiceCollection>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddNegotiationGrains();
            configure?.Invoke(silo.Services);

            // A silo that is gone is soon found to be.
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromMilliseconds(200), 2, 1);
            });
        });
        builder.ConfigureClient(client => client.Services.AddNegotiationGrains());
        var cluster = builder.Build();
        await cluster.DeployAsync(cancellation);
        return new TwoSilos(cluster);
    }

    /// <summary>The same with tables and actors apart.</summary>
    public static Task<TwoSilos> StartApartAsync(CancellationToken cancellation, Action<IServiceCollection>? configure = null) => StartAsync(cancellation, services =>
    {
        services.AddKeyedSingleton<IPlacementDirector, ApartPlacement>(typeof(LanePlacement));
        configure?.Invoke(services);
    });

    /// <summary>Which silo holds a grain.</summary>
    public async Task<SiloAddress> SiloOfAsync(IAddressable grain) => (await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain))!;

    /// <summary>Takes a silo away without a goodbye to its grains.</summary>
    public Task KillAsync(SiloAddress silo) => _cluster.KillSiloAsync(_cluster.GetSiloForAddress(silo)!);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NegotiationSim.Grains.Placement;
using Orleans.Configuration;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// What a silo or client needs besides Orleans to speak with the grains of this project. Some of it holds for the whole silo and so for other grains that it hosts: no request counts as stuck, and nothing is shed when memory is short.
/// </summary>
public static class NegotiationGrains
{
    /// <summary>What a message between processes may take, in bytes: the result of a block as large as somebody may ask for. Only those who know the cluster's secret can send any.</summary>
    private const int MostBytes = 1 << 30;

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddNegotiationGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TurnWatch>();
        services.AddSingleton<SiloWork>();
        services.AddSingleton<DriverLeases>();
        services.AddPlacementDirector<LanePlacement, LanePlacementDirector>();

        // A play that was given up is over before its grains are used again.
        services.PostConfigure<ClientMessagingOptions>(options =>
        {
            options.WaitForCancellationAcknowledgement = true;
            options.MaxMessageBodySize = MostBytes;
        });
        services.PostConfigure<SiloMessagingOptions>(options =>
        {
            options.WaitForCancellationAcknowledgement = true;
            options.MaxMessageBodySize = MostBytes;

            // An activation in a turn of this length counts as stuck, and its callers as lost.
            options.MaxRequestProcessingTime = TimeLimits.Endless;
            options.RequestProcessingWarningTime = TimeLimits.Endless / 2;
            options.RequestQueueDelayWarningTime = TimeLimits.Endless / 2;
        });

        // Grains keep what they were told until the experiment lets them go.
        services.PostConfigure<GrainCollectionOptions>(options => options.EnableActivationSheddingOnMemoryPressure = false);
        return services;
    }
}

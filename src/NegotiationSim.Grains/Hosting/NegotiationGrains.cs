using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Serialization;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace NegotiationSim.Grains.Hosting;

/// <summary>What a silo or client needs besides Orleans to speak with the grains of this project.</summary>
public static class NegotiationGrains
{
    /// <summary>Lets scenarios and the engine's messages travel.</summary>
    public static IServiceCollection AddNegotiationGrains(this IServiceCollection services)
    {
        services.AddSingleton<PlayTokens>();
        services.AddSingleton<TurnWatch>();
        services.AddSingleton<PlainDataCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<PlainDataCodec>());
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<PlainDataCodec>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<PlainDataCodec>());
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Hosting;
using Orleans.Serialization;

namespace NegotiationSim.Grains.Tests.Serialization;

/// <summary>What happens to a message between two silos.</summary>
internal static class Wire
{
    public static ServiceProvider Services { get; } = new ServiceCollection().AddLogging().AddSerializer().AddNegotiationGrains().BuildServiceProvider();

    private static Serializer Serializer { get; } = Services.GetRequiredService<Serializer>();

    public static byte[] Bytes<T>(T message) => Serializer.SerializeToArray(message);

    public static T ThereAndBack<T>(T message) => Serializer.Deserialize<T>(Bytes(message))!;
}

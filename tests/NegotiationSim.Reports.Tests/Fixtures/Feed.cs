using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests.Fixtures;

/// <summary>Plays replicas without grains, in blocks of any size, into a consumer.</summary>
internal static class Feed
{
    public const ulong Seed = 7;

    public static async Task PlayAsync(Scenario scenario, long first, long end, int block, IReplicaConsumer consumer)
    {
        var direct = new DirectBlock(scenario);
        for (var at = first; at < end; at += block)
        {
            var played = direct.PlayOut(new BlockSpec(Seed, at, (int)Math.Min(block, end - at), Tell: false));
            await consumer.TakeAsync(new BlockSlice(played, 0, played.Spec.Count));
        }
    }
}

using System.Globalization;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Grains.Driving;

/// <summary>Something broke while a block was played. Its message is fit for a person; the cause is the inner exception.</summary>
public sealed class BlockFailedException : Exception
{
    public BlockFailedException(BlockSpec spec, Exception cause)
        : base(string.Create(CultureInfo.InvariantCulture, $"{Name(spec)} of seed {spec.Seed} could not be played: {cause.Message}"), cause)
    {
    }

    private static string Name(BlockSpec spec) => spec.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"replica {spec.FirstReplica}")
        : string.Create(CultureInfo.InvariantCulture, $"the block of replicas {spec.FirstReplica} to {spec.FirstReplica + spec.Count - 1}");
}

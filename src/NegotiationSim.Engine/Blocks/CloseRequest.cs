using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Blocks;

/// <summary>How every replica of a block ended, as the driver tells the actors afterwards so that each can say how it came out.</summary>
[GenerateSerializer, Immutable, Alias("negsim.close-request")]
public sealed class CloseRequest
{
    /// <summary>Per slot how it ended.</summary>
    [Id(0)] public required Ending[] Endings { get; init; }

    /// <summary>Per slot the round of the signature, 0 for none.</summary>
    [Id(1)] public required int[] SignedRounds { get; init; }

    /// <summary>Per slot the moment of the end, in rounds since the start (round r begins at r; fractions after the talks).</summary>
    [Id(2)] public required double[] EndRounds { get; init; }

    /// <summary>Per slot the signed text, a value per component; meaningful where there is a signed round.</summary>
    [Id(3)] public required ushort[] Texts { get; init; }

    [Id(4)] public required Announcements Announcements { get; init; }

    /// <summary>What the actors are told about a result.</summary>
    public static CloseRequest For(BlockResult result, Announcements announcements) => new()
    {
        Endings = result.Endings,
        SignedRounds = result.SignedRounds,
        EndRounds = result.EndRounds,
        Texts = result.Texts,
        Announcements = announcements,
    };
}

/// <summary>How an actor came out of every replica of a block. What it thought meanwhile is in the diary.</summary>
[GenerateSerializer, Immutable, Alias("negsim.close-reply")]
public sealed class CloseReply
{
    /// <summary>Per slot what the ending is worth to it, discounted.</summary>
    [Id(0)] public double[] Utility { get; set; } = [];

    /// <summary>Per slot its no-deal value at the end, discounted.</summary>
    [Id(1)] public double[] NoDeal { get; set; } = [];

    /// <summary>The own held lines that signed texts cross, by index, slot after slot; see <see cref="CrossedBy"/>.</summary>
    [Id(2)] public short[] Crosses { get; set; } = [];

    /// <summary>Per slot where its part of <see cref="Crosses"/> ends, which is where the next slot's begins.</summary>
    [Id(3)] public int[] CrossedUpTo { get; set; } = [];

    /// <summary>What is drawn for it, by the path within the actor.</summary>
    [Id(4)] public string[] DrawNames { get; set; } = [];

    /// <summary>The values of those draws, one draw after the other: that of draw d in a slot stands at <c>d * slots + slot</c>.</summary>
    [Id(5)] public double[] Draws { get; set; } = [];

    /// <summary>Its diary since the last page, in the order of its moves; empty unless the block is told.</summary>
    [Id(6)] public DiaryEntry[] Diary { get; set; } = [];

    /// <summary>The own held lines that the signed text of a slot crosses, by index.</summary>
    public ReadOnlySpan<short> CrossedBy(int slot)
    {
        var first = slot == 0 ? 0 : CrossedUpTo[slot - 1];
        return Crosses.AsSpan(first, CrossedUpTo[slot] - first);
    }
}

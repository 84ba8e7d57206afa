namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// A principal's turn in one round of the replicas that are being played. All of it is public: what everybody said, who stands by what, which
/// events were announced. Reused from call to call; nobody writes to it until the reply is there.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.turn-request")]
public sealed class TurnRequest
{
    /// <summary>The round, from 1.</summary>
    [Id(0)] public int Round { get; set; }

    /// <summary>The actor only listens: it hears what it has missed and says nothing.</summary>
    [Id(1)] public bool ListenOnly { get; set; }

    /// <summary>The slots that are being played, ascending; the first <see cref="ActiveCount"/> count.</summary>
    [Id(2)] public required int[] Active { get; set; }

    [Id(3)] public int ActiveCount { get; set; }

    /// <summary>Per actor of the scenario what it last said; null for actors that are not principals and for those who have not spoken yet.</summary>
    [Id(4)] public required Utterances?[] Board { get; init; }

    /// <summary>Per slot the actor whose last text is the standing offer, or -1.</summary>
    [Id(5)] public required sbyte[] Proposer { get; init; }

    /// <summary>Per slot the actors that stand by the standing offer, a bit per actor.</summary>
    [Id(6)] public required ulong[] Supporters { get; init; }

    /// <summary>Per slot the principals still at the table, a bit per actor.</summary>
    [Id(7)] public required ulong[] Seated { get; init; }

    [Id(8)] public required Announcements Announcements { get; init; }

    /// <summary>Texts that a ratification refused and that are off the table: slots, in the order in which they were refused; texts follow in <see cref="RefusedTexts"/>.</summary>
    [Id(9)] public required List<int> RefusedSlots { get; init; }

    /// <summary>The refused texts, a value per component, in the order of <see cref="RefusedSlots"/>.</summary>
    [Id(10)] public required List<ushort> RefusedTexts { get; init; }

    /// <summary>The red lines that were named and not withdrawn.</summary>
    [Id(11)] public StandingObjections Objections { get; init; } = new();
}

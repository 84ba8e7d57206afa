using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Telling;

/// <summary>One public move, as the table noted it. What does not apply is -1 or null.</summary>
[GenerateSerializer, Immutable, Alias("negsim.log-entry")]
public sealed record LogEntry
{
    [Id(0)] public required int Slot { get; init; }

    [Id(1)] public int Round { get; init; }

    [Id(2)] public int Period { get; init; }

    [Id(3)] public required Phase Phase { get; init; }

    /// <summary>Who moves, by actor index; -1: nobody in particular.</summary>
    [Id(4)] public int Actor { get; init; } = -1;

    /// <summary>What a principal says at its turn; <see cref="Said.Nothing"/> for all else.</summary>
    [Id(5)] public Said Said { get; init; }

    /// <summary>The answer to a text; <see cref="Answer.None"/> for all else.</summary>
    [Id(6)] public Answer Answer { get; init; }

    /// <summary>The text that stood before the move.</summary>
    [Id(7)] public ushort[]? Standing { get; init; }

    /// <summary>The text put forward, or answered.</summary>
    [Id(8)] public ushort[]? Text { get; init; }

    [Id(9)] public int Event { get; init; } = -1;

    [Id(10)] public int Branch { get; init; } = -1;

    /// <summary>The red lines that a rejection names.</summary>
    [Id(13)] public NamedLine[] Objects { get; init; } = [];

    /// <summary>The red lines that an offer or acceptance takes back.</summary>
    [Id(14)] public NamedLine[] Withdraws { get; init; } = [];

    /// <summary>What happens in implementation.</summary>
    [Id(11)] public ImplementationDetail? Detail { get; init; }

    /// <summary>What the move is, in implementation.</summary>
    [Id(12)] public Move? Move { get; init; }
}

using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Telling;

/// <summary>One public move, as the table noted it. What does not apply is -1 or null.</summary>
public sealed record LogEntry
{
    public required int Slot { get; init; }

    public int Round { get; init; }

    public int Period { get; init; }

    public required Phase Phase { get; init; }

    /// <summary>Who moves, by actor index; -1: nobody in particular.</summary>
    public int Actor { get; init; } = -1;

    /// <summary>What a principal says at its turn; <see cref="Said.Nothing"/> for all else.</summary>
    public Said Said { get; init; }

    /// <summary>The answer to a text; <see cref="Answer.None"/> for all else.</summary>
    public Answer Answer { get; init; }

    /// <summary>The text that stood before the move.</summary>
    public ushort[]? Standing { get; init; }

    /// <summary>The text put forward, or answered.</summary>
    public ushort[]? Text { get; init; }

    public int Event { get; init; } = -1;

    public int Branch { get; init; } = -1;

    /// <summary>What happens in implementation.</summary>
    public ImplementationDetail? Detail { get; init; }

    /// <summary>What the move is, in implementation.</summary>
    public Move? Move { get; init; }
}

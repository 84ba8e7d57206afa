using System.Collections.Immutable;

namespace NegotiationSim.Engine.Blocks;

/// <summary>One event that struck in one replica.</summary>
/// <param name="Slot">The replica's slot.</param>
/// <param name="Event">The event's index.</param>
/// <param name="Branch">The branch it took, or -1.</param>
/// <param name="Period">0 in talks, else the period of implementation.</param>
/// <param name="Round">The round of the talks; 0 in implementation.</param>
[GenerateSerializer, Immutable, Alias("negsim.strike")]
public readonly record struct Strike([property: Id(0)] int Slot, [property: Id(1)] short Event, [property: Id(2)] short Branch, [property: Id(3)] int Period, [property: Id(4)] int Round);

/// <summary>The events that the table has announced in a block, in order. Written by the table only; every actor keeps its own place in it.</summary>
[GenerateSerializer, Immutable, Alias("negsim.announcements")]
public sealed class Announcements
{
    [Id(1)] private Strike[] _strikes = new Strike[16];

    /// <summary>How many there are.</summary>
    [Id(0)] public int Count { get; private set; }

    public ref readonly Strike this[int index] => ref _strikes[index];

    /// <summary>Announces one more.</summary>
    public void Add(Strike strike)
    {
        if (Count == _strikes.Length)
        {
            Array.Resize(ref _strikes, 2 * Count);
        }

        _strikes[Count++] = strike;
    }

    /// <summary>A copy of all that has been announced so far.</summary>
    public ImmutableArray<Strike> ToImmutable() => [.. _strikes.AsSpan(0, Count)];

    /// <summary>Forgets everything, for the next block.</summary>
    public void Clear() => Count = 0;
}

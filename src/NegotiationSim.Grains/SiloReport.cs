using System.Collections.Immutable;

namespace NegotiationSim.Grains;

/// <summary>What a silo says of itself.</summary>
/// <param name="Build">The program that it runs.</param>
/// <param name="Lanes">How many tables may play there at the same time.</param>
/// <param name="IsDraining">Whether it is about to leave.</param>
/// <param name="Drivers">How many drivers it heard of lately.</param>
/// <param name="Running">Blocks that are being played.</param>
/// <param name="Blocks">Blocks that were finished since it started.</param>
/// <param name="Replicas">Replicas in them.</param>
/// <param name="Rate">Replicas a second, over the last ten seconds.</param>
[GenerateSerializer, Immutable, Alias("negsim.silo-report")]
public sealed record SiloReport(
    [property: Id(0)] string Build,
    [property: Id(1)] int Lanes,
    [property: Id(2)] bool IsDraining,
    [property: Id(3)] int Drivers,
    [property: Id(4)] int Running,
    [property: Id(5)] long Blocks,
    [property: Id(6)] long Replicas,
    [property: Id(7)] double Rate)
{
    /// <summary>What tables may take there together, in bytes; 0: it is not limited.</summary>
    [Id(10)]
    public long Memory { get; init; }

    /// <summary>Connections to other silos, and from them, that were closed since it started.</summary>
    [Id(9)]
    public long Closed { get; init; }

    /// <summary>What the drivers said of themselves last, by name; in the answer to a pulse none: a driver need not hear of others.</summary>
    [Id(8)]
    public ImmutableArray<DriverReport> Batches { get; init; } = [];

    /// <summary>How many tables there is memory for, at least 1: whatever is played at all is played everywhere.</summary>
    /// <param name="tableBytes">What one takes at the most, in bytes; 0: next to nothing.</param>
    public int RoomFor(long tableBytes) => Memory > 0 && tableBytes > 0 ? (int)Math.Clamp(Memory / tableBytes, 1, int.MaxValue) : int.MaxValue;

    /// <summary>How many tables of a scenario may play there at the same time, at least 1.</summary>
    /// <param name="tableBytes">What one takes at the most, in bytes; 0: next to nothing.</param>
    public int LanesFor(long tableBytes) => Math.Clamp(Lanes, 1, RoomFor(tableBytes));
}

using System.Collections.Immutable;

namespace NegotiationSim.Analysis;

/// <summary>How often a zone exists over the uncertain inputs, and how often each minimal blocking set is the one.</summary>
public sealed record ZoneFrequency
{
    public required ulong Seed { get; init; }

    /// <summary>How many replicas were looked at, from replica 0.</summary>
    public required long Runs { get; init; }

    /// <summary>Replicas in which there is a zone.</summary>
    public required long WithZone { get; init; }

    /// <summary>Replicas without a zone that nothing opens, since nothing is feasible.</summary>
    public required long Hopeless { get; init; }

    /// <summary>Replicas that the work budget did not suffice for.</summary>
    public required long Undecided { get; init; }

    /// <summary>What blocks the others, the commonest first, then by size, actors and lines.</summary>
    public required ImmutableArray<BlockingFrequency> Blocking { get; init; }
}

/// <summary>How often one set of red lines and no-deal values is the smallest that opens the zone (by size, then by the sum of the shortfalls).</summary>
/// <param name="Lines">The red lines.</param>
/// <param name="NoDeal">The actors whose no-deal values are in the set.</param>
/// <param name="Count">In how many replicas.</param>
/// <param name="MeanShortfalls">Per actor of <see cref="NoDeal"/> its mean shortfall in those replicas.</param>
public sealed record BlockingFrequency(ImmutableArray<LineOfActor> Lines, ImmutableArray<int> NoDeal, long Count, ImmutableArray<double> MeanShortfalls);

/// <summary>One replica at a glance.</summary>
/// <param name="Zone">Whether there is a zone.</param>
/// <param name="Blocking">Where there is none: the first of the minimal relaxations (by size, then by amounts); null where there is a zone, where nothing at all is feasible, or where the budget did not suffice.</param>
/// <param name="IsDecided">False where the budget did not suffice.</param>
public sealed record ZoneGlance(Existence Zone, Relaxation? Blocking, bool IsDecided);

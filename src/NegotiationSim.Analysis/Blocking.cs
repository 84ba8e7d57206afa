using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>What keeps the zone of possible agreement shut. Empty lists where there is a zone.</summary>
public sealed record Blocking
{
    /// <summary>
    /// All inclusion-minimal sets of red lines and no-deal values whose relaxation opens the zone, the smaller sets first, then the smaller sums of shortfalls,
    /// then in the order of actors and lines. Empty too where nothing at all is feasible.
    /// </summary>
    public required ImmutableArray<Relaxation> Relaxations { get; init; }

    /// <summary>Pairs of actors that accept no feasible outcome in common (one that accepts nothing at all excludes everybody); only actors whose consent is always needed.</summary>
    public required ImmutableArray<ActorPair> Pairs { get; init; }

    /// <summary>Pairs whose answer the work budget did not allow; empty in an exact analysis.</summary>
    public required ImmutableArray<ActorPair> UndecidedPairs { get; init; }

    /// <summary>Whether the list of relaxations is proven complete and every amount the least.</summary>
    public required bool AreRelaxationsComplete { get; init; }

    public bool IsComplete => AreRelaxationsComplete && UndecidedPairs.IsEmpty;
}

/// <summary>Red lines to give up and no-deal values to lower that together open the zone, none of which could be spared.</summary>
/// <param name="Lines">The red lines, by actor and place among its lines.</param>
/// <param name="NoDeal">The no-deal values, by actor.</param>
/// <param name="Opens">The outcome, open once these are relaxed, with the least sum of shortfalls; the first of equals.</param>
public sealed record Relaxation(ImmutableArray<LineOfActor> Lines, ImmutableArray<NoDealShortfall> NoDeal, Outcome Opens)
{
    public int Size => Lines.Length + NoDeal.Length;

    /// <summary>The sum of the shortfalls.</summary>
    public double Amount => NoDeal.Sum(shortfall => shortfall.Amount);
}

/// <summary>A red line.</summary>
/// <param name="Actor">Whose it is.</param>
/// <param name="Line">Its place in <see cref="NegotiationSim.Scenarios.Actor.RedLines"/>.</param>
public readonly record struct LineOfActor(int Actor, int Line);

/// <summary>By how much an actor's no-deal value would have to be lower.</summary>
/// <param name="Actor">Whose it is.</param>
/// <param name="Amount">The shortfall, above 0, in utility (the JSON writes it as the change of <c>no_deal</c>, negative).</param>
public readonly record struct NoDealShortfall(int Actor, double Amount);

/// <summary>Two actors, the lower index first.</summary>
public readonly record struct ActorPair(int First, int Second);

/// <summary>How often a zone exists over the uncertain inputs, and how often each minimal blocking set is the one.</summary>
public sealed record ZoneFrequency
{
    public required ulong Seed { get; init; }

    /// <summary>How many replicas were looked at, from replica 0.</summary>
    public required long Runs { get; init; }

    /// <summary>Replicas in which there is a zone.</summary>
    public required long WithZone { get; init; }

    /// <summary>Replicas in which those who sign would find a text if no ratifier had a say; at least <see cref="WithZone"/>.</summary>
    public required long WithSignatoriesZone { get; init; }

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
public sealed record ZoneGlance(Existence Zone, Relaxation? Blocking, bool IsDecided)
{
    /// <summary>Whether those who sign would find a text if no ratifier had a say.</summary>
    public required Existence Signatories { get; init; }
}

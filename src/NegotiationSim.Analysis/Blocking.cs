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

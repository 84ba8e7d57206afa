using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Analysis.Batches;

/// <summary>What a batch of replicas came to. Lists are in the order of the scenario file where nothing else is said.</summary>
public sealed record BatchSummary
{
    /// <summary>How many replicas were played, at least 1.</summary>
    public required long Runs { get; init; }

    /// <summary>How likely each ending is, in the order of <see cref="Ending"/>.</summary>
    public required ImmutableArray<Estimate> Endings { get; init; }

    /// <summary>The first replicas that ended so, at most <see cref="EndingExamples.Most"/>, in the order of <see cref="Ending"/>.</summary>
    public required ImmutableArray<ImmutableArray<long>> Examples { get; init; }

    /// <summary>Why replicas ended as they did, the commonest reason first.</summary>
    public required ImmutableArray<(BlockCause Cause, long Count)> Causes { get; init; }

    /// <summary>How likely it is that a text is signed, whether it is ratified and holds or not.</summary>
    public required Estimate Signed { get; init; }

    /// <summary>How the talks compare with what could be agreed; null: that was not asked for.</summary>
    public ZoneRecord? Talks { get; init; }

    /// <summary>The round of the signature, over the replicas in which a text was signed; null where there was none.</summary>
    public required Spread? Rounds { get; init; }

    /// <summary>The period of the collapse, over the replicas that collapsed; null where none did.</summary>
    public required Spread? Periods { get; init; }

    /// <summary>The commonest agreements, commonest first, at most <see cref="MostAgreements"/>.</summary>
    public required ImmutableArray<AgreementCount> Agreements { get; init; }

    /// <summary>What the ending is worth to each actor, over all replicas; null for a mediator.</summary>
    public required ImmutableArray<Spread?> Actors { get; init; }

    /// <summary>How likely it is that each gate opens, over all replicas.</summary>
    public required ImmutableArray<Estimate> Gates { get; init; }

    /// <summary>How many agreements came into force: signed and ratified.</summary>
    public required long InForce { get; init; }

    /// <summary>The share of agreements in force that outlives each period in which one collapsed.</summary>
    public required ImmutableArray<SurvivalPoint> Survival { get; init; }

    /// <summary>How many agreements a summary names.</summary>
    public const int MostAgreements = 50;

    public Estimate Of(Ending ending) => Endings[(int)ending];

    /// <summary>The first replicas that ended so.</summary>
    public ImmutableArray<long> ExamplesOf(Ending ending) => Examples[(int)ending];
}

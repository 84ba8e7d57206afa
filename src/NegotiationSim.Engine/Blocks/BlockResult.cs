using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Blocks;

/// <summary>Which replicas a block holds. Slot s of the block is replica <c>FirstReplica + s</c>.</summary>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="FirstReplica">The first replica, from 0.</param>
/// <param name="Count">How many replicas follow on each other.</param>
/// <param name="Tell">Whether actors keep a diary and the table a log, so that the run can be told.</param>
[GenerateSerializer, Immutable, Alias("negsim.block-spec")]
public sealed record BlockSpec([property: Id(0)] ulong Seed, [property: Id(1)] long FirstReplica, [property: Id(2)] int Count, [property: Id(3)] bool Tell);

/// <summary>Why a replica ended, in indexes of the scenario; -1 where something does not apply.</summary>
/// <param name="Kind">What kind of cause.</param>
/// <param name="Actor">The actor that acted.</param>
/// <param name="RedLine">The line of that actor that decided.</param>
/// <param name="Event">The event.</param>
/// <param name="ByActor">The actor whose breaches added most.</param>
/// <param name="BySpoiler">The spoiler whose incidents added most.</param>
[GenerateSerializer, Immutable, Alias("negsim.block-cause")]
public readonly record struct BlockCause(
    [property: Id(0)] CauseKind Kind, [property: Id(1)] short Actor = -1, [property: Id(2)] short RedLine = -1, [property: Id(3)] short Event = -1, [property: Id(4)] short ByActor = -1, [property: Id(5)] short BySpoiler = -1);

/// <summary>How every replica of a block ended. Arrays are indexed by slot.</summary>
[GenerateSerializer, Immutable, Alias("negsim.block-result")]
public sealed class BlockResult
{
    /// <summary>Room for a block.</summary>
    public BlockResult(int slots, int components, int actors, int gates)
    {
        Endings = new Ending[slots];
        Causes = new BlockCause[slots];
        SignedRounds = new int[slots];
        EndRounds = new double[slots];
        EndedPeriods = new int[slots];
        Texts = new ushort[slots * components];
        Consents = new Consent[slots * actors];
        GatesOpened = new int[slots * gates];
    }

    [Id(0)] public Ending[] Endings { get; }

    [Id(1)] public BlockCause[] Causes { get; }

    /// <summary>The round of the signature, 0 for none.</summary>
    [Id(2)] public int[] SignedRounds { get; }

    /// <summary>The moment of the end in rounds since the start, as in <see cref="CloseRequest.EndRounds"/>.</summary>
    [Id(3)] public double[] EndRounds { get; }

    /// <summary>The period of the collapse, 0 for none.</summary>
    [Id(4)] public int[] EndedPeriods { get; }

    /// <summary>The signed text, a value per component, slot after slot; meaningful where there is a signed round.</summary>
    [Id(5)] public ushort[] Texts { get; }

    /// <summary>Per slot and actor whether it went along.</summary>
    [Id(6)] public Consent[] Consents { get; }

    /// <summary>Per slot and gate the period in which it opened, 0 for never.</summary>
    [Id(7)] public int[] GatesOpened { get; }

    /// <summary>What everybody saw since the last page, where the block is told.</summary>
    [Id(8)] public List<LogEntry> Log { get; } = [];
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains;

/// <summary>
/// A table: runs the scenario's protocol over a block of replicas by asking the actors of its lane. It knows what is public and what was said.
/// </summary>
/// <remarks>A block that is not told is played in one call. A told one returns whenever a page of its story is full, so that neither side ever holds more than a page.</remarks>
[Alias("negsim.table-grain")]
public interface ITableGrain : IGrainWithStringKey
{
    /// <summary>From the driver, before everything else, and again after the table's silo was lost: what is negotiated, and by whom.</summary>
    [Alias("admit")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask AdmitAsync([Immutable] Scenario brief);

    /// <summary>From the driver: play a block. A story that was left in the middle is given up.</summary>
    /// <param name="attempt">The number of this attempt, larger than that of every other attempt at this table.</param>
    /// <param name="spec">Which replicas.</param>
    /// <param name="cancellation">Gives the block up; the call returns when the actors have let go of it.</param>
    /// <exception cref="StaleCallException">The attempt is not later than the one before.</exception>
    /// <exception cref="NotAdmittedException">The table, or one of its actors, does not know (any more) who it is.</exception>
    [Alias("play")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<TableReply> PlayAsync(long attempt, [Immutable] BlockSpec spec, CancellationToken cancellation);

    /// <summary>From the driver: it has the page of the last reply and the actors' diaries for it; the play goes on.</summary>
    [Alias("go-on")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<TableReply> GoOnAsync(long attempt, CancellationToken cancellation);

    /// <summary>From the driver, at the end of the experiment: the grain may go.</summary>
    [Alias("leave")]
    ValueTask LeaveAsync();
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Messages;
using Orleans.Concurrency;

namespace NegotiationSim.Grains;

/// <summary>
/// A table: runs the scenario's protocol over a block of replicas by asking the actors of its lane. It knows what is public and what was said.
/// </summary>
[Alias("negsim.table")]
public interface ITableGrain : IGrainWithStringKey
{
    /// <summary>From the driver, before everything else: what is negotiated, and by whom.</summary>
    [Alias("admit")]
    ValueTask AdmitAsync(TableBrief brief);

    /// <summary>From the driver: play a block. Returns at once; an unfinished play before it is given up.</summary>
    [Alias("start")]
    ValueTask StartAsync(Ticket ticket, [Immutable] BlockSpec spec);

    /// <summary>From the driver: wait until the block is over, but no longer than <paramref name="atMost"/>, so that no request lives as long as a block.</summary>
    [Alias("wait"), AlwaysInterleave]
    ValueTask<BlockProgress> WaitAsync(Ticket ticket, TimeSpan atMost);

    /// <summary>From the driver: it has the page that <see cref="WaitAsync"/> gave it, and the actors' diaries for it; the play may go on. Done once, whatever is repeated.</summary>
    /// <param name="ticket">The play.</param>
    /// <param name="page">Which page it has, from 1.</param>
    [Alias("go-on"), AlwaysInterleave]
    ValueTask GoOnAsync(Ticket ticket, int page);

    /// <summary>From the driver: give the block up. Does nothing when the table is not, or no longer, at that block.</summary>
    [Alias("cancel"), AlwaysInterleave]
    ValueTask CancelAsync(Ticket ticket);

    /// <summary>From the driver, at the end of the experiment: the grain may go.</summary>
    [Alias("leave")]
    ValueTask LeaveAsync();
}

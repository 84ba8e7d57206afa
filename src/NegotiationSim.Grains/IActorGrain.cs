using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains;

/// <summary>
/// A state or group. It owns its preferences, red lines and beliefs; nobody else can read them. The table (and a principal that consults it) hears what it
/// says; how it came out and what it thought goes to the driver, after the block.
/// </summary>
/// <remarks>
/// Messages are passed by reference within a silo: nobody writes to one between sending it and the reply. Every call names the attempt at a block that it belongs to; any other than the one that
/// the actor is in is refused with a <see cref="StaleCallException"/>, and all of them with a <see cref="NotAdmittedException"/> by an activation that has not been told who it is.
/// </remarks>
[Alias("negsim.actor-grain")]
public interface IActorGrain : IGrainWithStringKey
{
    /// <summary>From the driver, before everything else, and again after the actor's silo was lost: who the actor is and what it knows.</summary>
    [Alias("admit")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask AdmitAsync([Immutable] Scenario brief, int self);

    /// <summary>From the table: an attempt at a block begins; it must be a later one than all before it.</summary>
    [Alias("begin")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask BeginAsync(long attempt, [Immutable] BlockSpec spec, CancellationToken cancellation);

    /// <summary>From the table: the actor's turn. The reply stays as it is until its next one.</summary>
    [Alias("turn")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<Utterances> TurnAsync(long attempt, [Immutable] TurnRequest request, CancellationToken cancellation);

    /// <summary>From the table or a principal: would the actor go along? The reply stays as it is until the next question.</summary>
    [Alias("consent")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<ConsentReply> ConsentAsync(long attempt, [Immutable] ConsentRequest request, CancellationToken cancellation);

    /// <summary>From the table: the actor's part in one period of the implementation. The reply stays as it is until the next period. It takes microseconds, so no token goes along: that would cost as much as the work.</summary>
    [Alias("period")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<PeriodReply> PeriodAsync(long attempt, [Immutable] PeriodRequest request);

    /// <summary>From the driver, while the table of a told block waits: what the actor wrote in its diary since it was asked last.</summary>
    [Alias("turn-page")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<DiaryPage> TurnPageAsync(long attempt);

    /// <summary>From the driver, after the block: how did the actor come out?</summary>
    [Alias("close")]
    [ResponseTimeout(TimeLimits.EndlessText)]
    ValueTask<CloseReply> CloseAsync(long attempt, [Immutable] CloseRequest request);

    /// <summary>From the driver, at the end of the experiment: the grain may go.</summary>
    [Alias("leave")]
    ValueTask LeaveAsync();
}

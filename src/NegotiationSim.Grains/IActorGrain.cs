using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Messages;

namespace NegotiationSim.Grains;

/// <summary>
/// A state or group. It owns its preferences, red lines and beliefs; nobody else can read them. The table (and a principal that consults it) hears what it
/// says; how it came out and what it thought goes to the driver, after the block.
/// </summary>
/// <remarks>Messages are passed by reference within a silo: nobody writes to one between sending it and the reply.</remarks>
[Alias("negsim.actor")]
public interface IActorGrain : IGrainWithStringKey
{
    /// <summary>From the driver, before everything else: who the actor is and what it knows.</summary>
    [Alias("admit")]
    ValueTask AdmitAsync(ActorBrief brief);

    /// <summary>From the table: a block begins.</summary>
    [Alias("begin")]
    ValueTask BeginAsync(Ticket ticket, [Immutable] BlockSpec spec);

    /// <summary>From the table: the actor's turn. The reply stays as it is until its next one.</summary>
    [Alias("turn")]
    ValueTask<Utterances> TurnAsync(Ticket ticket, [Immutable] TurnRequest request);

    /// <summary>From the table or a principal: would the actor go along? The reply stays as it is until the next question.</summary>
    [Alias("consent")]
    ValueTask<ConsentReply> ConsentAsync(Ticket ticket, [Immutable] ConsentRequest request);

    /// <summary>From the table: the actor's part in one period of the implementation. The reply stays as it is until the next period.</summary>
    [Alias("period")]
    ValueTask<PeriodReply> PeriodAsync(Ticket ticket, [Immutable] PeriodRequest request);

    /// <summary>From the driver, while the table of a told block waits: what the actor wrote in its diary since it was asked last.</summary>
    [Alias("turn-page")]
    ValueTask<DiaryPage> TurnPageAsync(Ticket ticket);

    /// <summary>From the driver, after the block: how did the actor come out?</summary>
    [Alias("close")]
    ValueTask<CloseReply> CloseAsync(Ticket ticket, [Immutable] CloseRequest request);

    /// <summary>From the driver, at the end of the experiment: the grain may go.</summary>
    [Alias("leave")]
    ValueTask LeaveAsync();
}

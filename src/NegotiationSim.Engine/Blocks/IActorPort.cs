namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// How the table reaches an actor. Behind it stands the actor's agent in the same process, or a grain that owns it. What passes
/// through is what diplomats say and hear, nothing of what they think. Calls to one actor never overlap.
/// </summary>
public interface IActorPort
{
    /// <summary>A block begins: the actor takes up every replica of it.</summary>
    ValueTask BeginAsync(BlockSpec spec);

    /// <summary>The actor's turn. The reply is the actor's own and stays as it is until its next turn.</summary>
    ValueTask<Utterances> TurnAsync(TurnRequest request);

    /// <summary>Would the actor go along? The reply is the actor's own and stays as it is until the next question.</summary>
    ValueTask<ConsentReply> ConsentAsync(ConsentRequest request);

    /// <summary>A period of implementation. The reply is the actor's own and stays as it is until the next period.</summary>
    ValueTask<PeriodReply> PeriodAsync(PeriodRequest request);
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// An actor's mind behind a port: leads the conversation between a principal that consults and its own ratifiers. A grain wraps one of these, with
/// counsellors that are grains; used directly it is the same engine in one process without grains.
/// </summary>
public sealed class MindPort : IActorPort
{
    private readonly IReadOnlyList<IActorPort> _counsellors;
    private readonly ConsentReply[] _advice;

    /// <summary>A port for a mind.</summary>
    /// <param name="mind">The mind.</param>
    /// <param name="counsellors">Ports of <see cref="ActorMind.Counsellors"/>, in that order.</param>
    public MindPort(ActorMind mind, IReadOnlyList<IActorPort> counsellors)
    {
        Mind = mind;
        _counsellors = counsellors;
        _advice = new ConsentReply[counsellors.Count];
    }

    public ActorMind Mind { get; }

    /// <summary>Gives up what the mind is doing, in the middle of it where need be; the block is lost then.</summary>
    public CancellationToken Token { get; set; }

    /// <inheritdoc/>
    public ValueTask BeginAsync(BlockSpec spec)
    {
        using (Abandonment.On(Token))
        {
            Mind.Begin(spec);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Utterances> TurnAsync(TurnRequest request)
    {
        using (Abandonment.On(Token))
        {
            return Mind.Turn(request) ? new ValueTask<Utterances>(Mind.Reply) : ConsultAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) =>
        request.Purpose == ConsentPurpose.TabledText && _counsellors.Count > 0 ? ConsultAsync(request) : new ValueTask<ConsentReply>(Consent(request));

    /// <inheritdoc/>
    public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request)
    {
        using (Abandonment.On(Token))
        {
            return new(Mind.Period(request));
        }
    }

    private ConsentReply Consent(ConsentRequest request)
    {
        using (Abandonment.On(Token))
        {
            return Mind.Consent(request);
        }
    }

    private bool Advise()
    {
        using (Abandonment.On(Token))
        {
            return Mind.Advise(_advice);
        }
    }

    private async ValueTask<Utterances> ConsultAsync()
    {
        do
        {
            await AskAsync(Mind.Question()).ConfigureAwait(true);
        }
        while (!Advise());
        return Mind.Reply;
    }

    private async ValueTask<ConsentReply> ConsultAsync(ConsentRequest request)
    {
        await AskAsync(Mind.Question(request)).ConfigureAwait(true);
        return Mind.Consent(request, _advice);
    }

    private async ValueTask AskAsync(ConsentRequest question)
    {
        for (var r = 0; r < _counsellors.Count; r++)
        {
            _advice[r] = await _counsellors[r].ConsentAsync(question).ConfigureAwait(true);
        }
    }
}

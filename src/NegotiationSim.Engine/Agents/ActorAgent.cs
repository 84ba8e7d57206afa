using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// One actor, bargaining in a block of replicas at once. It owns the actor's preferences, red lines and beliefs; what leaves it is what the actor
/// says, and after the block its diary, for the driver. It leads the conversation between a principal that consults and its own ratifiers. All memory is
/// kept for the next block. A grain wraps one of these, with counsellors that are grains; used directly it is the same engine in one process without grains.
/// </summary>
public sealed class ActorAgent : IActorPort
{
    private readonly AgentBlock _block;
    private readonly TurnTaking _talks;
    private readonly ConsentReplies _consent;
    private readonly Compliance _compliance;
    private readonly ClosingReport _report;
    private readonly IActorPort[] _counsellors;
    private readonly ConsentReply[] _advice;

    /// <summary>An actor that knows the world as its brief describes it.</summary>
    /// <param name="brief">The scenario as far as the actor knows it: all that is public, and of what is private its own.</param>
    /// <param name="self">The actor's index.</param>
    /// <param name="portOf">How it reaches a ratifier that it consults, by actor index.</param>
    public ActorAgent(Scenario brief, int self, Func<int, IActorPort> portOf)
    {
        var counsellors = Consultation.Counsellors(brief, self);
        _block = new AgentBlock(brief, self);
        _talks = new TurnTaking(_block, counsellors);
        _consent = new ConsentReplies(_block, counsellors);
        _compliance = new Compliance(_block);
        _report = new ClosingReport(_block);
        _counsellors = [.. counsellors.Select(portOf)];
        _advice = new ConsentReply[counsellors.Length];
    }

    /// <summary>Gives up what the actor is doing, in the middle of it where need be; the block is lost then.</summary>
    public CancellationToken Token { get; set; }

    /// <inheritdoc/>
    public ValueTask BeginAsync(BlockSpec spec)
    {
        using var _ = Abandonment.On(Token);
        _block.Begin(spec);
        _talks.Begin();
        _consent.Begin();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Utterances> TurnAsync(TurnRequest request)
    {
        using var _ = Abandonment.On(Token);
        return _talks.Take(request) ? new ValueTask<Utterances>(_talks.Reply) : ConsultAsync();
    }

    /// <inheritdoc/>
    public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) =>
        request.Purpose == ConsentPurpose.TabledText && _counsellors.Length > 0 ? ConsultAsync(request) : new ValueTask<ConsentReply>(Consent(request, null));

    /// <inheritdoc/>
    public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request)
    {
        using var _ = Abandonment.On(Token);
        return new ValueTask<PeriodReply>(_compliance.Answer(request));
    }

    /// <summary>Reports to the driver how the actor came out of the block.</summary>
    public CloseReply Close(CloseRequest request) => _report.Of(request);

    /// <summary>What it has written in its diary since the last page, for the driver. What is handed over is not kept.</summary>
    public DiaryPage TurnPage()
    {
        var page = new DiaryPage([.. _block.Diary]);
        _block.Diary.Clear();
        return page;
    }

    private ConsentReply Consent(ConsentRequest request, ConsentReply[]? advice)
    {
        using var _ = Abandonment.On(Token);
        return _consent.Answer(request, advice);
    }

    private bool Advise()
    {
        using var _ = Abandonment.On(Token);
        return _talks.Advise(_advice);
    }

    private async ValueTask<Utterances> ConsultAsync()
    {
        do
        {
            await AskAsync(_talks.Question()).ConfigureAwait(true);
        }
        while (!Advise());
        return _talks.Reply;
    }

    private async ValueTask<ConsentReply> ConsultAsync(ConsentRequest request)
    {
        await AskAsync(_consent.Question(request, _talks.OwnSupport)).ConfigureAwait(true);
        return Consent(request, _advice);
    }

    private async ValueTask AskAsync(ConsentRequest question)
    {
        for (var r = 0; r < _counsellors.Length; r++)
        {
            _advice[r] = await _counsellors[r].ConsentAsync(question).ConfigureAwait(true);
        }
    }
}

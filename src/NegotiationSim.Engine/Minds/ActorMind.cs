using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// One actor, bargaining in a block of replicas at once. It owns the actor's preferences, red lines and beliefs; what leaves it is what the actor
/// says, and after the block its diary, for the driver. Calls must not overlap. A block begins with <see cref="Begin"/>; all memory is kept
/// for the next block.
/// </summary>
public sealed class ActorMind
{
    private readonly ActorBlock _block;
    private readonly TalksConduct _talks;
    private readonly ConsentGiving _consent;
    private readonly Compliance _compliance;
    private readonly ClosingReport _report;

    /// <summary>An actor that knows the world as its brief describes it.</summary>
    /// <param name="brief">The scenario as far as the actor knows it: all that is public, and of what is private its own.</param>
    /// <param name="self">The actor's index.</param>
    public ActorMind(Scenario brief, int self)
    {
        var actor = brief.Actors[self];
        Counsellors = actor.Consults && actor.Role == Role.Principal
            ? [.. Enumerable.Range(0, brief.Actors.Length).Where(other => IsBlockingRatifierOf(self, brief.Actors[other]))]
            : [];
        _block = new ActorBlock(brief, self);
        _talks = new TalksConduct(_block, Counsellors);
        _consent = new ConsentGiving(_block);
        _compliance = new Compliance(_block);
        _report = new ClosingReport(_block);
    }

    /// <summary>The ratifiers that the actor asks before it offers or accepts, by actor index; empty when it does not consult.</summary>
    public IReadOnlyList<int> Counsellors { get; }

    /// <summary>The actor's reply to its turn; rewritten at its next one.</summary>
    public Utterances Reply => _talks.Reply;

    /// <summary>A block begins: the actor makes up its mind in every replica.</summary>
    public void Begin(BlockSpec block)
    {
        _block.Begin(block);
        _talks.Begin();
    }

    /// <summary>
    /// The actor's turn in every active replica. False: it wants counsel first; put <see cref="Question()"/> to every one of
    /// <see cref="Counsellors"/> and go on with <see cref="Advise"/>.
    /// </summary>
    public bool Turn(TurnRequest request) => _talks.Take(request);

    /// <summary>What the actor asks its ratifiers. Rewritten by the next question.</summary>
    public ConsentRequest Question() => _talks.Question();

    /// <summary>Goes on with the turn when the ratifiers have answered, in the order of <see cref="Counsellors"/>. False: more questions.</summary>
    public bool Advise(IReadOnlyList<ConsentReply> replies) => _talks.Advise(replies);

    /// <summary>Whether the actor goes along with each text.</summary>
    /// <param name="request">The texts.</param>
    /// <param name="advice">What the ratifiers that the actor consults say about them, in the order of <see cref="Counsellors"/>; null: it does not ask.</param>
    public ConsentReply Consent(ConsentRequest request, IReadOnlyList<ConsentReply>? advice = null) => _consent.Answer(request, advice, Counsellors);

    /// <summary>What the actor asks its ratifiers before it answers to a tabled text. Rewritten by the next question.</summary>
    public ConsentRequest Question(ConsentRequest tabled) => _consent.Question(tabled, _talks.OwnSupport);

    /// <summary>One period in every replica asked about.</summary>
    public PeriodReply Period(PeriodRequest request) => _compliance.Answer(request);

    /// <summary>Reports to the driver.</summary>
    public CloseReply Close(CloseRequest request) => _report.Of(request);

    /// <summary>What it has written in its diary since the last page, for the driver. What is handed over is not kept.</summary>
    public DiaryPage TurnPage()
    {
        var page = new DiaryPage([.. _block.Diary]);
        _block.Diary.Clear();
        return page;
    }

    private static bool IsBlockingRatifierOf(int principal, Actor other) =>
        other.Role == Role.Ratifier && other.IfRefused == IfRefused.Blocks && (other.Of.IsEmpty || other.Of.Contains(principal));
}

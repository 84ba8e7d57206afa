using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>A principal at the table: its turns in all replicas of a block, and what it asks its ratifiers meanwhile.</summary>
/// <param name="block">The actor.</param>
/// <param name="counsellors">The ratifiers that it consults, by actor index.</param>
internal sealed class TurnTaking(AgentBlock block, int[] counsellors)
{
    private readonly Naming _naming = new(block);
    private readonly ConsentRequest _question = new() { Purpose = ConsentPurpose.Consultation };
    private List<int> _waiting = [];
    private List<int> _stillWaiting = [];
    private ulong[] _ownSupport = [];
    private TurnRequest? _turn;
    private int _refusedOutcomes;

    /// <summary>What the actor says; rewritten at its next turn.</summary>
    public Utterances Reply { get; private set; } = new(0, block.Components);

    /// <summary>Per slot the actor itself: whoever consults stands by the outcome it asks about, so its own pressure counts.</summary>
    public ulong[] OwnSupport
    {
        get
        {
            if (_ownSupport.Length < block.Spec.Count)
            {
                _ownSupport = new ulong[block.Spec.Count];
                Array.Fill(_ownSupport, 1UL << block.Self);
            }

            return _ownSupport;
        }
    }

    /// <summary>A block begins.</summary>
    public void Begin()
    {
        _refusedOutcomes = 0;
        if (Reply.Said.Length < block.Spec.Count)
        {
            Reply = new Utterances(block.Spec.Count, block.Components);
        }

        Reply.Clear();
        _naming.Begin(Reply);
    }

    /// <summary>
    /// The actor's turn in every active replica. False: it wants counsel first; put <see cref="Question"/> to every one of the counsellors and go on
    /// with <see cref="Advise"/>.
    /// </summary>
    public bool Take(TurnRequest request)
    {
        block.Listen(request.Announcements);
        StrikeOffRefused(request);
        _turn = request;
        _waiting.Clear();
        Reply.BeginTurn();
        HandOverObjected(request);
        var slots = block.Columns is { } columns ? columns.Take(request, Reply) : request.Active.AsSpan(0, request.ActiveCount);
        foreach (var slot in slots)
        {
            Abandonment.Look();
            var state = block.SettledStateAt(slot);
            Hearing.Hear(state, block, request);
            if (request.ListenOnly)
            {
                continue;
            }

            state.Consultation?.Clear();
            Listening(state, request);
            if (!TryDecide(state, request))
            {
                _waiting.Add(slot);
            }
        }

        return _waiting.Count == 0;
    }

    /// <summary>What the actor asks its ratifiers. Rewritten by the next question.</summary>
    public ConsentRequest Question()
    {
        var count = 0;
        foreach (var slot in _waiting)
        {
            count += block.StateAt(slot).Consultation!.Pending.Count;
        }

        if (_question.Active.Length < count)
        {
            _question.Ensure(2 * count, block.Components);
        }

        _question.Round = _turn!.Round;
        _question.ActiveCount = count;
        _question.Supporters = OwnSupport;
        _question.Announcements = _turn.Announcements;
        var at = 0;
        foreach (var slot in _waiting)
        {
            var pending = block.StateAt(slot).Consultation!.Pending;
            for (var i = 0; i < pending.Count; i++, at++)
            {
                _question.Active[at] = slot;
                pending[i].CopyTo(_question.Texts.AsSpan(at * block.Components));
            }
        }

        return _question;
    }

    /// <summary>Goes on with the turn when the ratifiers have answered, in the order of the counsellors. False: more questions.</summary>
    public bool Advise(IReadOnlyList<ConsentReply> replies)
    {
        for (var k = 0; k < _question.ActiveCount; k++)
        {
            var outcome = _question.Texts.AsSpan(k * block.Components, block.Components);
            var consultation = block.StateAt(_question.Active[k]).Consultation!;
            consultation.Note(outcome, Consultation.Refusing(replies, counsellors, k));
            HearObjections(consultation, outcome, k, replies);
        }

        _stillWaiting.Clear();
        foreach (var slot in _waiting)
        {
            Abandonment.Look();
            var state = block.StateAt(slot);
            state.Consultation!.Pending.Clear();
            if (!TryDecide(state, _turn!))
            {
                _stillWaiting.Add(slot);
            }
        }

        (_waiting, _stillWaiting) = (_stillWaiting, _waiting);
        return _waiting.Count == 0;
    }

    private bool TryDecide(AgentState state, TurnRequest request)
    {
        var slot = state.Slot;
        OfferChoice.Estimate(state, request.Seated[slot], block.Self);
        AskAboutStanding(state, request);
        var said = Turn.Take(new AgentTurn(block, state, request));
        if (said == Said.Nothing && state.Consultation!.Pending.Count == 0)
        {
            // The consultation went beyond its bound in the middle of a search: the turn, taken anew, says so.
            said = Turn.Take(new AgentTurn(block, state, request));
        }

        if (said == Said.Nothing)
        {
            return false;
        }

        Reply.Said[slot] = said;
        Reply.Round[slot] = request.Round;
        Reply.Event[slot] = state.WalkOutEvent;
        if (said == Said.Offer)
        {
            state.OwnOffer.CopyTo(Reply.Text(slot));
            state.Settings.Rule.Offered(state, state.OwnOffer);
        }

        Speak(state, request, said);
        return true;
    }

    /// <summary>The offer of somebody else that stands; empty where there is none.</summary>
    private ReadOnlySpan<ushort> Standing(TurnRequest request, int slot) =>
        request.Proposer[slot] is var proposer && proposer >= 0 && proposer != block.Self ? request.Board[proposer]!.Text(slot) : default;

    /// <summary>Whoever respects named lines looks at them one replica at a time; the columns know of none.</summary>
    private void HandOverObjected(TurnRequest request)
    {
        if (block.Columns is not { } columns || !request.Objections.IsAny || !Tactics.BargainingTactic.For(block.Actor.Tactic).RespectsLines)
        {
            return;
        }

        for (var k = 0; k < request.ActiveCount; k++)
        {
            var slot = request.Active[k];
            if (columns.Goes(slot) && !request.Objections.Of(slot).IsEmpty)
            {
                block.Unsettle(slot);
            }
        }
    }

    /// <summary>Ranks the red lines that the actor's offer respects, where there are any.</summary>
    private void Listening(AgentState state, TurnRequest request)
    {
        var respects = state.Settings.Rule.RespectsLines && (!request.Objections.Of(state.Slot).IsEmpty || state.Held.Length > 0);
        if (respects)
        {
            (state.Respected ??= new RespectedLines(block)).Rank(state, request);
        }
        else
        {
            state.Respected?.Forget();
        }
    }

    /// <summary>Ratifiers are asked about what stands, so that their objections can be named.</summary>
    private void AskAboutStanding(AgentState state, TurnRequest request)
    {
        if (state.Consultation is { } consultation && state.Settings.Tactic.NamesLines && Standing(request, state.Slot) is { IsEmpty: false } standing
            && !consultation.Passes(standing) && !consultation.IsRefused(standing))
        {
            consultation.Pending.Add(standing);
        }
    }

    /// <summary>Notes for which lines ratifiers would refuse what stands.</summary>
    private void HearObjections(Consultation consultation, ReadOnlySpan<ushort> outcome, int question, IReadOnlyList<ConsentReply> replies)
    {
        if (!outcome.SequenceEqual(Standing(_turn!, _question.Active[question])))
        {
            return;
        }

        for (var r = 0; r < replies.Count; r++)
        {
            if (replies[r].Answers[question] == Answer.RefusedLine)
            {
                consultation.StandingObjections.Add((counsellors[r], replies[r].RedLines[question], replies[r].RedLineVariants[question]));
                Reply.Publish(replies[r].Variants!);
            }
        }
    }

    /// <summary>Names the red lines that a rejected offer crosses, and takes back those that the actor now crosses itself.</summary>
    private void Speak(AgentState state, TurnRequest request, Said said)
    {
        var standing = Standing(request, state.Slot);
        var first = Reply.Objections.Count;
        if (said is Said.Offer or Said.Reject && !standing.IsEmpty && state.Settings.Tactic.NamesLines)
        {
            _naming.Object(state, standing, request.Round / (state.LastRound + 1.0), Reply);
        }

        if (said == Said.Offer || said.IsAcceptance())
        {
            _naming.Withdraw(state, said == Said.Offer ? state.OwnOffer : standing, request, Reply, first);
        }
    }

    private void StrikeOffRefused(TurnRequest request)
    {
        for (; _refusedOutcomes < request.RefusedSlots.Count; _refusedOutcomes++)
        {
            var outcome = CollectionsMarshal.AsSpan(request.RefusedTexts).Slice(_refusedOutcomes * block.Components, block.Components);
            block.Unsettle(request.RefusedSlots[_refusedOutcomes]).Excluded.Add(outcome);
        }
    }
}

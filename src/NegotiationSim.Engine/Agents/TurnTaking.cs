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
            block.StateAt(_question.Active[k]).Consultation!.Note(outcome, Consultation.Refusing(replies, counsellors, k));
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

        return true;
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

using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>The actor at the table.</summary>
public sealed partial class ActorMind
{
    private readonly List<int> _waiting = [];
    private readonly List<int> _stillWaiting = [];
    private ulong[] _ownSupport = [];
    private TurnRequest? _turn;
    private readonly ConsentRequest _question = new() { Purpose = ConsentPurpose.Consultation };

    /// <summary>The actor's reply to its turn; rewritten at its next one.</summary>
    public Utterances Reply => _said;

    /// <summary>
    /// The actor's turn in every active replica. False: it wants counsel first; put <see cref="Question()"/> to every one of
    /// <see cref="Counsellors"/> and go on with <see cref="Advise"/>.
    /// </summary>
    public bool Turn(TurnRequest request)
    {
        Listen(request.Announcements);
        StrikeOffRefused(request);
        _turn = request;
        _waiting.Clear();
        var slots = _plain is null ? request.Active.AsSpan(0, request.ActiveCount) : _plain.Turn(request, _said);
        foreach (var slot in slots)
        {
            Abandonment.Look();
            var seat = SeatAt(slot);
            Refresh(seat);
            if (Listens(seat))
            {
                Hear(seat, slot, request);
            }

            if (request.ListenOnly)
            {
                continue;
            }

            seat.Counsel?.Clear();
            if (!TryDecide(slot, seat, request))
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
            count += SeatAt(slot).Counsel!.Pending.Count;
        }

        if (_question.Active.Length < count)
        {
            _question.Ensure(2 * count, _components);
        }

        _question.Round = _turn!.Round;
        _question.ActiveCount = count;
        _question.Supporters = OwnSupport();
        _question.Announcements = _turn.Announcements;
        var at = 0;
        foreach (var slot in _waiting)
        {
            var pending = SeatAt(slot).Counsel!.Pending;
            for (var i = 0; i < pending.Count; i++, at++)
            {
                _question.Active[at] = slot;
                pending[i].CopyTo(_question.Texts.AsSpan(at * _components));
            }
        }

        return _question;
    }

    /// <summary>Goes on with the turn when the ratifiers have answered, in the order of <see cref="Counsellors"/>. False: more questions.</summary>
    public bool Advise(IReadOnlyList<ConsentReply> replies)
    {
        for (var k = 0; k < _question.ActiveCount; k++)
        {
            SeatAt(_question.Active[k]).Counsel!.Note(_question.Texts.AsSpan(k * _components, _components), RefusingCounsellor(replies, k));
        }

        _stillWaiting.Clear();
        foreach (var slot in _waiting)
        {
            SeatAt(slot).Counsel!.Pending.Clear();
            if (!TryDecide(slot, SeatAt(slot), _turn!))
            {
                _stillWaiting.Add(slot);
            }
        }

        _waiting.Clear();
        _waiting.AddRange(_stillWaiting);
        return _waiting.Count == 0;
    }

    /// <summary>Whoever consults stands by the text it asks about, so its own pressure counts.</summary>
    private ulong[] OwnSupport()
    {
        if (_ownSupport.Length < _block.Count)
        {
            _ownSupport = new ulong[_block.Count];
            Array.Fill(_ownSupport, 1UL << _self);
        }

        return _ownSupport;
    }

    private bool TryDecide(int slot, Seat seat, TurnRequest request)
    {
        var proposer = request.Proposer[slot];
        var standing = proposer >= 0 && proposer != _self ? request.Board[proposer]!.Text(slot) : [];
        OfferChoice.Estimate(seat, request.Seated[slot], _self, _brief.Space);
        if (Deliberation.Decide(seat, request.Round, standing, request.Supporters[slot], _pressure, _sampler) is not { } decision)
        {
            return false;
        }

        _said.Said[slot] = decision.Said;
        _said.Round[slot] = request.Round;
        _said.Event[slot] = seat.WalkOutEvent;
        if (decision.Said == Said.Offer)
        {
            seat.OwnText.CopyTo(_said.Text(slot));
            seat.Settings.Rule.Offered(seat, seat.OwnText);
        }

        if (_block.Tell)
        {
            _diary.Add(new DiaryEntry(
                slot, request.Round, 0, Phase.Talks, decision.StandingUtility, decision.OwnUtility, decision.Target, decision.Reason, (short)decision.RedLine, (sbyte)decision.Counterpart));
        }

        return true;
    }

    private void StrikeOffRefused(TurnRequest request)
    {
        for (; _refusedTexts < request.RefusedSlots.Count; _refusedTexts++)
        {
            var text = CollectionsMarshal.AsSpan(request.RefusedTexts).Slice(_refusedTexts * _components, _components);
            Unsettle(request.RefusedSlots[_refusedTexts]).Excluded.Add(text);
        }
    }
}

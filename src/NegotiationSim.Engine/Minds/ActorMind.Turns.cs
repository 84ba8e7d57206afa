using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Minds;

/// <summary>The actor at the table.</summary>
public sealed partial class ActorMind
{
    private readonly List<int> _waiting = [];
    private readonly List<(int Slot, ushort[] Text)> _asked = [];
    private TurnRequest? _turn;
    private ConsentRequest? _question;

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

    /// <summary>What the actor asks its ratifiers.</summary>
    public ConsentRequest Question()
    {
        _asked.Clear();
        foreach (var slot in _waiting)
        {
            var pending = SeatAt(slot).Counsel!.Pending;
            for (var i = 0; i < pending.Count; i++)
            {
                _asked.Add((slot, pending[i].ToArray()));
            }
        }

        _question = new ConsentRequest
        {
            Purpose = ConsentPurpose.Consultation,
            Round = _turn!.Round,
            Active = [.. _asked.Select(a => a.Slot)],
            ActiveCount = _asked.Count,
            Texts = [.. _asked.SelectMany(a => a.Text)],
            Supporters = ConsultationSupporters(),
            Announcements = _turn.Announcements,
        };
        return _question;
    }

    /// <summary>Goes on with the turn when the ratifiers have answered, in the order of <see cref="Counsellors"/>. False: more questions.</summary>
    public bool Advise(IReadOnlyList<ConsentReply> replies)
    {
        for (var k = 0; k < _asked.Count; k++)
        {
            var refusing = -1;
            for (var r = 0; r < replies.Count && refusing < 0; r++)
            {
                refusing = replies[r].Consents(k) ? -1 : Counsellors[r];
            }

            SeatAt(_asked[k].Slot).Counsel!.Note(_asked[k].Text, refusing);
        }

        var waiting = _waiting.ToArray();
        _waiting.Clear();
        foreach (var slot in waiting)
        {
            SeatAt(slot).Counsel!.Pending.Clear();
            if (!TryDecide(slot, SeatAt(slot), _turn!))
            {
                _waiting.Add(slot);
            }
        }

        return _waiting.Count == 0;
    }

    /// <summary>Whoever consults stands by the text it asks about, so its own pressure counts.</summary>
    private ulong[] ConsultationSupporters()
    {
        var supporters = new ulong[_block.Count];
        Array.Fill(supporters, 1UL << _self);
        return supporters;
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

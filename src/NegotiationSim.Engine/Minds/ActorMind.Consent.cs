using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// The actor asked about a finished text: a ratifier about a signed one (Putnam's level II), a ratifier that its principal consults, a principal about a
/// tabled one.
/// </summary>
public sealed partial class ActorMind
{
    private readonly ConsentReply _consent = new();
    private readonly ConsentRequest _tabledQuestion = new() { Purpose = ConsentPurpose.Consultation };

    /// <summary>Whether the actor goes along with each text.</summary>
    /// <param name="request">The texts.</param>
    /// <param name="advice">What the ratifiers that the actor consults say about them, in the order of <see cref="Counsellors"/>; null: it does not ask.</param>
    public ConsentReply Consent(ConsentRequest request, IReadOnlyList<ConsentReply>? advice = null)
    {
        Listen(request.Announcements);
        _consent.Ensure(request.ActiveCount);
        for (var k = 0; k < request.ActiveCount; k++)
        {
            var slot = request.Active[k];
            var seat = SeatAt(slot);
            Refresh(seat);
            var text = request.Texts.AsSpan(k * _components, _components);
            (_consent.Answers[k], _consent.RedLines[k]) = Answer(seat, slot, text, request, RefusingCounsellor(advice, k));
        }

        return _consent;
    }

    private (Answer Answer, short RedLine) Answer(Seat seat, int slot, ReadOnlySpan<ushort> text, ConsentRequest request, int refusing)
    {
        var attempt = (ulong)seat.RatificationsAsked;
        if (request.Purpose == ConsentPurpose.Ratification)
        {
            seat.RatificationsAsked++;
        }

        var judgment = Consenting.Judge(seat, text, request.Round);
        if (request.Purpose == ConsentPurpose.TabledText && seat.WalkOutEvent >= 0)
        {
            // Whoever has left the table signs nothing, whatever its patrons say.
            Write(slot, request, judgment, seat, ReasonKind.Event, -1);
            return (Blocks.Answer.RefusedWorth, -1);
        }

        var willing = judgment.IsWilling;
        var reason = judgment.Reason;

        // A referendum decides worth by chance; a red line it cannot cross.
        if (seat.Spread > 0 && reason != ReasonKind.CrossesRedLine && request.Purpose != ConsentPurpose.TabledText)
        {
            willing = Referendum.Passes(seat, judgment.Utility, request.Round, _referendumStream, attempt);
            reason = willing ? ReasonKind.None : ReasonKind.Referendum;
        }

        var answer = Answers(willing, reason);
        var patron = -1;
        if (!willing)
        {
            patron = _pressure.Overcomes(seat, _sampler, request.Supporters[slot], text);
            if (patron >= 0)
            {
                (answer, reason) = (Blocks.Answer.Pressed, ReasonKind.Pressed);
            }
        }

        if (refusing >= 0 && answer is (Blocks.Answer.Willing or Blocks.Answer.Pressed))
        {
            (answer, reason, patron) = (Blocks.Answer.RefusedByRatifier, ReasonKind.RatifierWouldRefuse, refusing);
        }

        Write(slot, request, judgment, seat, reason, patron);
        return (answer, (short)judgment.RedLine);
    }

    /// <summary>Writes an answer into the diary; consultations are not told.</summary>
    private void Write(int slot, ConsentRequest request, Judgment judgment, Seat seat, ReasonKind reason, int counterpart)
    {
        if (_block.Tell && request.Purpose != ConsentPurpose.Consultation)
        {
            var phase = request.Purpose == ConsentPurpose.Ratification ? Phase.Ratification : Phase.Talks;
            var bar = seat.Reservation.At(seat.Stance, request.Round);
            _diary.Add(new DiaryEntry(
                slot, request.Round, 0, phase, judgment.Utility, double.NaN, bar, reason, (short)judgment.RedLine, (sbyte)counterpart));
        }
    }

    /// <summary>What the actor asks its ratifiers before it answers to a tabled text. Rewritten by the next question.</summary>
    public ConsentRequest Question(ConsentRequest tabled)
    {
        _tabledQuestion.Round = tabled.Round;
        _tabledQuestion.Active = tabled.Active;
        _tabledQuestion.ActiveCount = tabled.ActiveCount;
        _tabledQuestion.Texts = tabled.Texts;
        _tabledQuestion.Supporters = OwnSupport();
        _tabledQuestion.Announcements = tabled.Announcements;
        return _tabledQuestion;
    }

    /// <summary>The first counsellor that refuses the k-th text, by actor index, or -1.</summary>
    private int RefusingCounsellor(IReadOnlyList<ConsentReply>? advice, int k)
    {
        for (var r = 0; advice is not null && r < advice.Count; r++)
        {
            if (!advice[r].Consents(k))
            {
                return Counsellors[r];
            }
        }

        return -1;
    }

    private static Answer Answers(bool willing, ReasonKind reason) => (willing, reason) switch
    {
        (true, _) => Blocks.Answer.Willing,
        (_, ReasonKind.CrossesRedLine) => Blocks.Answer.RefusedLine,
        (_, ReasonKind.Referendum) => Blocks.Answer.RefusedReferendum,
        _ => Blocks.Answer.RefusedWorth,
    };
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// The actor asked about a finished outcome: a ratifier about a signed one (Putnam's level II), a ratifier that its principal consults, a principal about a
/// tabled one.
/// </summary>
/// <param name="block">The actor.</param>
/// <param name="counsellors">The ratifiers that it consults, by actor index.</param>
internal sealed class ConsentReplies(AgentBlock block, int[] counsellors)
{
    private readonly ConsentReply _reply = new();
    private readonly ConsentRequest _question = new() { Purpose = ConsentPurpose.Consultation };
    private readonly LineForms _forms = new(block.Self);
    private readonly ulong _referendumStream = StreamName.Hash(StreamName.Ratification(block.Actor.Id));

    /// <summary>A block begins.</summary>
    public void Begin() => _forms.Begin();

    /// <summary>Whether the actor goes along with each outcome.</summary>
    /// <param name="request">The outcomes.</param>
    /// <param name="advice">What the ratifiers that the actor consults say about them; null: it does not ask.</param>
    public ConsentReply Answer(ConsentRequest request, IReadOnlyList<ConsentReply>? advice)
    {
        block.Listen(request.Announcements);
        _reply.Ensure(request.ActiveCount);
        for (var k = 0; k < request.ActiveCount; k++)
        {
            var state = block.SettledStateAt(request.Active[k]);
            var outcome = request.Texts.AsSpan(k * block.Components, block.Components);
            (_reply.Answers[k], _reply.RedLines[k]) = Answer(state, outcome, request, Consultation.Refusing(advice, counsellors, k));
            if (request.Purpose == ConsentPurpose.Consultation && _reply.Answers[k] == Blocks.Answer.RefusedLine)
            {
                _reply.RedLineVariants[k] = _forms.Of(_reply.RedLines[k], state.Profile.Line(_reply.RedLines[k]));
                _reply.Variants = _forms.Published;
            }
        }

        return _reply;
    }

    /// <summary>What the actor asks its ratifiers before it answers to a tabled outcome. Rewritten by the next question.</summary>
    public ConsentRequest Question(ConsentRequest tabled, ulong[] ownSupport)
    {
        _question.Round = tabled.Round;
        _question.Active = tabled.Active;
        _question.ActiveCount = tabled.ActiveCount;
        _question.Texts = tabled.Texts;
        _question.Supporters = ownSupport;
        _question.Announcements = tabled.Announcements;
        return _question;
    }

    private (Answer Answer, short RedLine) Answer(AgentState state, ReadOnlySpan<ushort> outcome, ConsentRequest request, int refusing)
    {
        var attempt = (ulong)state.RatificationsAsked;
        if (request.Purpose == ConsentPurpose.Ratification)
        {
            state.RatificationsAsked++;
        }

        var judgment = Judgment.Of(state, outcome, request.Round);
        if (request.Purpose == ConsentPurpose.TabledText && state.WalkOutEvent >= 0)
        {
            // Whoever has left the table signs nothing, whatever its patrons say.
            Note(request, judgment, state, ReasonKind.Event, -1);
            return (Blocks.Answer.RefusedWorth, -1);
        }

        var willing = judgment.IsWilling;
        var reason = judgment.Reason;

        // A referendum decides worth by chance; a red line it cannot cross.
        if (state.Spread > 0 && reason != ReasonKind.CrossesRedLine && request.Purpose != ConsentPurpose.TabledText)
        {
            willing = PassesReferendum(state, judgment.Utility, request.Round, attempt);
            reason = willing ? ReasonKind.None : ReasonKind.Referendum;
        }

        var answer = Answers(willing, reason);
        var patron = willing ? -1 : block.Pressure.Overcomes(state, block.Sampler, request.Supporters[state.Slot], outcome, request.Round);
        if (patron >= 0)
        {
            (answer, reason) = (Blocks.Answer.Pressed, ReasonKind.Pressed);
        }

        if (refusing >= 0 && answer is (Blocks.Answer.Willing or Blocks.Answer.Pressed))
        {
            (answer, reason, patron) = (Blocks.Answer.RefusedByRatifier, ReasonKind.RatifierWouldRefuse, refusing);
        }

        Note(request, judgment, state, reason, patron);
        return (answer, (short)judgment.RedLine);
    }

    /// <summary>
    /// A ratifier with a <c>spread</c> s is a referendum: it consents with probability 1 / (1 + exp(-(U - R) / s)), one draw per time it is asked.
    /// </summary>
    private bool PassesReferendum(AgentState state, double utility, int round, ulong attempt)
    {
        var margin = (utility - state.NoDealAt(round)) * state.FactorAt(round);
        return state.Draws.Happens(1 / (1 + PortableMath.Exp(-margin / state.Spread)), _referendumStream, attempt);
    }

    /// <summary>Writes an answer into the diary; consultations are not told.</summary>
    private void Note(ConsentRequest request, Judgment judgment, AgentState state, ReasonKind reason, int counterpart)
    {
        if (block.Spec.Tell && request.Purpose != ConsentPurpose.Consultation)
        {
            var phase = request.Purpose == ConsentPurpose.Ratification ? Phase.Ratification : Phase.Talks;
            var bar = state.NoDealAt(request.Round);
            block.Diary.Add(new DiaryEntry(
                state.Slot, request.Round, 0, phase, judgment.Utility, double.NaN, bar, reason, (short)judgment.RedLine, (sbyte)counterpart));
        }
    }

    private static Answer Answers(bool willing, ReasonKind reason) => (willing, reason) switch
    {
        (true, _) => Blocks.Answer.Willing,
        (_, ReasonKind.CrossesRedLine) => Blocks.Answer.RefusedLine,
        (_, ReasonKind.Referendum) => Blocks.Answer.RefusedReferendum,
        _ => Blocks.Answer.RefusedWorth,
    };
}

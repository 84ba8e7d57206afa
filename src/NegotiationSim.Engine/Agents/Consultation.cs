using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What a principal that consults has learnt this turn from its own ratifiers that would block: which outcomes they would let pass
/// and which they would refuse. A refusal counts as a red line. Answers hold for the turn only, since a ratifier's no-deal value moves.
/// Without consulting a refusal comes as a surprise (Putnam 1988: involuntary defection).
/// </summary>
internal sealed class Consultation
{
    /// <summary>Outcomes asked about at once while looking for one that passes.</summary>
    public const int Batch = 16;

    /// <summary>Questions after which a principal gives up for this turn and offers nothing.</summary>
    public const int MostQuestions = 4096;

    /// <summary>
    /// Outcomes looked at, asked about or not, after which it gives up as well: a search in which hardly anything is new to the ratifiers asks little and
    /// looks at much.
    /// </summary>
    public const int MostSteps = 1 << 17;

    private readonly OutcomeSet _passes;
    private readonly OutcomeSet _refused;

    public Consultation(int components)
    {
        _passes = new OutcomeSet(components);
        _refused = new OutcomeSet(components);
        Pending = new OutcomeSet(components);
    }

    /// <summary>Outcomes to ask about before the turn can go on.</summary>
    public OutcomeSet Pending { get; }

    /// <summary>The ratifier that refused last, by actor index, or -1.</summary>
    public int LastRefusal { get; private set; }

    /// <summary>The red lines for which ratifiers would refuse the standing offer: the ratifier, its line, and what that forbids (<see cref="LineVariants"/>).</summary>
    public List<(int Ratifier, int Line, int Variant)> StandingObjections { get; } = [];

    /// <summary>Counts turns: what was looked for in one goes on from answer to answer, and begins anew in the next.</summary>
    public int Turn { get; private set; }

    /// <summary>Outcomes looked at in this turn.</summary>
    public int Steps { get; private set; }

    /// <summary>Outcomes asked about in this turn.</summary>
    public int Questions => _passes.Count + _refused.Count;

    /// <summary>Draws of the random tactic that were off the table in this turn.</summary>
    public int Redraws { get; set; }

    /// <summary>Whether so much was asked or looked at this turn that the principal gives up.</summary>
    public bool IsExhausted => Questions >= MostQuestions || Steps >= MostSteps;

    /// <summary>Whether the turn cannot go on as it is: answers are missing, or the principal gives up.</summary>
    public bool IsHalted => Pending.Count > 0 || IsExhausted;

    /// <summary>The ratifiers that an actor asks before it offers or accepts, by actor index; none where it does not consult.</summary>
    public static int[] Counsellors(Scenario brief, int self) =>
        brief.Actors[self] is { Consults: true, Role: Role.Principal }
            ? [.. Enumerable.Range(0, brief.Actors.Length).Where(other => brief.Actors[other] is { Role: Role.Ratifier, IfRefused: IfRefused.Blocks } ratifier
                && (ratifier.Of.IsEmpty || ratifier.Of.Contains(self)))]
            : [];

    /// <summary>The first ratifier that refuses the k-th outcome, by actor index, or -1.</summary>
    /// <param name="replies">What the ratifiers say; null: they were not asked.</param>
    /// <param name="counsellors">The ratifiers, by actor index.</param>
    /// <param name="k">Which outcome.</param>
    public static int Refusing(IReadOnlyList<ConsentReply>? replies, int[] counsellors, int k)
    {
        for (var r = 0; replies is not null && r < replies.Count; r++)
        {
            if (!replies[r].Consents(k))
            {
                return counsellors[r];
            }
        }

        return -1;
    }

    public bool Passes(ReadOnlySpan<ushort> outcome) => _passes.Contains(outcome);

    public bool IsRefused(ReadOnlySpan<ushort> outcome) => _refused.Contains(outcome);

    /// <summary>Looks at another outcome; false where that is one too many.</summary>
    public bool TryStep() => ++Steps < MostSteps;

    /// <summary>Notes the ratifiers' answer on a pending outcome.</summary>
    public void Note(ReadOnlySpan<ushort> outcome, int refusingRatifier)
    {
        if (refusingRatifier < 0)
        {
            _passes.Add(outcome);
        }
        else
        {
            _refused.Add(outcome);
            LastRefusal = refusingRatifier;
        }
    }

    /// <summary>A new turn: nothing is known.</summary>
    public void Clear()
    {
        _passes.Clear();
        _refused.Clear();
        Pending.Clear();
        StandingObjections.Clear();
        LastRefusal = -1;
        (Steps, Redraws) = (0, 0);
        Turn++;
    }
}

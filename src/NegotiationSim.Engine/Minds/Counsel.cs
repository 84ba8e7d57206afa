using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// What a principal that consults has learnt this turn from its own ratifiers that would block: which texts they would let pass
/// and which they would refuse. A refusal counts as a red line. Answers hold for the turn only, since a ratifier's no-deal value moves.
/// Without consulting a refusal comes as a surprise (Putnam 1988: involuntary defection).
/// </summary>
internal sealed class Counsel
{
    /// <summary>Texts asked about at once while looking for one that passes.</summary>
    public const int Batch = 16;

    /// <summary>Questions after which a principal gives up for this turn and offers nothing.</summary>
    public const int MostQuestions = 4096;

    private readonly OutcomeSet _passes;
    private readonly OutcomeSet _refused;

    public Counsel(int components)
    {
        _passes = new OutcomeSet(components);
        _refused = new OutcomeSet(components);
        Pending = new OutcomeSet(components);
    }

    /// <summary>Texts to ask about before the turn can go on.</summary>
    public OutcomeSet Pending { get; }

    /// <summary>The ratifier that refused last, by actor index, or -1.</summary>
    public int LastRefusal { get; private set; }

    /// <summary>Whether so much was asked this turn that the principal gives up.</summary>
    public bool IsExhausted => _passes.Count + _refused.Count >= MostQuestions;

    public bool Passes(ReadOnlySpan<ushort> text) => _passes.Contains(text);

    public bool IsRefused(ReadOnlySpan<ushort> text) => _refused.Contains(text);

    /// <summary>Notes the ratifiers' answer on a pending text.</summary>
    public void Note(ReadOnlySpan<ushort> text, int refusingRatifier)
    {
        if (refusingRatifier < 0)
        {
            _passes.Add(text);
        }
        else
        {
            _refused.Add(text);
            LastRefusal = refusingRatifier;
        }
    }

    /// <summary>A new turn: nothing is known.</summary>
    public void Clear()
    {
        _passes.Clear();
        _refused.Clear();
        Pending.Clear();
        LastRefusal = -1;
    }
}

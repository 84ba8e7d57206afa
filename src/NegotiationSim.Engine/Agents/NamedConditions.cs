using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Agents;

/// <summary>What the red lines forbid that an actor has heard of, compiled once for all replicas in which a line takes the same form.</summary>
/// <param name="space">The outcomes.</param>
internal sealed class NamedConditions(OutcomeSpace space)
{
    private readonly List<Heard> _owners = [];

    /// <summary>What a named line forbids.</summary>
    /// <param name="line">The line.</param>
    /// <param name="board">What everybody said, with what the lines forbid.</param>
    public ConcreteCondition Of(in StandingObjection line, Utterances?[] board) => Of(line.Owner, line.Variant, board[line.Last]!.Variants);

    /// <summary>What a line forbids that takes a form.</summary>
    /// <param name="owner">Whose line it is.</param>
    /// <param name="variant">The form's number.</param>
    /// <param name="published">What lines forbid, by their owners.</param>
    public ConcreteCondition Of(int owner, int variant, List<LineVariants> published)
    {
        var variants = Find(published, owner);
        var heard = HeardOf(owner);
        if (heard.Epoch != variants.Epoch)
        {
            heard.Forms.Clear();
            heard.Epoch = variants.Epoch;
        }

        for (var k = heard.Forms.Count; k <= variant; k++)
        {
            heard.Forms.Add(ConcreteCondition.Compile(variants[k], space, static _ => double.NaN));
        }

        return heard.Forms[variant];
    }

    private static LineVariants Find(List<LineVariants> variants, int owner)
    {
        foreach (var candidate in variants)
        {
            if (candidate.Owner == owner)
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("A red line was named without saying what it forbids.");
    }

    private Heard HeardOf(int owner)
    {
        foreach (var heard in _owners)
        {
            if (heard.Owner == owner)
            {
                return heard;
            }
        }

        _owners.Add(new Heard(owner));
        return _owners[^1];
    }

    private sealed class Heard(int owner)
    {
        public int Owner => owner;

        public int Epoch { get; set; }

        public List<ConcreteCondition> Forms { get; } = [];
    }
}

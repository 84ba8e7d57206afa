using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="OfferBook"/> of an actor whose utility is a sum over issues and nothing else, that has no red lines, over a space in which no outcome is infeasible. Per slot it keeps
/// the terms of that sum, which lie close together: what one outcome is worth is added up when it is asked for.
/// </summary>
internal abstract class AdditiveBook : OfferBook
{
    private readonly int[] _offset;
    private double[] _terms = [];

    /// <summary>A book for an actor whose utility <see cref="IsAdditive"/>.</summary>
    protected AdditiveBook(AgentBlock owner)
        : base(owner)
    {
        Layout = Profile.Utility.Layout;
        _offset = [.. Enumerable.Range(0, Layout.ComponentCount).Select(Layout.Offset)];
    }

    protected ComponentLayout Layout { get; }

    /// <summary>Components of an outcome.</summary>
    protected int Components => _offset.Length;

    /// <summary>The additions of <see cref="UtilityTable.Evaluate"/>; an issue without weight adds nothing either way.</summary>
    public sealed override double Worth(int slot, ReadOnlySpan<ushort> outcome)
    {
        var terms = Terms(slot);
        var offset = _offset.AsSpan(0, outcome.Length);
        var utility = 0.0;
        for (var c = 0; c < outcome.Length; c++)
        {
            utility += terms[offset[c] + outcome[c]];
        }

        return utility;
    }

    public override void Fetch(int slot) => MemoryAhead.Fetch(_terms, slot * Layout.TableLength, Layout.TableLength);

    /// <summary>Whether an actor's utility is a sum over issues and nothing else, whatever is drawn, and every outcome may be signed.</summary>
    protected static bool IsAdditive(Scenario brief, Actor actor) =>
        brief.Infeasible.IsEmpty && actor.RedLines.IsEmpty
        && actor.Preferences is { NormaliseWeights: true, Linkages.IsEmpty: true } && !brief.Space.Issues.Any(issue => issue is SetIssue);

    protected sealed override void Open(BlockSpec block)
    {
        if (_terms.Length < block.Count * Layout.TableLength)
        {
            _terms = new double[block.Count * Layout.TableLength];
            Reserve(block.Count);
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            MoveTo(block, slot, []);
            Profile.Utility.AllTerms.CopyTo(_terms.AsSpan(slot * Layout.TableLength, Layout.TableLength));
            Fill(slot);
        }
    }

    /// <summary>The terms of a component in a slot, a value each.</summary>
    protected ReadOnlySpan<double> Terms(int slot, int component) =>
        _terms.AsSpan(slot * Layout.TableLength + _offset[component], Layout.ValueCount(component));

    /// <summary>Makes room for so many slots.</summary>
    protected abstract void Reserve(int slots);

    /// <summary>Works a slot out, whose terms are there.</summary>
    protected abstract void Fill(int slot);

    private ReadOnlySpan<double> Terms(int slot) => _terms.AsSpan(slot * Layout.TableLength, Layout.TableLength);
}

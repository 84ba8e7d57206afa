using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="OfferBook"/> over a space too large to list: the offer search of every slot's own profile, asked only where the last answer no
/// longer stands. What the others offer is judged every turn: where utility is a sum over issues and nothing else, its terms lie by slot in a flat
/// array, for a profile is a graph of objects, and a block's worth of them fits no cache.
/// </summary>
internal sealed class SearchBook : OfferBook
{
    private readonly AgentBlock _owner;
    private readonly ComponentLayout _layout;
    private readonly int[] _offset;
    private readonly bool _isSum;
    private PreferenceProfile[] _profile = [];
    private ushort[] _cheapest = [];
    private double[] _terms = [];

    /// <summary>A book for an actor.</summary>
    public SearchBook(AgentBlock owner)
        : base(owner)
    {
        var space = owner.Brief.Space;
        _owner = owner;
        _layout = new ComponentLayout(space);
        _offset = [.. Enumerable.Range(0, _layout.ComponentCount).Select(_layout.Offset)];
        _isSum = SumsBook.IsSum(space, owner.Actor);
    }

    public override double Cheapest(int slot, double target, out double above)
    {
        var search = _profile[slot].Search;
        var isFound = search.CheapestAtOrAbove(target, 0, Cheapest(slot), out var utility);
        above = search.StandsAbove;
        return isFound ? utility : double.NaN;
    }

    public override void Write(int slot, double utility, Span<ushort> outcome) => Cheapest(slot).CopyTo(outcome);

    public override double Worth(int slot, ReadOnlySpan<ushort> outcome)
    {
        if (!_isSum)
        {
            return _profile[slot].FirstCrossed(outcome) >= 0 ? double.NaN : _profile[slot].Utility.Evaluate(outcome);
        }

        return SumsBook.Worth(Terms(slot), _offset, outcome);
    }

    protected override void Open(BlockSpec block)
    {
        if (_profile.Length < block.Count)
        {
            _profile = new PreferenceProfile[block.Count];
            _cheapest = new ushort[block.Count * _offset.Length];
            _terms = _isSum ? new double[block.Count * _layout.TableLength] : [];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            var profile = _owner.StateAt(slot).Profile;
            _profile[slot] = profile;
            if (_isSum)
            {
                profile.Utility.AllTerms.CopyTo(Terms(slot));
            }

            Best[slot] = profile.Search.Best(0, Cheapest(slot), out var best) ? best : double.NaN;
            Worst[slot] = profile.Search.WorstFeasible();
            WorthOfLike[slot] = Like.IsEmpty ? double.NaN : profile.Utility.Evaluate(Like.Span);
        }
    }

    private Span<ushort> Cheapest(int slot) => _cheapest.AsSpan(slot * _offset.Length, _offset.Length);

    private Span<double> Terms(int slot) => _terms.AsSpan(slot * _layout.TableLength, _layout.TableLength);
}

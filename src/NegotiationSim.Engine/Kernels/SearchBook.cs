using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// An <see cref="OfferBook"/> over a space too large to list: the offer search of every slot's own stance, asked only where the last answer no
/// longer stands. What the others offer is judged every turn: where utility is a sum over issues and nothing else, its terms lie by slot in a flat
/// array, for a stance is a graph of objects, and a block's worth of them fits no cache.
/// </summary>
internal sealed class SearchBook : OfferBook
{
    private readonly Func<int, Seat> _seatAt;
    private readonly ComponentLayout _layout;
    private readonly int[] _offset;
    private readonly bool _isSum;
    private Stance[] _stance = [];
    private ushort[] _cheapest = [];
    private double[] _terms = [];

    /// <summary>A book for an actor.</summary>
    /// <param name="space">The outcomes.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="seatAt">The actor in a slot.</param>
    /// <param name="like">The outcome that the actor's no-deal value is like, where it is.</param>
    public SearchBook(OutcomeSpace space, Actor actor, Func<int, Seat> seatAt, ReadOnlyMemory<ushort> like)
        : base(like)
    {
        _seatAt = seatAt;
        _layout = new ComponentLayout(space);
        _offset = [.. Enumerable.Range(0, _layout.ComponentCount).Select(_layout.Offset)];
        _isSum = SumsBook.IsSum(space, actor);
    }

    /// <inheritdoc/>
    public override double Cheapest(int slot, double target, out double above)
    {
        var search = _stance[slot].Search;
        var isFound = search.CheapestAtOrAbove(target, 0, Text(slot), out var utility);
        above = search.StandsAbove;
        return isFound ? utility : double.NaN;
    }

    /// <inheritdoc/>
    public override void Write(int slot, double utility, Span<ushort> text) => Text(slot).CopyTo(text);

    /// <inheritdoc/>
    public override double Worth(int slot, ReadOnlySpan<ushort> text)
    {
        if (!_isSum)
        {
            return _stance[slot].FirstCrossed(text) >= 0 ? double.NaN : _stance[slot].Utility.Evaluate(text);
        }

        return SumsBook.Worth(Terms(slot), _offset, text);
    }

    /// <inheritdoc/>
    protected override void Open(BlockSpec block)
    {
        if (_stance.Length < block.Count)
        {
            _stance = new Stance[block.Count];
            _cheapest = new ushort[block.Count * _offset.Length];
            _terms = _isSum ? new double[block.Count * _layout.TableLength] : [];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            var stance = _seatAt(slot).Stance;
            _stance[slot] = stance;
            if (_isSum)
            {
                stance.Utility.AllTerms.CopyTo(Terms(slot));
            }

            Best[slot] = stance.Search.Best(0, Text(slot), out var best) ? best : double.NaN;
            Worst[slot] = stance.Search.WorstFeasible();
            WorthOfLike[slot] = Like.IsEmpty ? double.NaN : stance.Utility.Evaluate(Like.Span);
        }
    }

    private Span<ushort> Text(int slot) => _cheapest.AsSpan(slot * _offset.Length, _offset.Length);

    private Span<double> Terms(int slot) => _terms.AsSpan(slot * _layout.TableLength, _layout.TableLength);
}

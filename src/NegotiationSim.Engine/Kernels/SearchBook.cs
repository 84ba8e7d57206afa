using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// An <see cref="OfferBook"/> over a space too large to list: the offer search of every slot's own stance, asked only where the last answer no
/// longer stands.
/// </summary>
/// <param name="seatAt">The actor in a slot.</param>
/// <param name="components">Components of an outcome.</param>
/// <param name="like">The outcome that the actor's no-deal value is like, where it is.</param>
internal sealed class SearchBook(Func<int, Seat> seatAt, int components, ReadOnlyMemory<ushort> like) : OfferBook(like)
{
    private Stance[] _stance = [];
    private ushort[] _cheapest = [];

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
    public override double Worth(int slot, ReadOnlySpan<ushort> text) =>
        _stance[slot].FirstCrossed(text) >= 0 ? double.NaN : _stance[slot].Utility.Evaluate(text);

    /// <inheritdoc/>
    protected override void Open(BlockSpec block)
    {
        if (_stance.Length < block.Count)
        {
            _stance = new Stance[block.Count];
            _cheapest = new ushort[block.Count * components];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            var stance = seatAt(slot).Stance;
            _stance[slot] = stance;
            Best[slot] = stance.Search.Best(0, Text(slot), out var best) ? best : double.NaN;
            Worst[slot] = stance.Search.WorstFeasible();
            WorthOfLike[slot] = Like.IsEmpty ? double.NaN : stance.Utility.Evaluate(Like.Span);
        }
    }

    private Span<ushort> Text(int slot) => _cheapest.AsSpan(slot * components, components);
}

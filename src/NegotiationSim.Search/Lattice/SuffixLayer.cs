namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The distinct sums that suffixes of one length can still add, per state of the conditions and class of final states: ascending, with how many ways there are to each.
/// </summary>
internal sealed class SuffixLayer : LatticeLayer<SuffixLayer>
{
    public double[] Sum = [];
    public double[] Ways = [];
    public double[] WaysFrom = [];

    protected override int Room => Sum.Length;

    protected override void SwapEntries(SuffixLayer other)
    {
        (Sum, other.Sum) = (other.Sum, Sum);
        (Ways, other.Ways) = (other.Ways, Ways);
        (WaysFrom, other.WaysFrom) = (other.WaysFrom, WaysFrom);
    }

    protected override void CopyEntries(SuffixLayer from, int count)
    {
        from.Sum.AsSpan(0, count).CopyTo(Sum);
        from.Ways.AsSpan(0, count).CopyTo(Ways);
        from.WaysFrom.AsSpan(0, count).CopyTo(WaysFrom);
    }

    protected override void Resize(int room)
    {
        Array.Resize(ref Sum, room);
        Array.Resize(ref Ways, room);
        Array.Resize(ref WaysFrom, room);
    }

    public void AddUp(int start, int end)
    {
        var ways = 0.0;
        for (var i = end - 1; i >= start; i--)
        {
            ways += Ways[i];
            WaysFrom[i] = ways;
        }
    }
}

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The distinct sums that suffixes of one length can still add, per state of the conditions and class of final states: ascending, with how many ways there are to each.
/// </summary>
internal sealed class SuffixLayer
{
    public int Count;
    public int[] GroupStart = [];
    public double[] Sum = [];
    public double[] Ways = [];
    public double[] WaysFrom = [];

    // As of prefixes.
    private const int Roomy = 1 << 14;
    private const int Slack = 8;

    [ThreadStatic]
    private static SuffixLayer? t_transit;

    public void TakeRoom(SuffixLayer other)
    {
        if (other.Sum.Length > Sum.Length)
        {
            Swap(other);
        }
    }

    public void GiveRoom(SuffixLayer other)
    {
        var needed = Count + Count / Slack;
        if (Sum.Length < Roomy || needed > Sum.Length / 4 * 3)
        {
            return;
        }

        var large = t_transit ??= new SuffixLayer();
        large.Swap(this);
        var fits = other.Sum.Length >= Count && other.Sum.Length <= 2 * needed;
        if (fits)
        {
            Swap(other);
        }

        Reserve(needed, 0);
        large.Sum.AsSpan(0, Count).CopyTo(Sum);
        large.Ways.AsSpan(0, Count).CopyTo(Ways);
        large.WaysFrom.AsSpan(0, Count).CopyTo(WaysFrom);
        other.Swap(large);
        if (!fits)
        {
            t_transit = null;
        }
    }

    private void Swap(SuffixLayer other)
    {
        (Sum, other.Sum) = (other.Sum, Sum);
        (Ways, other.Ways) = (other.Ways, Ways);
        (WaysFrom, other.WaysFrom) = (other.WaysFrom, WaysFrom);
    }

    public void Reserve(int count, int groups)
    {
        if (Sum.Length < count)
        {
            var size = Math.Max(count, Sum.Length * 2);
            Array.Resize(ref Sum, size);
            Array.Resize(ref Ways, size);
            Array.Resize(ref WaysFrom, size);
        }

        if (GroupStart.Length < groups + 1)
        {
            Array.Resize(ref GroupStart, Math.Max(groups + 1, GroupStart.Length * 2));
        }
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

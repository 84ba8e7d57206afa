namespace NegotiationSim.Search.Lattice;

/// <summary>
/// A layer of a lattice: entries by group, in arrays of which a layer has large ones while it is built and small ones afterwards. A space of hundreds of components has as many layers,
/// so the large arrays are handed on from one to the next.
/// </summary>
/// <typeparam name="TLayer">The kind of layer.</typeparam>
internal abstract class LatticeLayer<TLayer>
    where TLayer : LatticeLayer<TLayer>, new()
{
    /// <summary>From room for so many entries on a layer gives away what it does not need.</summary>
    private const int Roomy = 1 << 14;

    // What a layer needs differs a little from one negotiation to the next: an eighth is left, so that room is found once.
    private const int Slack = 8;

    // Room on its way from one layer to another; empty in between.
    [ThreadStatic]
    private static TLayer? t_transit;

    public int Count;

    /// <summary>Where the entries of a group start; one more at the end.</summary>
    public int[] GroupStart = [];

    /// <summary>For how many entries there is room.</summary>
    protected abstract int Capacity { get; }

    public void ReserveGroups(int count) => Room.Reserve(ref GroupStart, count + 1);

    public void Reserve(int count)
    {
        if (Capacity < count)
        {
            Resize(Math.Max(count, Capacity * 2));
        }
    }

    /// <summary>Takes over the room of another layer where that is larger.</summary>
    public void TakeRoom(TLayer other)
    {
        if (other.Capacity > Capacity)
        {
            SwapEntries(other);
        }
    }

    /// <summary>Gives the room away that its entries do not need. Of the entries only what <see cref="CopyEntries"/> copies is kept.</summary>
    public void GiveRoom(TLayer other)
    {
        var needed = Count + Count / Slack;
        if (Capacity < Roomy || needed > Capacity / 4 * 3)
        {
            return;
        }

        var large = t_transit ??= new TLayer();
        SwapEntries(large);
        var fits = other.Capacity >= Count && other.Capacity <= 2 * needed;
        if (fits)
        {
            SwapEntries(other);
        }

        Reserve(needed);
        CopyEntries(large, Count);
        other.SwapEntries(large);
        if (!fits)
        {
            t_transit = null;
        }
    }

    /// <summary>Whether an entry is kept when a group is thinned evenly over its range: the first and the last, and the first of each of some cells.</summary>
    /// <param name="number">The entry's number.</param>
    /// <param name="isEnd">Whether it is the first or the last of its group.</param>
    /// <param name="low">The least number of the group.</param>
    /// <param name="width">How wide a cell is.</param>
    /// <param name="cell">The last entry's cell; receives this one's.</param>
    public static bool IsKept(double number, bool isEnd, double low, double width, ref double cell)
    {
        var own = width > 0 ? Math.Floor((number - low) / width) : 0;
        var isKept = isEnd || own > cell;
        cell = own;
        return isKept;
    }

    protected abstract void Resize(int room);

    protected abstract void SwapEntries(TLayer other);

    protected abstract void CopyEntries(TLayer from, int count);
}

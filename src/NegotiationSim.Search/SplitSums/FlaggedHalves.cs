using System.Numerics;

namespace NegotiationSim.Search.SplitSums;

/// <summary>
/// The left halves that <see cref="NearbySums"/> has flagged, one after the other, so that <see cref="SortedSums.TryNearest"/> goes through them without a branch. A batch over 17 million outcomes plays a tenth more for it. Needed only
/// within a call.
/// </summary>
internal sealed class FlaggedHalves
{
    private int[] _left = [];
    private double[] _sum = [];
    private int _count;

    /// <summary>Which they are, ascending.</summary>
    public ReadOnlySpan<int> Lefts => _left.AsSpan(0, _count);

    /// <summary>Their sums, with <see cref="SortedSums.None"/> behind them up to a whole <see cref="SortedSums.Row"/>.</summary>
    public ReadOnlySpan<double> Sums => _sum.AsSpan(0, Padded(_count));

    /// <summary>Takes the halves from which a sum may be seen within the window above a bound.</summary>
    /// <param name="nearby">Was filled with these halves.</param>
    /// <param name="halves">The sums of all left halves.</param>
    /// <param name="bound">What left half and sum are to reach together.</param>
    public void Take(NearbySums nearby, ReadOnlySpan<double> halves, double bound)
    {
        Room.Reserve(ref _left, halves.Length);
        Room.Reserve(ref _sum, Padded(halves.Length));
        var count = 0;
        for (var first = 0; first < halves.Length; first += NearbySums.Together)
        {
            for (var flags = nearby.Flag(first, bound); flags != 0; flags &= flags - 1)
            {
                var left = first + BitOperations.TrailingZeroCount(flags);
                _left[count] = left;
                _sum[count++] = halves[left];
            }
        }

        _count = count;
        _sum.AsSpan(count, Padded(count) - count).Fill(SortedSums.None);
    }

    private static int Padded(int count) => (count + SortedSums.Row - 1) / SortedSums.Row * SortedSums.Row;
}

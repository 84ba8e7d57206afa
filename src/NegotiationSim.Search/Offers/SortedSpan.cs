namespace NegotiationSim.Search.Offers;

internal static class SortedSpan
{
    /// <summary>The first place of a sorted range whose number is at or above a bound; <paramref name="end"/> where there is none.</summary>
    public static int AtOrAbove(ReadOnlySpan<double> sorted, int start, int end, double bound)
    {
        while (start < end)
        {
            var middle = (start + end) >>> 1;
            if (sorted[middle] >= bound)
            {
                end = middle;
            }
            else
            {
                start = middle + 1;
            }
        }

        return start;
    }
}

using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>What a component can add to a party's utility.</summary>
internal static class SideBounds
{
    public static double Most(Slice slice, int component, int party)
    {
        var most = double.NegativeInfinity;
        for (var at = party; at < slice.Terms[component].Length; at += slice.PartyCount)
        {
            most = Math.Max(most, slice.Terms[component][at]);
        }

        return most;
    }

    public static double Least(Slice slice, int component, int party)
    {
        var least = double.PositiveInfinity;
        for (var at = party; at < slice.Terms[component].Length; at += slice.PartyCount)
        {
            least = Math.Min(least, slice.Terms[component][at]);
        }

        return least;
    }
}

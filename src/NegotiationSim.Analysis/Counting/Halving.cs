using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>Parts the components that have a choice left into two sides: about as many combinations on each, and few couplings across.</summary>
internal static class Halving
{
    public static (int[] First, int[] Second) Of(Slice slice)
    {
        int[] open = [.. Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Values[c].Length > 1).OrderByDescending(c => slice.Values[c].Length).ThenBy(c => c)];
        var side = new bool[slice.ComponentCount];
        var (first, second) = (0.0, 0.0);
        foreach (var c in open)
        {
            var size = Math.Log2(slice.Values[c].Length);
            side[c] = second < first;
            (first, second) = side[c] ? (first, second + size) : (first + size, second);
        }

        var parting = new Parting(slice, open, side);
        while (parting.Improve())
        {
        }

        // What couplings hang on is listed even where it has no choice.
        var closed = slice.Couplings.SelectMany(coupling => coupling.Components).Where(c => slice.Values[c].Length == 1).Distinct();
        return ([.. open.Where(c => !side[c]).Concat(closed).Order()], [.. open.Where(c => side[c]).Order()]);
    }
}

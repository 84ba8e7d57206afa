using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>Parts the components that have a choice left into two sides: about as many combinations on each, and few couplings across.</summary>
internal static class Halving
{
    /// <summary>What a coupling across costs, in powers of two of combinations.</summary>
    private const double CrossingCost = 0.5;

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

        var cost = Cost(slice, open, side);
        while (Improve(slice, open, side, ref cost))
        {
        }

        // What couplings hang on is listed even where it has no choice.
        var closed = slice.Couplings.SelectMany(coupling => coupling.Components).Where(c => slice.Values[c].Length == 1).Distinct();
        return ([.. open.Where(c => !side[c]).Concat(closed).Order()], [.. open.Where(c => side[c]).Order()]);
    }

    /// <summary>Moves one component or swaps two, where that is better.</summary>
    private static bool Improve(Slice slice, int[] open, bool[] side, ref double cost)
    {
        for (var i = 0; i < open.Length; i++)
        {
            side[open[i]] ^= true;
            for (var j = i; j < open.Length; j++)
            {
                // With itself: a move. With one of the other side: a swap.
                if (j > i && side[open[j]] != side[open[i]])
                {
                    continue;
                }

                side[open[j]] ^= j > i;
                var changed = Cost(slice, open, side);
                if (changed < cost - 1e-9)
                {
                    cost = changed;
                    return true;
                }

                side[open[j]] ^= j > i;
            }

            side[open[i]] ^= true;
        }

        return false;
    }

    private static double Cost(Slice slice, int[] open, bool[] side)
    {
        var (first, second) = (0.0, 0.0);
        foreach (var c in open)
        {
            var size = Math.Log2(slice.Values[c].Length);
            (first, second) = side[c] ? (first, second + size) : (first + size, second);
        }

        var crossing = slice.Couplings.Count(coupling => coupling.Components.Any(c => side[c]) && coupling.Components.Any(c => !side[c]));
        return Math.Max(first, second) + Math.Log2(1 + Math.Pow(2, -Math.Abs(first - second))) + CrossingCost * crossing;
    }
}

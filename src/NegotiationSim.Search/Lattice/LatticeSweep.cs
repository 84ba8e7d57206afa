namespace NegotiationSim.Search.Lattice;

/// <summary>Two pointers along a lattice's two sides: for every prefix the suffix with which it comes next to a bound.</summary>
internal static class LatticeSweep
{
    /// <summary>What is done with a prefix and the place of its suffix sum.</summary>
    public interface IVisitor
    {
        /// <summary>Sees a prefix.</summary>
        /// <param name="prefix">The prefix.</param>
        /// <param name="kind">The class of outcomes.</param>
        /// <param name="place">The suffix sum that brings it next to the bound.</param>
        /// <param name="key">The prefix's own approximate utility.</param>
        /// <param name="sums">The suffix sums.</param>
        /// <param name="start">The first of those that may follow the prefix.</param>
        /// <param name="end">Behind the last of them.</param>
        void Visit(int prefix, int kind, int place, double key, ReadOnlySpan<double> sums, int start, int end);
    }

    /// <summary>Runs up the prefixes and down the suffixes along the sums at or just above a bound.</summary>
    public static void Up<TVisitor>(OfferLattice lattice, int kind, double low, ref TVisitor visitor)
        where TVisitor : struct, IVisitor
    {
        var layer = lattice.Prefixes.Last;
        var depth = lattice.Prefixes.Depth;
        var sums = lattice.Suffixes.Sums(depth);
        for (var state = 0; state < lattice.Automaton.StateCount(depth); state++)
        {
            var (start, end) = lattice.Suffixes.Range(depth, kind, state);
            var place = end;
            for (var i = layer.GroupStart[state]; i < layer.GroupStart[state + 1] && start < end; i++)
            {
                var key = layer.Key[i];
                while (place > start && key + sums[place - 1] >= low)
                {
                    place--;
                }

                if (place < end)
                {
                    visitor.Visit(i, kind, place, key, sums, start, end);
                }
            }
        }
    }

    /// <summary>Runs down the prefixes along the sums at or just below a bound, best first.</summary>
    public static void Down<TVisitor>(OfferLattice lattice, int kind, double high, ref TVisitor visitor)
        where TVisitor : struct, IVisitor
    {
        var layer = lattice.Prefixes.Last;
        var depth = lattice.Prefixes.Depth;
        var sums = lattice.Suffixes.Sums(depth);
        for (var state = 0; state < lattice.Automaton.StateCount(depth); state++)
        {
            var (start, end) = lattice.Suffixes.Range(depth, kind, state);
            var place = start - 1;
            for (var i = layer.GroupStart[state + 1] - 1; i >= layer.GroupStart[state] && start < end; i--)
            {
                var key = layer.Key[i];
                while (place + 1 < end && key + sums[place + 1] <= high)
                {
                    place++;
                }

                if (place >= start)
                {
                    visitor.Visit(i, kind, place, key, sums, start, end);
                }
            }
        }
    }
}

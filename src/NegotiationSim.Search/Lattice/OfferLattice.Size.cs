namespace NegotiationSim.Search.Lattice;

/// <summary>How large the two sides grow, and when they are thinned.</summary>
internal sealed partial class OfferLattice
{
    /// <summary>
    /// Masses of outcomes that differ by roundings only, as round numbers make them, would have to be told apart anew in every query. Their
    /// distinct exact sums are few, so the exact side goes on beyond the middle as long as it hardly grows.
    /// </summary>
    private void DeepenWhereAlike()
    {
        if (_isThinned || (double)Layout.Space.Count <= MuchAlike * Prefixes.Last.Count * Suffixes.Count)
        {
            return;
        }

        while (Prefixes.Depth < Layout.ComponentCount && (long)Prefixes.Last.Count * Layout.ValueCount(Prefixes.Depth) <= MostDeepened)
        {
            var count = Prefixes.Last.Count;
            Prefixes.Extend();
            if (Prefixes.Last.Count > HardlyGrown * count)
            {
                Prefixes.Retreat();
                return;
            }
        }
    }

    /// <summary>
    /// Whether outcomes that differ by roundings only are so many that to tell them apart takes seconds in every query: a set of hundreds of members with attitudes of three decimals.
    /// A question of the lattice alone, so that every replica is answered alike.
    /// </summary>
    private bool IsTooAlike()
    {
        var any = new ushort[Layout.ComponentCount];
        if (!ThinnedQuery.Begin(this, 0, 1).Greatest(double.NegativeInfinity, double.PositiveInfinity, any, out var best, out _))
        {
            return false;
        }

        for (var k = 1; k < Tried; k++)
        {
            if (LatticeQuery.Begin(this, 0, 1).TakesMoreThan(MostSteps, _worst + (best - _worst) * k / Tried))
            {
                return true;
            }
        }

        return false;
    }

    private void ExtendSmaller()
    {
        var ahead = Layout.ValueCount(Prefixes.Depth);
        var behind = Layout.ValueCount(Suffixes.First - 1);
        var extendsPrefixes = (long)Prefixes.Last.Count * ahead <= (long)Suffixes.Count * behind;
        if (extendsPrefixes)
        {
            if (IsTooLarge(Prefixes.Last.Count, ahead, out var most))
            {
                Prefixes.Thin(most);
            }

            Prefixes.Extend();
            return;
        }

        if (IsTooLarge(Suffixes.Count, behind, out var mostSums))
        {
            Suffixes.Thin(mostSums);
        }

        Suffixes.Extend();
    }

    private bool IsTooLarge(int count, int values, out int most)
    {
        var (exact, thinned) = Layout.ComponentCount > ManyComponents ? (MostEntriesOfMany, ThinnedEntriesOfMany) : (MostEntries, ThinnedEntries);
        _isThinned |= (long)count * values > exact;
        most = Math.Max(thinned / values, FewestThinned);
        return _isThinned && count > most;
    }
}

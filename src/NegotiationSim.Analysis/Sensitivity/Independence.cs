namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Whether the ending depends on an input at all: Pearson's X2 of the table of bins and endings. A test of many cells finds less than one of few, so bins beside each other are joined until there are at most 16, and on
/// to 8 while a cell is expected to hold fewer than 5 replicas. Where one still is, the distribution of X2 is not chi-squared and is found by permutation: tables with the same margins, as often as it takes.
/// Sources: Pearson, Philosophical Magazine 50 (1900); Cochran, "Some methods for strengthening the common chi-squared tests", Biometrics 10 (1954), for the 5; Besag and Clifford, "Sequential Monte Carlo p-values",
/// Biometrika 78 (1991), for stopping once enough tables were as uneven.
/// </summary>
internal static class Independence
{
    private const int MostBins = 16;
    private const int FewestBins = 8;
    private const double LeastExpected = 5;
    private const int EnoughAsUneven = 20;

    /// <summary>Tests.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="name">The input's name, for the stream of the permutation.</param>
    /// <param name="tests">How many inputs are tested with this one: the smallest p-value that a permutation can find is below the first threshold of <see cref="Holm"/>.</param>
    /// <returns>The p-value, and whether it is by permutation.</returns>
    public static (double PValue, bool IsByPermutation) Test(ContingencyTable table, ulong seed, string name, int tests)
    {
        if (table.Bins < 2 || table.Classes < 2)
        {
            return (1, false);
        }

        while (table.Bins > MostBins || (table.Bins > FewestBins && table.LeastExpected < LeastExpected))
        {
            table = table.Joined();
        }

        var found = ContingencyTable.Pearson(table.Counts, table.BinTotals, table.ClassTotals, table.Total);
        return table.LeastExpected >= LeastExpected
            ? (ChiSquared.Above(found, (table.Bins - 1) * (table.Classes - 1)), false)
            : (Permute(table, found, new SeededStream(seed, "sensitivity.permutation." + name), 40 * Math.Max(25, tests)), true);
    }

    private static double Permute(ContingencyTable table, double found, SeededStream stream, int most)
    {
        var counts = new long[table.Bins * table.Classes];
        var asUneven = 0;

        // Tables that are exactly as uneven must count as such, whatever rounding makes of them.
        var threshold = found * (1 - 1e-12);
        for (var made = 1; made <= most; made++)
        {
            Shuffle(table, counts, stream);
            if (ContingencyTable.Pearson(counts, table.BinTotals, table.ClassTotals, table.Total) >= threshold && ++asUneven == EnoughAsUneven)
            {
                return (double)asUneven / made;
            }
        }

        return (asUneven + 1.0) / (most + 1.0);
    }

    /// <summary>A table with the same margins, as likely as if the endings had been dealt out to the replicas anew.</summary>
    internal static void Shuffle(ContingencyTable table, long[] counts, SeededStream stream)
    {
        var left = (long[])table.ClassTotals.Clone();
        var all = table.Total;
        for (var bin = 0; bin < table.Bins; bin++)
        {
            var (room, rest) = (table.BinTotals[bin], all);
            for (var c = 0; c < table.Classes; c++)
            {
                var count = c == table.Classes - 1 ? room : CountDraws.Hypergeometric(stream, rest, left[c], room);
                counts[bin * table.Classes + c] = count;
                rest -= left[c];
                room -= count;
            }

            for (var c = 0; c < table.Classes; c++)
            {
                left[c] -= counts[bin * table.Classes + c];
            }

            all -= table.BinTotals[bin];
        }
    }
}

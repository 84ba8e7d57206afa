namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// What share of the ending an input explains by itself: Goodman and Kruskal's tau of bins and endings, its bias taken off, with a bootstrap interval. Tau over bins is the first-order Sobol' index of a vector output, the
/// endings as vectors of zeros and a one: the variances of the conditional probabilities, added up over the endings, over the variances of the endings, added up likewise.
/// Sources: Goodman and Kruskal, "Measures of association for cross classifications", JASA 49 (1954), 732-764; Gamboa, Janon, Klein and Lagnoux, "Sensitivity analysis for multidimensional and functional outputs",
/// Electronic Journal of Statistics 8 (2014), 575-603 (arXiv 1311.1797, 2013).
/// </summary>
internal static class EndingIndex
{
    /// <summary>Resamples: the ends of an interval are then known to about a twentieth of its width, and a hundred inputs take less than a second.</summary>
    private const int Resamples = 200;

    /// <summary>The index with its interval.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="name">The input's name, for the stream of the bootstrap.</param>
    public static IndexEstimate Of(ContingencyTable table, ulong seed, string name)
    {
        if (table.Bins < 2 || table.Classes < 2)
        {
            return default;
        }

        // A replica that is drawn again from the batch falls into each cell with the cell's share: so the cells of a resample are multinomial, and no replica need be kept.
        var stream = new SeededStream(seed, "sensitivity.bootstrap." + name);
        var (value, plain) = (table.Tau(), table.PlainTau());
        var resampled = new double[Resamples];
        var (counts, bins, classes) = (new long[table.Counts.Length], new long[table.Bins], new long[table.Classes]);
        for (var b = 0; b < Resamples; b++)
        {
            Resample(table, counts, stream);
            Array.Clear(bins);
            Array.Clear(classes);
            for (var i = 0; i < counts.Length; i++)
            {
                bins[i / table.Classes] += counts[i];
                classes[i % table.Classes] += counts[i];
            }

            // The resamples scatter about the plain index, for that is the index of what they are drawn from; about 0 where the estimate is below it, for no index is.
            resampled[b] = Math.Max(0, value) + (ContingencyTable.Tau(counts, bins, classes, table.Total) - plain);
        }

        return IndexEstimate.OfResamples(value, resampled);
    }

    private static void Resample(ContingencyTable table, long[] counts, SeededStream stream)
    {
        var (left, weight) = (table.Total, (double)table.Total);
        for (var i = 0; i < counts.Length; i++)
        {
            var count = table.Counts[i];
            counts[i] = i == counts.Length - 1 ? left : CountDraws.Binomial(stream, left, Math.Min(1, count / weight));
            left -= counts[i];
            weight -= count;
        }
    }
}

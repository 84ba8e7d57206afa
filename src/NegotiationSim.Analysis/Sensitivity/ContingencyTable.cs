namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>How many replicas of each bin of an input ended in each class. Bins and classes into which nothing falls are left out.</summary>
internal sealed class ContingencyTable
{
    private readonly long[] _counts;

    /// <summary>A table.</summary>
    /// <param name="counts">The counts, bin after bin; each bin and each class holds something.</param>
    /// <param name="classes">How many classes, at least 1.</param>
    private ContingencyTable(long[] counts, int classes)
    {
        (_counts, Classes) = (counts, classes);
        Bins = counts.Length / classes;
        BinTotals = new long[Bins];
        ClassTotals = new long[classes];
        for (var i = 0; i < counts.Length; i++)
        {
            BinTotals[i / classes] += counts[i];
            ClassTotals[i % classes] += counts[i];
            Total += counts[i];
        }
    }

    public int Bins { get; }

    public int Classes { get; }

    public long Total { get; }

    public long[] BinTotals { get; }

    public long[] ClassTotals { get; }

    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The smallest count that independence would lead to expect in a cell.</summary>
    public double LeastExpected => Total == 0 ? 0 : (double)BinTotals.Min() * ClassTotals.Min() / Total;

    /// <summary>A table without what nothing falls into.</summary>
    /// <param name="counts">The counts, bin after bin.</param>
    /// <param name="classes">How many classes there are in it.</param>
    public static ContingencyTable Of(ReadOnlySpan<long> counts, int classes)
    {
        var (bins, used) = (new List<int>(), new List<int>());
        for (var bin = 0; bin < counts.Length / classes; bin++)
        {
            if (counts.Slice(bin * classes, classes).ContainsAnyExcept(0))
            {
                bins.Add(bin);
            }
        }

        for (var c = 0; c < classes; c++)
        {
            var column = c;
            if (Sum(counts, bins, classes, column) > 0)
            {
                used.Add(c);
            }
        }

        var kept = new long[bins.Count * used.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = counts[bins[i / used.Count] * classes + used[i % used.Count]];
        }

        return new ContingencyTable(kept, Math.Max(1, used.Count));
    }

    /// <summary>The same table with two bins that are beside each other in one.</summary>
    public ContingencyTable Joined()
    {
        var joined = new long[(Bins + 1) / 2 * Classes];
        for (var i = 0; i < _counts.Length; i++)
        {
            joined[i / Classes / 2 * Classes + i % Classes] += _counts[i];
        }

        return new ContingencyTable(joined, Classes);
    }

    /// <summary>
    /// Goodman and Kruskal's tau with its bias taken off. Tau is the share of the classes' variance (the sum over classes of p (1 - p)) that the bins explain; for an input that explains nothing its mean is
    /// (M - 1) / (n - 1) exactly, for M bins and n replicas, and in general (1 - tau) times that is added. It may come out below 0.
    /// </summary>
    public static double Tau(ReadOnlySpan<long> counts, ReadOnlySpan<long> bins, ReadOnlySpan<long> classes, long total) => Adjust(PlainTau(counts, bins, classes, total), bins.Length, total);

    /// <summary>Tau of this table, its bias taken off.</summary>
    public double Tau() => Tau(_counts, BinTotals, ClassTotals, Total);

    /// <summary>Tau of this table as it is, which is that of a population of these proportions.</summary>
    public double PlainTau() => PlainTau(_counts, BinTotals, ClassTotals, Total);

    /// <summary>Pearson's X2.</summary>
    public static double Pearson(ReadOnlySpan<long> counts, ReadOnlySpan<long> bins, ReadOnlySpan<long> classes, long total)
    {
        var sum = 0.0;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            for (var c = 0; c < classes.Length; c++)
            {
                double count = counts[bin * classes.Length + c];
                sum += count * count / ((double)bins[bin] * classes[c]);
            }
        }

        return Math.Max(0, total * (sum - 1));
    }

    /// <summary>Takes the bias off: (tau - b) / (1 - b) with b = (bins - 1) / (n - 1).</summary>
    internal static double Adjust(double tau, int bins, long total)
    {
        var bias = total > bins ? (bins - 1.0) / (total - 1.0) : 1;
        return bias < 1 ? (tau - bias) / (1 - bias) : 0;
    }

    private static double PlainTau(ReadOnlySpan<long> counts, ReadOnlySpan<long> bins, ReadOnlySpan<long> classes, long total)
    {
        var (known, base0) = (0.0, 0.0);
        foreach (var count in classes)
        {
            base0 += (double)count * count;
        }

        for (var bin = 0; bin < bins.Length; bin++)
        {
            if (bins[bin] == 0)
            {
                continue;
            }

            var squares = 0.0;
            for (var c = 0; c < classes.Length; c++)
            {
                double count = counts[bin * classes.Length + c];
                squares += count * count;
            }

            known += squares / bins[bin];
        }

        base0 /= total;
        return total - base0 > 0 ? (known - base0) / (total - base0) : 0;
    }

    private static long Sum(ReadOnlySpan<long> counts, List<int> bins, int classes, int column)
    {
        var sum = 0L;
        foreach (var bin in bins)
        {
            sum += counts[bin * classes + column];
        }

        return sum;
    }
}

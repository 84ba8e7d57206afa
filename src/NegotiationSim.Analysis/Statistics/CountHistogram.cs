namespace NegotiationSim.Analysis.Statistics;

/// <summary>Counts of whole numbers from 0 up. Everything it tells is exact and independent of the order in which the numbers came.</summary>
public sealed class CountHistogram
{
    private long[] _counts = new long[64];

    /// <summary>How many numbers were counted.</summary>
    public long Total { get; private set; }

    /// <summary>How often a number occurred.</summary>
    public long this[int value] => value < _counts.Length ? _counts[value] : 0;

    /// <summary>Counts a number of at least 0.</summary>
    public void Add(int value)
    {
        if (value >= _counts.Length)
        {
            Array.Resize(ref _counts, Math.Max(2 * _counts.Length, value + 1));
        }

        _counts[value]++;
        Total++;
    }

    /// <summary>Mean and quantiles; null where nothing was counted.</summary>
    public Spread? Spread() => Total == 0 ? null : new Spread(Mean(), Quantile(5), Quantile(50), Quantile(95));

    /// <summary>Writes all counts.</summary>
    public void Save(BinaryWriter writer)
    {
        var used = _counts.Length;
        while (used > 0 && _counts[used - 1] == 0)
        {
            used--;
        }

        writer.Write(used);
        for (var value = 0; value < used; value++)
        {
            writer.Write7BitEncodedInt64(_counts[value]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty histogram.</summary>
    public void Restore(BinaryReader reader)
    {
        var used = reader.ReadInt32();
        _counts = new long[Math.Max(64, used)];
        Total = 0;
        for (var value = 0; value < used; value++)
        {
            Total += _counts[value] = reader.Read7BitEncodedInt64();
        }
    }

    private double Mean()
    {
        Int128 sum = 0;
        for (var value = 0; value < _counts.Length; value++)
        {
            sum += (Int128)_counts[value] * value;
        }

        return (double)sum / Total;
    }

    private int Quantile(int percent)
    {
        var left = Statistics.Spread.Rank(percent, Total);
        for (var value = 0; ; value++)
        {
            left -= _counts[value];
            if (left <= 0)
            {
                return value;
            }
        }
    }
}

namespace NegotiationSim.Analysis.Statistics;

/// <summary>
/// The mean and the quantiles of real numbers in memory that does not grow with their number. Numbers are sorted into cells 1/8192 of a power of two wide (0.012% of the
/// number at most) and each cell keeps its smallest number. So a quantile is always a number that occurred; it is exact where the numbers of its cell are all equal, as where
/// preferences are certain, and else at most 0.012% below the exact one. Quantiles do not depend on the order of the numbers; the mean is summed in the order in which they come.
/// </summary>
public sealed class ValueHistogram
{
    /// <summary>Bits of the mantissa that tell cells apart.</summary>
    private const int CellBits = 13;

    private const int CellsPerPage = 1 << CellBits;

    /// <summary>A page per sign and power of two of a single-precision number.</summary>
    private const int Pages = 512;

    private readonly Page?[] _pages = new Page?[Pages];
    private double _sum;

    /// <summary>How many numbers were counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a number that is not NaN.</summary>
    public void Add(double value)
    {
        var cell = CellOf(value);
        var page = _pages[cell >> CellBits] ??= new Page();
        var at = cell & (CellsPerPage - 1);
        if (page.Counts[at]++ == 0 || value < page.Least[at])
        {
            page.Least[at] = value;
        }

        _sum += value;
        Total++;
    }

    /// <summary>Mean and quantiles; null where nothing was counted.</summary>
    public Spread? Spread() => Total == 0 ? null : new Spread(_sum / Total, Quantile(5), Quantile(50), Quantile(95));

    /// <summary>Writes all cells.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Total);
        writer.Write(_sum);
        for (var p = 0; p < Pages; p++)
        {
            if (_pages[p] is not { } page)
            {
                continue;
            }

            writer.Write((short)p);
            writer.Write(CellsPerPage - page.Counts.AsSpan().Count(0L));
            for (var cell = 0; cell < CellsPerPage; cell++)
            {
                if (page.Counts[cell] > 0)
                {
                    writer.Write((short)cell);
                    writer.Write7BitEncodedInt64(page.Counts[cell]);
                    writer.Write(page.Least[cell]);
                }
            }
        }

        writer.Write((short)-1);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty histogram.</summary>
    public void Restore(BinaryReader reader)
    {
        Total = reader.ReadInt64();
        _sum = reader.ReadDouble();
        for (int p = reader.ReadInt16(); p >= 0; p = reader.ReadInt16())
        {
            var page = _pages[p] = new Page();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var cell = reader.ReadInt16();
                page.Counts[cell] = reader.Read7BitEncodedInt64();
                page.Least[cell] = reader.ReadDouble();
            }
        }
    }

    /// <summary>Cells in ascending order of their numbers: the bits of the single-precision number, made to sort like it.</summary>
    private static int CellOf(double value)
    {
        // Adding zero makes the two zeros one.
        var bits = BitConverter.SingleToUInt32Bits((float)(value + 0.0));
        var ordered = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return (int)(ordered >> (32 - 9 - CellBits));
    }

    private double Quantile(int percent)
    {
        var left = Statistics.Spread.Rank(percent, Total);
        foreach (var page in _pages)
        {
            for (var cell = 0; page is not null && cell < CellsPerPage; cell++)
            {
                left -= page.Counts[cell];
                if (left <= 0)
                {
                    return page.Least[cell];
                }
            }
        }

        throw new InvalidOperationException("the cells hold fewer numbers than were counted");
    }

    private sealed class Page
    {
        public long[] Counts { get; } = new long[CellsPerPage];

        public double[] Least { get; } = new double[CellsPerPage];
    }
}

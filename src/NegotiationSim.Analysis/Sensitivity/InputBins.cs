using System.Collections.Immutable;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// How the values of an input are sorted into bins. A category has a bin per value, and so has a number that takes few values; any other number has bins that about equally many replicas fall into. Where these end is told by
/// the batch's first replicas and then stays, so that a replica is sorted when it comes and need not be kept. A value that is missing (NaN) has a bin of its own behind all others.
/// </summary>
internal sealed class InputBins
{
    /// <summary>A number with no more different values than this has a bin for each.</summary>
    public const int FewValues = 16;

    /// <summary>The most bins: a share of 1/64 of the replicas still shows an optimum within the range of an input.</summary>
    private const int MostBins = 64;

    private const int FewestBins = 4;

    /// <summary>So many replicas make a bin worth having.</summary>
    private const int ReplicasPerBin = 100;

    private readonly double[] _edges;

    private InputBins(double[] edges, ImmutableArray<double> centres, bool isOrdered, bool isByValue)
    {
        (_edges, Centres, IsOrdered, IsByValue) = (edges, centres, isOrdered, isByValue);
    }

    /// <summary>How many bins there are, that of missing values among them.</summary>
    public int Count => _edges.Length + 2;

    /// <summary>The last bin, of missing values.</summary>
    public int Missing => _edges.Length + 1;

    /// <summary>A typical value of each bin but the last: the median of the first replicas' values in it.</summary>
    public ImmutableArray<double> Centres { get; }

    /// <summary>Whether one bin is above another, as for numbers; the branches of an event have no order.</summary>
    public bool IsOrdered { get; }

    /// <summary>Whether each value has a bin.</summary>
    public bool IsByValue { get; }

    /// <summary>The lower end of a bin, which is not in it; minus infinity for the first.</summary>
    public double Low(int bin) => bin == 0 ? double.NegativeInfinity : _edges[bin - 1];

    /// <summary>The upper end, which is in it; infinity for the last of numbers.</summary>
    public double High(int bin) => bin >= _edges.Length ? double.PositiveInfinity : _edges[bin];

    /// <summary>How many bins of a number suit so many replicas: a power of two from 4 to 64, with 100 replicas in each where there are enough.</summary>
    public static int CountFor(long replicas)
    {
        var bins = MostBins;
        while (bins > FewestBins && replicas / ReplicasPerBin < bins)
        {
            bins /= 2;
        }

        return bins;
    }

    /// <summary>The bins of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Its values in the first replicas.</param>
    /// <param name="bins">How many bins a number has.</param>
    public static InputBins Of(InputColumn column, ReadOnlySpan<double> first, int bins)
    {
        if (!column.Labels.IsEmpty)
        {
            return new InputBins(
                [.. Enumerable.Range(0, column.Labels.Length - 1).Select(k => k + 0.5)],
                [.. Enumerable.Range(0, column.Labels.Length).Select(k => (double)k)],
                column.Labels.Length == 2,
                isByValue: true);
        }

        var values = new double[first.Length];
        var count = 0;
        foreach (var value in first)
        {
            // Adding zero makes the two zeros one.
            values[count] = value + 0.0;
            count += double.IsNaN(value) ? 0 : 1;
        }

        Array.Resize(ref values, count);
        Array.Sort(values);
        var (edges, isByValue) = Edges(values, bins);
        return new InputBins(edges, Medians(values, edges), isOrdered: true, isByValue);
    }

    /// <summary>The bin of a value.</summary>
    public int Of(double value)
    {
        if (double.IsNaN(value))
        {
            return Missing;
        }

        // The first edge that is not below the value.
        var (low, high) = (0, _edges.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_edges[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static (double[] Edges, bool IsByValue) Edges(double[] sorted, int bins)
    {
        var few = new List<double>(FewValues + 1);
        for (var i = 0; i < sorted.Length && few.Count <= FewValues; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                few.Add(sorted[i]);
            }
        }

        return few.Count switch
        {
            0 => ([], true),

            // What was always the same so far may be another in a later replica.
            1 => ([Math.BitDecrement(few[0]), few[0]], true),
            <= FewValues => ([.. few.Zip(few.Skip(1), Between)], true),
            _ => ([.. Enumerable.Range(1, bins - 1).Select(k => sorted[(int)((long)k * sorted.Length / bins)]).Where(edge => edge < sorted[^1]).Distinct()], false),
        };
    }

    private static double Between(double low, double high) => low / 2 + high / 2 is var middle && middle >= low && middle < high ? middle : low;

    private static ImmutableArray<double> Medians(double[] sorted, double[] edges)
    {
        var medians = ImmutableArray.CreateBuilder<double>(edges.Length + 1);
        var from = 0;
        for (var bin = 0; bin <= edges.Length; bin++)
        {
            var to = from;
            while (to < sorted.Length && (bin == edges.Length || sorted[to] <= edges[bin]))
            {
                to++;
            }

            medians.Add(to > from ? sorted[(from + to) / 2] : edges.Length == 0 ? double.NaN : edges[Math.Min(bin, edges.Length - 1)]);
            from = to;
        }

        return medians.ToImmutable();
    }
}

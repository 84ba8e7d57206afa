using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Counts how replicas end by the values of their inputs. Its memory depends on the number of inputs and not of replicas: the first replicas are kept, to tell where bins end and for nearest neighbours; of those that follow
/// only counts are. What it comes to depends on nothing but the replicas.
/// </summary>
public sealed class SensitivityTally
{
    /// <summary>The replicas that are kept at most, and at least where a scenario has very many inputs.</summary>
    private const int MostKept = 8192;

    private const int FewestKept = 1024;

    /// <summary>Numbers that are kept at most, all inputs together, as far as that leaves enough replicas.</summary>
    private const int MostNumbers = 1 << 22;

    private static readonly int s_endings = Enum.GetValues<Ending>().Length;
    private static readonly ulong s_unused = StreamName.Hash("sensitivity.unused");

    private readonly long[] _totals = new long[s_endings];
    private readonly int _bins;
    private readonly long[][] _counts;
    private readonly double[] _chunk;
    private ImmutableArray<InputBins> _sorted = [];

    /// <summary>An empty tally.</summary>
    /// <param name="inputs">The inputs (<see cref="InputColumn.Of"/>); one that nothing uses is added.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="expected">How many replicas there will be; more of them have finer bins.</param>
    public SensitivityTally(ImmutableArray<InputColumn> inputs, ulong seed, long expected)
    {
        Seed = seed;
        Columns = inputs.Add(new InputColumn(InputColumn.UnusedPath, InputKind.Unused, []));
        _bins = InputBins.CountFor(expected);
        var kept = (int)Math.Clamp(MostNumbers / Columns.Length, FewestKept, MostKept);
        Kept = new InputRows(Columns.Length, (int)Math.Clamp(expected, 1, kept));
        _chunk = new double[Kept.Capacity];
        _counts = new long[Columns.Length][];
    }

    /// <summary>Replicas so far.</summary>
    public long Runs { get; private set; }

    internal ulong Seed { get; }

    /// <summary>The inputs, and the one that nothing uses as the last.</summary>
    internal ImmutableArray<InputColumn> Columns { get; }

    /// <summary>The first replicas.</summary>
    internal InputRows Kept { get; }

    /// <summary>How many ended so, by ending.</summary>
    internal ReadOnlySpan<long> Totals => _totals;

    /// <summary>Adds the next replicas of the batch.</summary>
    /// <param name="rows">Their inputs, in the order in which they were given here, and their endings.</param>
    /// <exception cref="ArgumentException">There are more or fewer inputs.</exception>
    public void Add(InputRows rows)
    {
        if (rows.Values.Length != Columns.Length - 1)
        {
            throw new ArgumentException($"There are {Columns.Length - 1} inputs and not {rows.Values.Length}.", nameof(rows));
        }

        for (var from = 0; from < rows.Count;)
        {
            var count = Math.Min(rows.Count - from, Kept.Count < Kept.Capacity ? Kept.Capacity - Kept.Count : _chunk.Length);
            if (Kept.Count < Kept.Capacity)
            {
                Keep(rows, from, count);
            }
            else
            {
                Count(rows, from, count);
            }

            from += count;
        }
    }

    /// <summary>The bins of an input; the first replicas are sorted into them where that was not done yet.</summary>
    internal InputBins Bins(int input)
    {
        Sort();
        return _sorted[input];
    }

    /// <summary>How many replicas ended how, by the bin of an input: an entry per bin and ending.</summary>
    internal ReadOnlySpan<long> Counts(int input)
    {
        Sort();
        return _counts[input];
    }

    private void Keep(InputRows rows, int from, int count)
    {
        for (var i = 0; i < rows.Values.Length; i++)
        {
            rows.Values[i].AsSpan(from, count).CopyTo(Kept.Values[i].AsSpan(Kept.Count));
        }

        FillUnused(Kept.Values[^1].AsSpan(Kept.Count, count));
        rows.Endings.AsSpan(from, count).CopyTo(Kept.Endings.AsSpan(Kept.Count));
        Kept.Count += count;
        CountEndings(rows.Endings.AsSpan(from, count));
    }

    private void Count(InputRows rows, int from, int count)
    {
        Sort();
        var endings = rows.Endings.AsSpan(from, count);
        for (var i = 0; i < rows.Values.Length; i++)
        {
            Count(i, rows.Values[i].AsSpan(from, count), endings);
        }

        FillUnused(_chunk.AsSpan(0, count));
        Count(Columns.Length - 1, _chunk.AsSpan(0, count), endings);
        CountEndings(endings);
    }

    private void CountEndings(ReadOnlySpan<Ending> endings)
    {
        foreach (var ending in endings)
        {
            _totals[(int)ending]++;
        }

        Runs += endings.Length;
    }

    private void Count(int input, ReadOnlySpan<double> values, ReadOnlySpan<Ending> endings)
    {
        var (bins, counts) = (_sorted[input], _counts[input]);
        for (var k = 0; k < values.Length; k++)
        {
            counts[bins.Of(values[k]) * s_endings + (int)endings[k]]++;
        }
    }

    private void FillUnused(Span<double> values)
    {
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = new ReplicaDraws(Seed, Runs + k).Uniform(s_unused);
        }
    }

    /// <summary>Sorts the first replicas into bins, once they are all there or there will be no more.</summary>
    private void Sort()
    {
        if (!_sorted.IsEmpty)
        {
            return;
        }

        _sorted = [.. Columns.Select((column, i) => InputBins.Of(column, Kept.Values[i].AsSpan(0, Kept.Count), _bins))];
        for (var i = 0; i < Columns.Length; i++)
        {
            _counts[i] = new long[_sorted[i].Count * s_endings];
            Count(i, Kept.Values[i].AsSpan(0, Kept.Count), Kept.Endings.AsSpan(0, Kept.Count));
        }
    }
}

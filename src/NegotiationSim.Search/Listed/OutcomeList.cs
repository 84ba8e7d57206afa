using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Listed;

/// <summary>
/// Lists the utilities of all outcomes of a small space, in enumeration order. Every entry is what <see cref="UtilityTable.Evaluate"/> gives:
/// issue after issue, one addition at a time.
/// Immutable; threads may share it.
/// </summary>
internal sealed class OutcomeList
{
    private const int Lanes = 8;

    // Scratch is a thread's, not a list's: a block holds thousands of lists.
    [ThreadStatic]
    private static Scratch? t_scratch;

    private readonly ComponentLayout _layout;
    private readonly int _longestIssue;

    public OutcomeList(ComponentLayout layout)
    {
        _layout = layout;
        Length = OutcomeScan.Padded(layout.Listed);
        _longestIssue = Enumerable.Range(0, layout.IssueCount)
            .Max(issue => layout.IsSet(issue) ? 1 << layout.ComponentsOf(issue) : layout.ValueCount(layout.FirstComponent(issue)));
    }

    /// <summary>How long a list is: whole vectors, with NaN behind the last outcome.</summary>
    public int Length { get; }

    /// <summary>Writes the list of a sealed table.</summary>
    public void Fill(UtilityTable table, Span<double> list)
    {
        var scratch = Scratch.For(Length, _longestIssue);
        var prefixes = scratch.Even.AsSpan();
        prefixes[0] = 0;
        var count = 1;
        for (var issue = 0; issue < _layout.IssueCount; issue++)
        {
            var target = issue == _layout.IssueCount - 1 ? list : issue % 2 == 0 ? scratch.Odd : scratch.Even;
            var terms = _layout.IsSet(issue) ? Subsets(table, issue, scratch.Subset) : table.Terms(_layout.FirstComponent(issue));
            if (table.Share[issue] == 0)
            {
                Repeat(prefixes[..count], terms.Length, target);
            }
            else
            {
                Extend(prefixes[..count], terms, scratch.Terms, target);
            }

            count *= terms.Length;
            prefixes = target;
        }

        list[count..].Fill(double.NaN);
        AddConditions(table, list);
        for (var i = 0; table.Capped && i < count; i++)
        {
            list[i] = Math.Min(1, list[i]);
        }
    }

    /// <summary>Puts NaN where any of the conditions holds.</summary>
    public void Forbid(ReadOnlySpan<ConcreteCondition> conditions, Span<double> list)
    {
        foreach (var condition in conditions)
        {
            foreach (var index in condition.Matches(_layout))
            {
                list[index] = double.NaN;
            }
        }
    }

    /// <summary>Each prefix with each of the next issue's values: prefix + term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Extend(ReadOnlySpan<double> prefixes, ReadOnlySpan<double> terms, double[] padded, Span<double> target)
    {
        terms.CopyTo(padded);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(padded.AsSpan(0, OutcomeScan.Padded(terms.Length)));
        var prefix = 0;
        var at = 0;

        // Vector stores run over into the place of the next prefix, which is written after. The last ones, which would run over the end, are written singly.
        for (; at + vectors.Length * Lanes <= target.Length && prefix < prefixes.Length; prefix++, at += terms.Length)
        {
            var sum = Vector512.Create(prefixes[prefix]);
            for (var v = 0; v < vectors.Length; v++)
            {
                (sum + vectors[v]).CopyTo(target[(at + v * Lanes)..]);
            }
        }

        for (; prefix < prefixes.Length; prefix++, at += terms.Length)
        {
            for (var v = 0; v < terms.Length; v++)
            {
                target[at + v] = prefixes[prefix] + terms[v];
            }
        }
    }

    /// <summary>Each prefix as often as the next issue, which does not count, has values.</summary>
    private static void Repeat(ReadOnlySpan<double> prefixes, int times, Span<double> target)
    {
        for (var prefix = 0; prefix < prefixes.Length; prefix++)
        {
            target.Slice(prefix * times, times).Fill(prefixes[prefix]);
        }
    }

    private void AddConditions(UtilityTable table, Span<double> list)
    {
        foreach (var linkage in table.Linkages)
        {
            foreach (var index in linkage.Condition.Matches(_layout))
            {
                list[index] += linkage.Amount;
            }
        }

        foreach (var cost in table.Costs)
        {
            foreach (var index in cost.Condition.Matches(_layout))
            {
                list[index] -= cost.Amount;
            }
        }
    }

    /// <summary>The terms of all subsets of a set, in enumeration order: the first member is the slowest.</summary>
    private ReadOnlySpan<double> Subsets(UtilityTable table, int issue, double[] subset)
    {
        var first = _layout.FirstComponent(issue);
        var count = 1;
        subset[0] = 0;
        for (var c = first; c < first + _layout.ComponentsOf(issue); c++)
        {
            var attitude = table.Value[_layout.Offset(c) + 1];
            for (var i = count - 1; i >= 0; i--)
            {
                subset[2 * i + 1] = subset[i] + attitude;
                subset[2 * i] = subset[i];
            }

            count *= 2;
        }

        for (var i = 0; i < count; i++)
        {
            subset[i] = table.SetTerm(issue, subset[i]);
        }

        return subset.AsSpan(0, count);
    }

    /// <summary>What one thread needs while it fills a list.</summary>
    private sealed class Scratch(int length, int longestIssue)
    {
        public double[] Even { get; } = new double[length];

        public double[] Odd { get; } = new double[length];

        public double[] Terms { get; } = new double[OutcomeScan.Padded(longestIssue)];

        public double[] Subset { get; } = new double[longestIssue];

        public static Scratch For(int length, int longestIssue)
        {
            if (t_scratch is not { } scratch || scratch.Even.Length < length || scratch.Subset.Length < longestIssue)
            {
                t_scratch = scratch = new Scratch(length, longestIssue);
            }

            return scratch;
        }
    }
}

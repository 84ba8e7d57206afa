using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Makes the analysis of a tally: indices, tests over all inputs, directions, total effects, and the order of it all.</summary>
/// <param name="tally">The tally.</param>
/// <param name="withTotals">Whether total effects are estimated.</param>
internal sealed class InputRanking(SensitivityTally tally, bool withTotals)
{
    /// <summary>Parts in which the range of an input is told.</summary>
    private const int MostParts = 16;

    private static readonly int s_endings = Enum.GetValues<Ending>().Length;

    /// <summary>Everything.</summary>
    public SensitivityAnalysis Make(CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tally.Runs, 1, nameof(tally));
        var unused = tally.Columns.Length - 1;
        var tables = Enumerable.Range(0, tally.Columns.Length).Select(i => ContingencyTable.Of(tally.Counts(i), s_endings)).ToList();
        var varied = Enumerable.Range(0, tally.Columns.Length).Where(i => tables[i].Bins > 1 || i == unused).ToList();
        var tests = new List<(double PValue, bool IsByPermutation)>();
        foreach (var i in varied)
        {
            cancellation.ThrowIfCancellationRequested();
            tests.Add(Independence.Test(tables[i], tally.Seed, tally.Columns[i].Path, varied.Count));
        }

        var adjusted = Holm.Adjust([.. tests.Select(test => test.PValue)]);
        var effects = new List<InputEffect>();
        for (var k = 0; k < varied.Count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            effects.Add(Effect(varied[k], tables[varied[k]], tests[k], adjusted[k]));
        }

        var neighbours = new NeighbourEffects(tally, [.. effects.Select((effect, k) => (effect, varied[k])).OrderBy(pair => pair.effect.PValue).ThenBy(pair => pair.Item2).Select(pair => pair.Item2)]);
        var signed = withTotals ? neighbours.Of(IsSigned, cancellation) : NeighbourEffects.NotAsked;
        var held = withTotals ? neighbours.Of(IsHeld, cancellation) : NeighbourEffects.NotAsked;
        var all = effects.Select((effect, k) => effect with
        {
            Signed = effect.Signed with { Total = Find(signed.Totals, varied[k]) },
            Held = effect.Held with { Total = Find(held.Totals, varied[k]) },
        }).ToList();
        var totals = tally.Totals.ToArray();
        return new SensitivityAnalysis
        {
            Seed = tally.Seed,
            Runs = tally.Runs,
            Endings = [.. totals.Select(count => Estimate.Of(count, tally.Runs))],
            Signed = Estimate.Of(totals.Where((_, ending) => IsSigned((Ending)ending)).Sum(), tally.Runs),
            Inputs = [.. all.SkipLast(1).OrderByDescending(effect => effect.IsDriver).ThenByDescending(effect => effect.IsDriver ? effect.Share.Value : 0).ThenBy(effect => effect.PValue)],
            Unused = all[^1],
            Constant = tally.Columns.Length - varied.Count,
            SignedTotals = signed.Summary,
            HeldTotals = held.Summary,
        };
    }

    private static bool IsSigned(Ending ending) => ending != Ending.NoDeal;

    private static bool IsHeld(Ending ending) => ending == Ending.Held;

    private static IndexEstimate? Find(IReadOnlyDictionary<int, IndexEstimate> totals, int input) => totals.TryGetValue(input, out var total) ? total : null;

    private InputEffect Effect(int input, ContingencyTable table, (double PValue, bool IsByPermutation) test, double adjusted)
    {
        var (column, bins, parts) = (tally.Columns[input], tally.Bins(input), Parts(input));
        ImmutableArray<InputPart> valued = [.. parts.Where(part => !part.IsMissing)];
        var told = valued.IsEmpty ? parts : valued;
        var (lowest, highest) = (ValueTrend.End(told, bins.IsByValue), ValueTrend.End([.. told.Reverse()], bins.IsByValue));
        var isDriver = adjusted < SensitivityAnalysis.Significance;
        return new InputEffect
        {
            Column = column,
            Share = EndingIndex.Of(table, tally.Seed, column.Path),
            PValue = test.PValue,
            IsByPermutation = test.IsByPermutation,
            AdjustedPValue = adjusted,
            Signed = ValueTrend.Of(told, lowest, highest, bins.IsOrdered, IsSigned),
            Held = ValueTrend.Of(told, lowest, highest, bins.IsOrdered, IsHeld),
            Flips = isDriver && bins.IsOrdered ? ValueTrend.Flips(told) : [],
            Lowest = lowest,
            Highest = highest,
            Parts = parts,
        };
    }

    /// <summary>The bins that hold something, those beside each other joined until there are few enough to be told.</summary>
    private ImmutableArray<InputPart> Parts(int input)
    {
        var bins = tally.Bins(input);
        var counts = tally.Counts(input);
        var used = new List<int>();
        for (var bin = 0; bin < bins.Missing; bin++)
        {
            if (counts.Slice(bin * s_endings, s_endings).ContainsAnyExcept(0))
            {
                used.Add(bin);
            }
        }

        var size = (used.Count + MostParts - 1) / MostParts;
        var parts = ImmutableArray.CreateBuilder<InputPart>();
        for (var from = 0; from < used.Count; from += size)
        {
            var some = used.GetRange(from, Math.Min(size, used.Count - from));
            parts.Add(new InputPart(bins.Low(some[0]), bins.High(some[^1]), Typical(bins, some), Endings(counts, some), IsMissing: false));
        }

        if (counts[(bins.Missing * s_endings)..].ContainsAnyExcept(0))
        {
            parts.Add(new InputPart(double.NaN, double.NaN, double.NaN, Endings(counts, [bins.Missing]), IsMissing: true));
        }

        return parts.ToImmutable();
    }

    private static double Typical(InputBins bins, List<int> some) =>
        some.Count % 2 == 1 ? bins.Centres[some[some.Count / 2]] : bins.High(some[some.Count / 2 - 1]);

    private static ImmutableArray<long> Endings(ReadOnlySpan<long> counts, List<int> bins)
    {
        var sums = new long[s_endings];
        foreach (var bin in bins)
        {
            for (var ending = 0; ending < s_endings; ending++)
            {
                sums[ending] += counts[bin * s_endings + ending];
            }
        }

        return [.. sums];
    }
}

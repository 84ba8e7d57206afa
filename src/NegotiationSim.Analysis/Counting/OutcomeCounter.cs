using System.Numerics;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// How many outcomes a question has. Parties that find everything worth it drop out, and what then makes no difference is a factor; the rest is parted into two
/// sides whose combinations are listed and counted in pairs. What is too large for that is cut at a component, value by value, as far as the budget goes.
/// </summary>
internal sealed class OutcomeCounter(WorkBudget budget, Action<int, Action<int>> forAll)
{
    /// <summary>How many numbers a side may hold.</summary>
    private const long MostNumbers = 1L << 24;

    /// <summary>What it costs to put a slice into numbers.</summary>
    private const long CutCost = 200_000;

    /// <summary>Counts the outcomes of a question.</summary>
    public OutcomeCount Count(Question question)
    {
        if (SliceBuilder.Build(question) is not { } slices)
        {
            return new OutcomeCount(0, question.Case.Scenario.Space.Count);
        }

        var (atLeast, atMost) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var slice in slices)
        {
            var count = Count(slice, budget.Share(slices.Count));
            atLeast += count.AtLeast;
            atMost += count.AtMost;
        }

        return new OutcomeCount(atLeast, atMost);
    }

    private OutcomeCount Count(Slice whole, WorkBudget share)
    {
        var (matters, fewest) = Doubtful(whole);
        var slice = Twinning.Reduce(whole, matters);
        int[] parties = [.. Enumerable.Range(0, matters.Length).Where(k => matters[k])];
        if (parties.Length == 0)
        {
            return slice.Couplings.Length == 0 ? OutcomeCount.Exactly(slice.Size) : PlainCount.Of(slice, share);
        }

        var (first, second) = Halving.Of(slice);
        if (IsListable(slice, first, parties.Length) && IsListable(slice, second, parties.Length) && CountPairs(slice, first, second, parties, fewest, share) is { } count)
        {
            return count;
        }

        return share.IsSpent ? new OutcomeCount(0, slice.Size) : Cut(whole, slice, share);
    }

    /// <summary>The parties that may or may not find an outcome worth it, and how many of the counted ones among them must accept.</summary>
    private static (bool[] Matters, int Fewest) Doubtful(Slice slice)
    {
        var matters = new bool[slice.PartyCount];
        var fewest = slice.Question.Fewest;
        for (var k = 0; k < matters.Length; k++)
        {
            var say = slice.PartyAt(k).Say;
            var least = slice.Base[k] + Enumerable.Range(0, slice.ComponentCount).Sum(c => SideBounds.Least(slice, c, k))
                + slice.Couplings.Where(coupling => coupling.Party == k).Sum(coupling => Math.Min(0, coupling.Amount));
            var isSure = least > slice.Need[k] + slice.Slack[k];
            var isMarked = say == Say.Counted && (slice.BaseMarks.Has(k) || slice.Marks.Any(list => list.Any(marks => marks.Has(k)))
                || slice.Couplings.Any(coupling => coupling.Marks.Has(k)));
            matters[k] = say != Say.Heard && (!isSure || isMarked);
            fewest -= say == Say.Counted && !matters[k] ? 1 : 0;
        }

        if (fewest <= 0)
        {
            for (var k = 0; k < matters.Length; k++)
            {
                matters[k] &= slice.PartyAt(k).Say != Say.Counted;
            }
        }

        return (matters, Math.Max(0, fewest));
    }

    private static bool IsListable(Slice slice, int[] components, int dimensions)
    {
        var (points, weight) = (1.0, 1.0);
        foreach (var c in components)
        {
            points *= slice.Values[c].Length;
            weight *= slice.Twins[c].Sum(twins => twins.Length);
        }

        return points * (dimensions + 2) <= MostNumbers && weight < long.MaxValue / 2;
    }

    private OutcomeCount? CountPairs(Slice slice, int[] first, int[] second, int[] parties, int fewest, WorkBudget share)
    {
        var crossing = slice.Couplings.Where(coupling => coupling.Components.Any(c => first.Contains(c)) && coupling.Components.Any(c => second.Contains(c))).ToArray();
        double[] Most(int[] components) => [.. parties.Select(k => components.Sum(c => SideBounds.Most(slice, c, k))
            + slice.Couplings.Where(coupling => coupling.Party == k && (crossing.Contains(coupling) || coupling.Components.All(c => components.Contains(c))))
                .Sum(coupling => Math.Max(0, coupling.Amount)))];
        var closed = Enumerable.Range(0, slice.ComponentCount).Except(first).Except(second).ToArray();
        double[] start = [.. parties.Select(k => slice.Base[k] + closed.Sum(c => slice.Terms[c][k]))];
        double[] mostOfFirst = [.. Most(first).Zip(start, (most, begin) => most + begin)];
        var x = new Side(slice, first, parties, slice.Couplings, Most(second));
        var y = new Side(slice, second, parties, slice.Couplings, mostOfFirst);
        if (!x.List(start, closed.Aggregate(slice.BaseMarks, (marks, c) => marks | slice.Marks[c][0]), share)
            || !y.List(new double[parties.Length], default, share))
        {
            return null;
        }

        var factor = closed.Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c][0].Length);
        var pieces = new PairPieces(slice, x, y, parties, crossing, fewest).List();
        var counts = new OutcomeCount[pieces.Count];
        var shares = pieces.Select(_ => share.Share(pieces.Count)).ToArray();
        forAll(pieces.Count, i => counts[i] = pieces[i].Count(shares[i]));
        var before = shares.Sum(s => s.Left);
        share.Spend(share.Left - before);
        var atLeast = counts.Aggregate(BigInteger.Zero, (sum, count) => sum + count.AtLeast);
        var atMost = counts.Aggregate(BigInteger.Zero, (sum, count) => sum + count.AtMost);
        return new OutcomeCount(atLeast * factor, atMost * factor);
    }

    /// <summary>The sum over the values of the component that matters most.</summary>
    private OutcomeCount Cut(Slice whole, Slice slice, WorkBudget share)
    {
        var component = Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Values[c].Length > 1)
            .MaxBy(c => Enumerable.Range(0, slice.PartyCount).Sum(k => SideBounds.Most(slice, c, k) - SideBounds.Least(slice, c, k)));
        var question = whole.Question;
        for (var c = 0; c < whole.ComponentCount; c++)
        {
            // The slice's level of enforcement, and what was cut before, stay fixed.
            if (whole.Values[c].Length == 1 && whole.Twins[c][0].Length == 1)
            {
                question = question.With(c, whole.Values[c][0]);
            }
        }

        var (atLeast, atMost) = (BigInteger.Zero, BigInteger.Zero);
        var values = slice.Twins[component];
        for (var v = 0; v < values.Length; v++)
        {
            var part = share.Share(values.Length - v);
            var parts = SliceBuilder.Build(question.With(component, values[v][0]));
            foreach (var piece in parts ?? [])
            {
                var count = Count(piece, part);
                atLeast += count.AtLeast * values[v].Length;
                atMost += count.AtMost * values[v].Length;
            }

            share.Spend(share.Share(values.Length - v).Left - part.Left + CutCost);
        }

        return new OutcomeCount(atLeast, atMost);
    }
}

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
    private const long MostNumbers = 1L << 22;

    /// <summary>How many groups of one side are met with groups of the other at most.</summary>
    private const long MostMeetings = 250_000;

    /// <summary>A part of a count is not worth beginning with less than this.</summary>
    private const long LeastShare = 200_000;

    /// <summary>Beyond so many combinations of values that make a difference to some party, they are bounded.</summary>
    private const double MostCombinations = 4e13;

    /// <summary>The same where only one party matters.</summary>
    private const double MostCombinationsOfOne = 1e16;

    /// <summary>
    /// A count of which one part is bounded is a bound. To cut the others ever finer only narrows it, at the cost of a bound for each of thousands of parts; so what bounds take in all is limited, and what is exact is not.
    /// </summary>
    private const int BoundingShare = 4;

    private readonly WorkBudget _bounding = budget.Share(BoundingShare);

    /// <summary>Counts the outcomes of a question.</summary>
    public OutcomeCount Count(Question question)
    {
        if (SliceBuilder.Build(question, budget: budget) is not { } slices)
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
        var clusters = fewest == 0 && parties.Length > 0 ? Clusters.Of(slice, parties) : [];
        if (clusters.Count(cluster => cluster.Parties.Count > 0) < 2)
        {
            return Count(slice, parties, fewest, share);
        }

        var count = OutcomeCount.Exactly(1);
        foreach (var (components, ofCluster) in clusters)
        {
            var part = Count(Clusters.Only(slice, components), [.. ofCluster], 0, share.Share(clusters.Count));
            count = new OutcomeCount(count.AtLeast * part.AtLeast, count.AtMost * part.AtMost);
        }

        return count;
    }

    private OutcomeCount Count(Slice slice, int[] parties, int fewest, WorkBudget share)
    {
        if (parties.Length == 0)
        {
            return slice.Couplings.Length == 0 ? OutcomeCount.Exactly(slice.Size) : PlainCount.Of(slice, share);
        }

        if (Combinations(slice, Enumerable.Range(0, slice.ComponentCount)) > (parties.Length == 1 ? MostCombinationsOfOne : MostCombinations))
        {
            return GridBounds.Of(slice, parties, fewest, _bounding);
        }

        var (first, second) = Halving.Of(slice);
        var count = IsListable(slice, first, parties.Length) && IsListable(slice, second, parties.Length)
            ? CountPairs(slice, first, second, parties, fewest, share)
            : Cut(slice, parties, fewest, share);
        if (count is { IsExact: true })
        {
            return count.Value;
        }

        var bounds = GridBounds.Of(slice, parties, fewest, _bounding);
        return count is { } found ? new OutcomeCount(BigInteger.Max(bounds.AtLeast, found.AtLeast), BigInteger.Min(bounds.AtMost, found.AtMost)) : bounds;
    }

    private static double Combinations(Slice slice, IEnumerable<int> components) => components.Aggregate(1.0, (product, c) => product * slice.Values[c].Length);

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
        var weight = components.Aggregate(1.0, (product, c) => product * slice.Twins[c].Sum(twins => twins.Length));
        return Combinations(slice, components) * (dimensions + 2) <= MostNumbers && weight < long.MaxValue / 2;
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

        var meetings = (long)x.Groups.Count * y.Groups.Count;
        if (meetings > MostMeetings || !share.Spend(meetings * (64 + 8 * crossing.Sum(coupling => (long)coupling.Condition.LeafCount))))
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
    private OutcomeCount? Cut(Slice slice, int[] parties, int fewest, WorkBudget share)
    {
        var component = Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Values[c].Length > 1)
            .MaxBy(c => parties.Sum(k => SideBounds.Most(slice, c, k) - SideBounds.Least(slice, c, k)));
        if (share.Left / slice.Values[component].Length < LeastShare || _bounding.IsSpent)
        {
            return null;
        }

        var (atLeast, atMost) = (BigInteger.Zero, BigInteger.Zero);
        for (var v = 0; v < slice.Values[component].Length; v++)
        {
            var count = Count(At(slice, component, v), parties, fewest, share.Share(slice.Values[component].Length));
            atLeast += count.AtLeast;
            atMost += count.AtMost;
        }

        return new OutcomeCount(atLeast, atMost);
    }

    /// <summary>The slice with a component held at one of its values.</summary>
    private static Slice At(Slice slice, int component, int v)
    {
        T[][] Held<T>(T[][] all, int width) => [.. all.Select((list, c) => c == component ? list[(v * width)..((v + 1) * width)] : list)];
        return Twinning.Merge(slice with
        {
            Values = Held(slice.Values, 1), Twins = Held(slice.Twins, 1), Marks = Held(slice.Marks, 1), Terms = Held(slice.Terms, slice.PartyCount),
        });
    }
}

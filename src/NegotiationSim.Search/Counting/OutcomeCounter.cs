using System.Numerics;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// How many outcomes a query has. Parties that find everything worth it drop out, and what then makes no difference is a factor; the rest is split into two
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

    /// <summary>Counts the outcomes of a query.</summary>
    public OutcomeCount Count(OutcomeQuery query)
    {
        if (SliceBuilder.Build(query, budget: budget) is not { } slices)
        {
            return new OutcomeCount(0, query.Layout.Space.Count);
        }

        return Sum(slices.Select(slice => CountWhole(slice, budget.Share(slices.Count))));
    }

    private static OutcomeCount Sum(IEnumerable<OutcomeCount> counts)
    {
        var (atLeast, atMost) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var count in counts)
        {
            atLeast += count.AtLeast;
            atMost += count.AtMost;
        }

        return new OutcomeCount(atLeast, atMost);
    }

    private OutcomeCount CountWhole(Slice whole, WorkBudget share)
    {
        var slice = Doubtful(whole);
        var clusters = slice.Fewest == 0 && slice.PartyCount > 0 ? Clusters.Of(slice) : [];
        if (clusters.Count(cluster => cluster.Parties.Length > 0) < 2)
        {
            return Count(slice, share);
        }

        var count = OutcomeCount.Exactly(1);
        foreach (var (components, parties) in clusters)
        {
            var part = Count(Clusters.Only(slice, components, parties), share.Share(clusters.Count));
            count = new OutcomeCount(count.AtLeast * part.AtLeast, count.AtMost * part.AtMost);
        }

        return count;
    }

    private OutcomeCount Count(Slice slice, WorkBudget share)
    {
        if (slice.PartyCount == 0)
        {
            return slice.Couplings.Length == 0 ? OutcomeCount.Exactly(slice.Size) : StateCount.Of(slice, share);
        }

        if (Combinations(slice.Components) > (slice.PartyCount == 1 ? MostCombinationsOfOne : MostCombinations))
        {
            return GridBounds.Of(slice, _bounding);
        }

        // What couplings hang on is listed even where it has no choice.
        var (first, second) = BalancedSplit.Of(slice);
        first = [.. first.Union(slice.Couplings.SelectMany(coupling => coupling.Components).Where(c => !slice.Components[c].IsOpen)).Order()];
        var count = IsListable(slice, first) && IsListable(slice, second) ? CountPairs(slice, first, second, share) : CountByValue(slice, share);
        if (count is { IsExact: true })
        {
            return count.Value;
        }

        var bounds = GridBounds.Of(slice, _bounding);
        return count is { } found ? new OutcomeCount(BigInteger.Max(bounds.AtLeast, found.AtLeast), BigInteger.Min(bounds.AtMost, found.AtMost)) : bounds;
    }

    private static double Combinations(IEnumerable<SliceComponent> components) => components.Aggregate(1.0, (product, component) => product * component.Count);

    /// <summary>The slice as far as the parties go that may or may not find an outcome worth it.</summary>
    private static Slice Doubtful(Slice slice)
    {
        bool IsMarked(Party party) => party.Consent == Consent.Counted && (party.IsCrossedBy(slice.BaseViolations)
            || slice.Components.Any(component => component.Violations.Any(violations => party.IsCrossedBy(violations)))
            || slice.Couplings.Any(coupling => party.IsCrossedBy(coupling.Violations)));
        bool IsDoubtful(int k) => slice.Parties[k].Consent != Consent.NotAsked
            && (!(slice.RangeOf(k).Low > slice.Need[k] + slice.Slack[k]) || IsMarked(slice.Parties[k]));
        var doubtful = Enumerable.Range(0, slice.PartyCount).Where(IsDoubtful).ToList();
        var sure = slice.Parties.Count(party => party.Consent == Consent.Counted) - doubtful.Count(k => slice.Parties[k].Consent == Consent.Counted);
        var fewest = Math.Max(0, slice.Fewest - sure);
        return InterchangeableValues.Restrict(slice, [.. doubtful.Where(k => fewest > 0 || slice.Parties[k].Consent != Consent.Counted)], fewest);
    }

    private static bool IsListable(Slice slice, int[] components)
    {
        var weight = components.Aggregate(1.0, (product, c) => product * slice.Components[c].Ways);
        return Combinations(components.Select(c => slice.Components[c])) * (slice.PartyCount + 2) <= MostNumbers && weight < long.MaxValue / 2;
    }

    private OutcomeCount? CountPairs(Slice slice, int[] first, int[] second, WorkBudget share)
    {
        var x = new Side(slice, first, second, isFirst: true);
        var y = new Side(slice, second, first, isFirst: false);
        if (!x.List(share) || !y.List(share))
        {
            return null;
        }

        var meetings = (long)x.Groups.Count * y.Groups.Count;
        if (meetings > MostMeetings || !share.Spend(meetings * (64 + 8 * x.Crossing.Sum(coupling => (long)coupling.Condition.LeafCount))))
        {
            return null;
        }

        var pieces = new PairPieces(slice, x, y).List();
        var counts = new OutcomeCount[pieces.Count];
        var shares = pieces.Select(_ => share.Share(pieces.Count)).ToArray();
        forAll(pieces.Count, i => counts[i] = pieces[i](shares[i]));
        var before = shares.Sum(s => s.Left);
        share.Spend(share.Left - before);
        var count = Sum(counts);
        var factor = Enumerable.Range(0, slice.ComponentCount).Except(first).Except(second)
            .Aggregate(BigInteger.One, (product, c) => product * slice.Components[c].Ways);
        return new OutcomeCount(count.AtLeast * factor, count.AtMost * factor);
    }

    /// <summary>The sum over the values of the component that matters most.</summary>
    private OutcomeCount? CountByValue(Slice slice, WorkBudget share)
    {
        var component = Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Components[c].IsOpen)
            .MaxBy(c => Enumerable.Range(0, slice.PartyCount).Sum(k => slice.Components[c].Range(k)));
        var values = slice.Components[component].Count;
        return share.Left / values < LeastShare || _bounding.IsSpent
            ? null
            : Sum(Enumerable.Range(0, values).Select(v => Count(InterchangeableValues.Merge(slice.Held(component, v)), share.Share(values))));
    }
}

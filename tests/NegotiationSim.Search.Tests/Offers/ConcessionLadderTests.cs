using CsCheck;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Tests.Offers;

public sealed class ConcessionLadderTests
{
    [Fact]
    public void Offer_RandomCases_IsPermittedAndAtOrAboveTheTarget() => Gen.Int.Sample(
        seed =>
        {
            var (given, all, estimate, target) = Draw(seed);
            var outcome = new ushort[given.Space.Components.Length];
            var found = ConcessionLadder.Offer(given.Search(listed: true), estimate, target, given.Reservation, outcome, out var utility, given.Discount);

            var allowed = all.AtOrAbove(target);
            Assert.Equal(allowed.Length > 0, found);
            if (found)
            {
                var index = (int)given.Space.IndexOf(outcome);
                Assert.Contains(index, allowed);
                Assert.Equal(all.Utility[index], utility);
                Assert.Equal(-1, ImprovingNeighbour(given, all, estimate, outcome, target));
            }
        },
        iter: 2000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Offer_RandomCases_ShortfallFromTheExactBestIsReported(bool additive)
    {
        // With conditions, sets and ties; and the plain knapsack, additive on both sides with targets over the whole range.
        var shortfalls = new List<double>();
        for (var seed = 0; shortfalls.Count < 1000; seed++)
        {
            var (given, all, estimate, target) = Draw(seed, mostOutcomes: 1500, conditions: !additive);
            var outcome = new ushort[given.Space.Components.Length];
            target = additive ? new Random(~seed).NextDouble() * all.Utility.Max() : target;
            if (all.Outcome.Length < 100 || !ConcessionLadder.Offer(given.Search(listed: true), estimate, target, given.Reservation, outcome, out _, given.Discount))
            {
                continue;
            }

            var best = all.AtOrAbove(target).Max(i => Estimated(given, estimate, all.Outcome[i]));
            var shortfall = best - Estimated(given, estimate, outcome);
            Assert.True(shortfall >= -1e-12);
            shortfalls.Add(shortfall);
        }

        shortfalls.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"shortfall of the others' mean estimated utility over {shortfalls.Count} cases: mean {shortfalls.Average():F4}, "
            + $"p50 {shortfalls[shortfalls.Count / 2]:F4}, p95 {shortfalls[shortfalls.Count * 95 / 100]:F4}, max {shortfalls[^1]:F4}, "
            + $"exact in {shortfalls.Count(s => s <= 1e-12) / (double)shortfalls.Count:P1}");

        // A greedy knapsack is good on average; were it not, something would be wrong with the ladder.
        Assert.InRange(shortfalls.Average(), 0, 0.02);
    }

    [Fact]
    public void Offer_TwoIssues_ConcedesWhereItCostsLeast()
    {
        // Own weights 0.75 and 0.25, the others' 0.5 and 0.5; all are at 1 on one end and at 0 on the other.
        var (search, estimate) = TwoIssues(0.75, 0.5);
        var outcome = new ushort[2];

        Assert.True(ConcessionLadder.Offer(search, estimate, 0.7, 0, outcome, out var utility));

        Assert.Equal([2, 0], outcome);
        Assert.Equal(0.75, utility);
    }

    [Fact]
    public void Offer_BestRungOutOfReach_TakesTheLargestGainThatFits()
    {
        // The whole second issue would cost 0.5 at the best ratio; of what fits, half of it gains more than half of the first.
        var (search, estimate) = TwoIssues(0.5, 0.3);
        var outcome = new ushort[2];

        Assert.True(ConcessionLadder.Offer(search, estimate, 0.7, 0, outcome, out var utility));

        Assert.Equal([2, 1], outcome);
        Assert.Equal(0.75, utility);
    }

    [Fact]
    public void Offer_TargetAboveTheBest_FindsNothing()
    {
        var (search, estimate) = TwoIssues(0.5, 0.5);

        Assert.False(ConcessionLadder.Offer(search, estimate, 1.1, 0, new ushort[2], out _));
    }

    private static (OfferSearch Search, double[] Estimate) TwoIssues(double ownFirst, double theirFirst)
    {
        var space = new OutcomeSpace([
            new RangeIssue { Id = "a", FirstComponent = 0, StatusQuo = [0], From = 0, To = 2, Step = 1, Numbers = [0, 1, 2] },
            new RangeIssue { Id = "b", FirstComponent = 1, StatusQuo = [0], From = 0, To = 2, Step = 1, Numbers = [0, 1, 2] },
        ]);
        var table = new UtilityTable(space);
        (table.Share[0], table.Share[1]) = (ownFirst, 1 - ownFirst);
        double[] mine = [0, 0.5, 1, 0, 0.5, 1];
        mine.CopyTo(table.Value, 0);
        table.Seal();
        var search = new OfferSearch();
        search.Build(table, [], []);
        return (search, [.. mine.Select((value, i) => (i < 3 ? theirFirst : 1 - theirFirst) * (1 - value))]);
    }

    private static (RandomCase Given, Enumeration All, double[] Estimate, double Target) Draw(int seed, int mostOutcomes = 150, bool conditions = true)
    {
        var given = new RandomCase(seed, mostOutcomes, conditions);
        var all = new Enumeration(given);
        var random = new Random(seed ^ 0x5bd1e995);
        var weights = Enumerable.Range(0, given.Space.Components.Length).Select(_ => random.NextDouble()).ToArray();
        var estimate = new double[given.Table.Value.Length];
        for (var c = 0; c < weights.Length; c++)
        {
            for (var v = 0; v < given.Space.Components[c].ValueCount; v++)
            {
                estimate[given.Table.Layout.Offset(c) + v] = weights[c] / weights.Sum() * random.NextDouble();
            }
        }

        var permitted = all.AtOrAbove(double.NegativeInfinity);
        var best = permitted.Length == 0 ? 0 : permitted.Max(i => all.Utility[i]);
        return (given, all, estimate, best - 0.5 * random.NextDouble() * random.NextDouble());
    }

    private static double Estimated(RandomCase given, double[] estimate, ushort[] outcome) =>
        outcome.Select((v, c) => estimate[given.Table.Layout.Offset(c) + v]).Sum();

    /// <summary>A permitted outcome at or above the target, one component away, that the others would like better; -1 where there is none.</summary>
    private static int ImprovingNeighbour(RandomCase given, Enumeration all, double[] estimate, ushort[] outcome, double target)
    {
        foreach (var index in all.AtOrAbove(target))
        {
            var apart = Enumerable.Range(0, outcome.Length).Where(c => all.Outcome[index][c] != outcome[c]).ToArray();
            if (apart.Length == 1
                && estimate[given.Table.Layout.Offset(apart[0]) + all.Outcome[index][apart[0]]] > estimate[given.Table.Layout.Offset(apart[0]) + outcome[apart[0]]])
            {
                return index;
            }
        }

        return -1;
    }
}

using CsCheck;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Search.Tests.Offers;

/// <summary>Every query against full enumeration, utilities to the last bit, outcomes one for one.</summary>
public abstract class OfferSearchTests(bool listed)
{
    private const int Cases = 3000;

    [Fact]
    public void Best_RandomCases_IsTheFirstOfTheBest() => Compare((given, all, search) =>
    {
        var expected = all.AtOrAbove(double.NegativeInfinity).OrderByDescending(i => all.Utility[i]).ThenBy(i => i).Select(i => (int?)i).FirstOrDefault();
        var outcome = new ushort[given.Space.Components.Length];
        var found = search.Best(given.Reservation, outcome, out var utility, given.Discount);
        AssertFound(all, expected, found, outcome, utility);
    });

    [Fact]
    public void WorstFeasible_RandomCases_IsTheLeastUtility() => Compare((given, all, search) =>
    {
        var worst = Enumerable.Range(0, all.Utility.Length).Where(i => all.Feasible[i]).Select(i => all.Utility[i]).DefaultIfEmpty(double.PositiveInfinity).Min();
        Assert.Equal(worst, search.WorstFeasible());
        Assert.Equal(Math.Max(given.Reservation, worst), search.Floor(given.Reservation));
    });

    [Fact]
    public void CheapestAtOrAbove_RandomCases_IsTheFirstOfTheCheapest() => Compare((given, all, search) =>
    {
        var outcome = new ushort[given.Space.Components.Length];
        for (var k = 0; k < 8; k++)
        {
            var target = given.Target(all);
            var expected = all.AtOrAbove(target).OrderBy(i => all.Utility[i]).ThenBy(i => i).Select(i => (int?)i).FirstOrDefault();
            var found = search.CheapestAtOrAbove(target, given.Reservation, outcome, out var utility, given.Discount);
            AssertFound(all, expected, found, outcome, utility);
        }
    });

    // As bargainers ask: from round to round a little less, and often the same again.
    [Fact]
    public void CheapestAtOrAbove_FallingTargets_IsTheFirstOfTheCheapest() => Compare((given, all, search) =>
    {
        var outcome = new ushort[given.Space.Components.Length];
        foreach (var target in Enumerable.Range(0, 60).Select(_ => given.Target(all)).OrderDescending())
        {
            var expected = all.AtOrAbove(target).OrderBy(i => all.Utility[i]).ThenBy(i => i).Select(i => (int?)i).FirstOrDefault();
            var found = search.CheapestAtOrAbove(target, given.Reservation, outcome, out var utility, given.Discount);
            AssertFound(all, expected, found, outcome, utility);
        }
    });

    [Fact]
    public void CountAndPick_RandomCases_FollowTheEnumeration() => Compare((given, all, search) =>
    {
        var outcome = new ushort[given.Space.Components.Length];
        for (var k = 0; k < 4; k++)
        {
            var bound = given.Target(all);
            var expected = all.AtOrAbove(bound);
            Assert.Equal(expected.Length, search.CountAtOrAbove(bound, given.Reservation, given.Discount));
            var uniform = given.Uniform();
            var found = search.PickAtOrAbove(uniform, bound, given.Reservation, outcome, out var utility, given.Discount);
            AssertFound(all, expected.Length == 0 ? null : expected[(int)(uniform * expected.Length)], found, outcome, utility);
        }
    });

    [Fact]
    public void WalkDown_RandomCases_ListsEveryOutcomeBestFirst() => Compare((given, all, search) =>
    {
        var bound = given.Target(all);
        var walk = new OfferWalk();
        walk.StartDown(search, bound, given.Reservation, given.Discount);
        AssertWalk(given, all, walk, all.AtOrAbove(bound).OrderByDescending(i => all.Utility[i]).ThenByDescending(i => i));
    });

    [Fact]
    public void WalkUp_RandomCases_ListsEveryOutcomeCheapestFirst() => Compare((given, all, search) =>
    {
        var target = given.Target(all);
        var walk = new OfferWalk();
        walk.StartUp(search, target, given.Reservation, given.Discount);
        AssertWalk(given, all, walk, all.AtOrAbove(target).OrderBy(i => all.Utility[i]).ThenBy(i => i));
    });

    [Fact]
    public void Permits_RandomCases_AgreesWithTheEnumeration() => Compare((given, all, search) =>
    {
        for (var i = 0; i < all.Outcome.Length; i++)
        {
            Assert.Equal(all.Permitted[i], search.Permits(all.Outcome[i], given.Reservation, given.Discount));
        }
    });

    [Fact]
    public void Build_AgainInPlace_AnswersLikeANewSearch() => Gen.Int.Sample(
        seed =>
        {
            var given = new RandomCase(seed, mostOutcomes: 300, trust: false);
            var search = given.Search(listed);
            var random = new Random(seed);
            for (var i = 0; i < given.Table.Value.Length; i++)
            {
                given.Table.Value[i] *= random.NextDouble();
            }

            given.Table.Seal();
            search.Build(given.Table, [.. given.Infeasible.Select(given.Compile)], [], null, listed);
            given.Vetoes.Clear();
            var all = new Enumeration(given);
            var walk = new OfferWalk();
            walk.StartDown(search, double.NegativeInfinity, 0);
            AssertWalk(given, all, walk, all.AtOrAbove(double.NegativeInfinity).OrderByDescending(i => all.Utility[i]).ThenByDescending(i => i));
        },
        iter: 300);

    private void Compare(Action<RandomCase, Enumeration, OfferSearch> assert) => Gen.Int.Sample(
        seed =>
        {
            // Mostly tiny spaces, some of thousands of outcomes.
            var given = new RandomCase(seed, mostOutcomes: seed % 20 == 0 ? 3000 : 150);
            assert(given, new Enumeration(given), given.Search(listed));
        },
        iter: Cases);

    private static void AssertFound(Enumeration all, int? expected, bool found, ushort[] outcome, double utility)
    {
        Assert.Equal(expected is not null, found);
        if (expected is { } index)
        {
            Assert.Equal(all.Utility[index], utility);
            Assert.Equal(all.Outcome[index], outcome);
        }
    }

    private static void AssertWalk(RandomCase given, Enumeration all, OfferWalk walk, IEnumerable<int> expected)
    {
        var outcome = new ushort[given.Space.Components.Length];
        foreach (var index in expected)
        {
            AssertFound(all, index, walk.Next(outcome, out var utility), outcome, utility);
        }

        Assert.False(walk.Next(outcome, out _));
        Assert.False(walk.Next(outcome, out _));
    }
}

public sealed class ListedOffersTests() : OfferSearchTests(listed: true);

public sealed class OfferLatticeTests() : OfferSearchTests(listed: false);

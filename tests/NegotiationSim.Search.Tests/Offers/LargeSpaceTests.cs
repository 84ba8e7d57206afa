using System.Collections.Immutable;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Tests.Offers;

/// <summary>Spaces that nobody lists, against oracles that need not list them either, and what holds beyond exactness.</summary>
public sealed class LargeSpaceTests
{
    [Theory]
    [InlineData(15, 1)]
    [InlineData(15, 2)]
    [InlineData(20, 3)]
    public void CheapestAtOrAbove_RoundNumbers_AgreesWithAllDistinctUtilities(int issues, int seed)
    {
        // Hand-written numbers: up to 10^12 outcomes share some thousand utilities, most of them apart by roundings only.
        var random = new Random(seed);
        var table = Table(Options(issues, 4), _ => seed == 1 ? 1 : random.Next(1, 10), (_, v) => seed == 3 ? random.Next(11) / 10.0 : v / 3.0);
        var (utilities, countFrom) = DistinctUtilities(table);
        var search = Search(table);
        var outcome = new ushort[issues];
        Assert.True(search.IsExact);
        for (var k = 0; k < 200; k++)
        {
            var some = utilities[random.Next(utilities.Length)];
            var target = (k % 3) switch { 0 => some, 1 => Math.BitIncrement(some), _ => random.NextDouble() };
            var place = Array.FindIndex(utilities, utility => utility >= target);
            var expected = place < 0 ? double.NaN : utilities[place];
            Assert.Equal(!double.IsNaN(expected), search.CheapestAtOrAbove(target, 0, outcome, out var utility));
            Assert.Equal(expected, utility);
            if (!double.IsNaN(expected))
            {
                Assert.Equal(expected, table.Evaluate(outcome));
            }

            Assert.Equal(place < 0 ? 0 : countFrom[place], search.CountAtOrAbove(target, 0));
        }

        Assert.Equal(utilities[0], search.WorstFeasible());
        Assert.All((double[])[utilities[0] - 1, utilities[0], utilities[^1]], bound => Assert.Equal(Math.Max(bound, utilities[0]), search.Floor(bound)));
        Assert.True(search.Best(0, outcome, out var best));
        Assert.Equal(utilities[^1], best);
    }

    [Theory]
    [InlineData(1, 1_500, 5)]
    [InlineData(2, 1_200, 15)]
    [InlineData(3, 40, 1)]
    public void BestAndCheapest_ComponentsOfManyValues_AgreeWithEnumeration(int seed, int values, int digits)
    {
        // With few digits hundreds of values are worth the same, and of outcomes that are worth the same the first counts.
        var random = new Random(seed);
        var table = Table(Options(2, values), _ => random.NextDouble(), (_, _) => Math.Round(random.NextDouble(), digits));
        var search = Search(table);
        double[] targets = [0.2, 0.5, 0.7, 0.95];
        var cheapest = new (double Utility, ushort First, ushort Second)[targets.Length];
        Array.Fill(cheapest, (double.PositiveInfinity, (ushort)0, (ushort)0));
        var best = (Utility: double.NegativeInfinity, First: (ushort)0, Second: (ushort)0);
        var outcome = new ushort[2];
        for (outcome[0] = 0; outcome[0] < values; outcome[0]++)
        {
            for (outcome[1] = 0; outcome[1] < values; outcome[1]++)
            {
                var utility = table.Evaluate(outcome);
                best = utility > best.Utility ? (utility, outcome[0], outcome[1]) : best;
                for (var k = 0; k < targets.Length; k++)
                {
                    cheapest[k] = utility >= targets[k] && utility < cheapest[k].Utility ? (utility, outcome[0], outcome[1]) : cheapest[k];
                }
            }
        }

        Assert.True(search.Best(0, outcome, out var found));
        Assert.Equal(best, (found, outcome[0], outcome[1]));
        for (var k = 0; k < targets.Length; k++)
        {
            Assert.True(search.CheapestAtOrAbove(targets[k], 0, outcome, out found));
            Assert.Equal(cheapest[k], (found, outcome[0], outcome[1]));
        }
    }

    [Fact]
    public void CheapestAtOrAbove_SixteenMillionOutcomesAndACoupledVeto_AgreesWithEnumeration()
    {
        var random = new Random(7);
        var table = Table(Options(12, 4), _ => random.NextDouble(), (_, _) => random.NextDouble());
        var veto = new AllOf([new ValueTest(1, [true, true, false, false]), new ValueTest(10, [false, true, true, false])]);
        var search = Search(table, veto);
        double[] targets = [0.2, 0.4, 0.5, 0.61803398];
        var cheapest = targets.Select(_ => (Utility: double.PositiveInfinity, Outcome: Array.Empty<ushort>())).ToArray();
        var outcome = new ushort[12];
        Descend(0, 0);

        for (var k = 0; k < targets.Length; k++)
        {
            Assert.True(search.CheapestAtOrAbove(targets[k], 0, outcome, out var utility));
            Assert.Equal(cheapest[k].Utility, utility);
            Assert.Equal(cheapest[k].Outcome, outcome);
        }

        void Descend(int component, double sum)
        {
            if (component == 12)
            {
                for (var k = 0; k < targets.Length; k++)
                {
                    if (sum >= targets[k] && sum < cheapest[k].Utility)
                    {
                        cheapest[k] = (sum, [.. outcome]);
                    }
                }

                return;
            }

            for (ushort v = 0; v < 4; v++)
            {
                outcome[component] = v;
                if (component != 10 || outcome[1] >= 2 || v is 0 or 3)
                {
                    Descend(component + 1, sum + table.Share[component] * table.Value[4 * component + v]);
                }
            }
        }
    }

    [Fact]
    public void CheapestAtOrAbove_IndifferentToMostIssues_IsExactAndTheFirst()
    {
        var random = new Random(3);
        var table = Table(Options(64, 8), issue => issue % 8 == 5 ? random.NextDouble() : 0, (_, _) => random.NextDouble());
        var search = Search(table);
        var outcome = new ushort[64];

        Assert.True(search.CheapestAtOrAbove(0.6, 0, outcome, out var utility));

        Assert.True(search.IsExact);
        Assert.InRange(utility, 0.6, 0.6001);
        Assert.All(Enumerable.Range(0, 64).Where(issue => issue % 8 != 5), issue => Assert.Equal(0, outcome[issue]));
    }

    [Fact]
    public void Queries_256GenericComponents_StayPermittedAndNearTheTarget()
    {
        var random = new Random(5);
        var table = Table(Options(256, 3), _ => random.NextDouble(), (_, _) => random.NextDouble());
        var veto = new AllOf([new ValueTest(3, [true, false, true]), new ValueTest(200, [true, true, false])]);
        var search = Search(table, veto);
        var outcome = new ushort[256];

        Assert.False(search.IsExact);
        foreach (var target in (double[])[0.1, 0.4, 0.5, 0.7])
        {
            if (target > search.WorstFeasible())
            {
                Assert.True(search.CheapestAtOrAbove(target, 0, outcome, out var utility));
                Assert.Equal(table.Evaluate(outcome), utility);
                Assert.InRange(utility, target, target + 1e-6);
                Assert.True(search.Permits(outcome, 0));
            }
        }

        Assert.True(search.PickAtOrAbove(0.4, 0.5, 0, outcome, out var picked));
        Assert.True(picked >= 0.5 && search.Permits(outcome, 0));
        Assert.True(search.Best(0, outcome, out var best));
        Assert.True(search.Permits(outcome, 0));
        Assert.InRange(best, picked, 1);
    }

    /// <summary>Issues beyond number with numbers so round that masses of outcomes are worth the same but for roundings.</summary>
    [Theory]
    [InlineData(200, 2, 100)]
    [InlineData(256, 3, 1000)]
    [InlineData(70, 5, 10)]
    [InlineData(100, 4, 20)]
    public void Queries_ManyRoundComponents_StayPermittedAndNearTheTarget(int issues, int values, int steps)
    {
        var random = new Random(issues);
        var table = Table(Options(issues, values), _ => random.Next(1, 10), (_, _) => random.Next(steps + 1) / (double)steps);
        var veto = new AllOf([new ValueTest(3, [true, .. Enumerable.Repeat(false, values - 1)]), new ValueTest(60, [true, .. Enumerable.Repeat(false, values - 1)])]);
        var search = Search(table, veto);
        var outcome = new ushort[issues];
        foreach (var target in Enumerable.Range(6, 8).Select(k => k * 0.05).Where(target => target > search.WorstFeasible()))
        {
            Assert.True(search.CheapestAtOrAbove(target, 0, outcome, out var utility));
            Assert.Equal(table.Evaluate(outcome), utility);
            Assert.InRange(utility, target, target + 1e-3);
            Assert.True(search.Permits(outcome, 0));
            Assert.True(search.PickAtOrAbove(random.NextDouble(), target, 0, outcome, out var picked));
            Assert.True(picked >= target && picked == table.Evaluate(outcome) && search.Permits(outcome, 0));
        }

        Assert.True(search.Best(0, outcome, out var best));
        var walk = new OfferWalk();
        walk.StartDown(search, 0.3, 0);
        var last = double.PositiveInfinity;
        for (var k = 0; k < 100; k++)
        {
            Assert.True(walk.Next(outcome, out var next));
            Assert.Equal(table.Evaluate(outcome), next);
            Assert.InRange(next, 0.3, Math.Min(best, last));
            last = next;
        }
    }

    /// <summary>A search that nobody waits for any more ends where it is.</summary>
    [Fact]
    public void Queries_GivenUp_EndInTheMiddle()
    {
        var random = new Random(5);
        var table = Table(Options(100, 4), _ => random.NextDouble(), (_, _) => random.NextDouble());
        var outcome = new ushort[100];
        using (Abandonment.On(new CancellationToken(canceled: true)))
        {
            Assert.Throws<OperationCanceledException>(() => Search(table, new AllOf([new ValueTest(3, [true, true, false, false]), new ValueTest(60, [true, false, true, false])])).PickAtOrAbove(0.5, 0.4, 0, outcome, out _));
        }

        Assert.True(Search(table).CheapestAtOrAbove(0.5, 0, outcome, out _));
    }

    [Fact]
    public void WalkDown_LargeSpace_DescendsWithoutRepeating()
    {
        var random = new Random(9);
        var table = Table(Options(10, 4), _ => random.Next(1, 6), (_, v) => v / 3.0);
        var search = Search(table);
        var walk = new OfferWalk();
        walk.StartDown(search, 0.5, 0);
        var outcome = new ushort[10];
        var (lastUtility, lastIndex) = (double.PositiveInfinity, table.Layout.Space.Count);
        for (var k = 0; k < 20_000; k++)
        {
            Assert.True(walk.Next(outcome, out var utility));
            var index = table.Layout.Space.IndexOf(outcome);
            Assert.Equal(table.Evaluate(outcome), utility);
            Assert.True(utility < lastUtility || (utility == lastUtility && index < lastIndex));
            (lastUtility, lastIndex) = (utility, index);
        }

        Assert.Equal(20_000, search.CountAtOrAbove(lastUtility, 0) - EqualOnesLeft(walk, outcome, lastUtility));
    }

    private static int EqualOnesLeft(OfferWalk walk, ushort[] outcome, double utility)
    {
        var left = 0;
        while (walk.Next(outcome, out var next) && next == utility)
        {
            left++;
        }

        return left;
    }

    private static OutcomeSpace Options(int issues, int values) => new([.. Enumerable.Range(0, issues).Select(i => (Issue)new OptionsIssue
    {
        Id = $"i{i}", FirstComponent = i, StatusQuo = [0], Options = [.. Enumerable.Range(0, values).Select(v => new Option($"o{v}", null, v))],
    })]);

    private static UtilityTable Table(OutcomeSpace space, Func<int, double> weight, Func<int, int, double> value)
    {
        var table = new UtilityTable(space);
        double[] weights = [.. Enumerable.Range(0, space.Issues.Length).Select(weight)];
        for (var c = 0; c < space.Components.Length; c++)
        {
            table.Share[c] = weights[c] / weights.Sum();
            for (var v = 0; v < space.Components[c].ValueCount; v++)
            {
                table.Value[table.Layout.Offset(c) + v] = value(c, v);
            }
        }

        table.Seal();
        return table;
    }

    private static OfferSearch Search(UtilityTable table, params ImmutableArray<Condition> vetoes)
    {
        var search = new OfferSearch();
        search.Build(table, [], [.. vetoes.Select(veto => ConcreteCondition.Compile(veto, table.Layout.Space, RandomCase.Value))]);
        return search;
    }

    /// <summary>All utilities, ascending, and how many outcomes have each or more; issue by issue: they are few where numbers are round.</summary>
    private static (double[] Utilities, long[] CountFrom) DistinctUtilities(UtilityTable table)
    {
        var sums = new Dictionary<double, long> { [0] = 1 };
        for (var c = 0; c < table.Layout.ComponentCount; c++)
        {
            var next = new Dictionary<double, long>();
            foreach (var (sum, count) in sums)
            {
                for (var v = 0; v < table.Layout.ValueCount(c); v++)
                {
                    var longer = sum + table.Share[c] * table.Value[table.Layout.Offset(c) + v];
                    next[longer] = next.GetValueOrDefault(longer) + count;
                }
            }

            sums = next;
        }

        double[] utilities = [.. sums.Keys.Order()];
        var countFrom = utilities.Select(utility => sums[utility]).ToArray();
        for (var i = countFrom.Length - 2; i >= 0; i--)
        {
            countFrom[i] += countFrom[i + 1];
        }

        return (utilities, countFrom);
    }
}

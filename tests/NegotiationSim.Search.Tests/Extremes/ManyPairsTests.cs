using System.Collections.Immutable;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Tests.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Tests.Extremes;

/// <summary>Red lines over pairs of issues, in spaces where their states are more than a search keeps, and where enumeration tells the answer.</summary>
public sealed class ManyPairsTests
{
    [Theory]
    [InlineData(24, 10_000, 11)]
    [InlineData(40, 500, 20)]
    public void Best_PairLinesBeyondTheStatesThatAreKept_IsTheBestOfEachPair(int issues, int values, int pairs)
    {
        var search = PairLines(issues, values, pairs, out var limits);
        var outcome = new ushort[issues];

        Assert.True(search.Best(0, outcome, out var utility));

        var lost = Enumerable.Range(0, pairs).Sum(p => values - 1 - Math.Max(limits[p], limits[p + issues / 2]));
        Assert.Equal(1 - (double)lost / (values - 1) / issues, utility, 1e-9);
        Assert.True(search.Permits(outcome, 0));
    }

    [Fact]
    public void Find_RandomSmallSpaces_IsTheExtremeOfEnumeration()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var given = new RandomCase(seed, mostOutcomes: 600, trust: false);
            if (given.Table.Capped)
            {
                continue;
            }

            var values = new PermittedValues(given.Table.Layout);
            values.Build(given.Table, [.. given.Infeasible.Select(given.Compile)], [.. given.Vetoes.Select(given.Compile)]);
            var all = new Enumeration(given);
            var permitted = all.AtOrAbove(double.NegativeInfinity).Select(i => all.Utility[i]).ToList();
            var outcome = new ushort[given.Table.Layout.ComponentCount];

            Assert.Equal(permitted.Count > 0, new ConditionBranching(given.Table.Layout, 1).Find(values, given.Table, outcome, out var best));
            new ConditionBranching(given.Table.Layout, -1).Find(values, given.Table, outcome, out var worst);

            Assert.Equal(permitted.Count > 0 ? permitted.Max() : double.NaN, best, 1e-12);
            Assert.Equal(permitted.Count > 0 ? permitted.Min() : double.NaN, worst, 1e-12);
        }
    }

    private static OfferSearch PairLines(int issues, int values, int pairs, out int[] limits)
    {
        // The lines of an actor that wants everything high: never both issues of a pair above a limit. A pair lies half of all issues apart, so that all lines are open in the middle.
        var random = new Random(pairs);
        var space = new OutcomeSpace([.. Enumerable.Range(0, issues).Select(i => (Issue)new OptionsIssue
        {
            Id = $"i{i}", FirstComponent = i, StatusQuo = [0], Options = [.. Enumerable.Range(0, values).Select(v => new Option($"v{v}", null, v))],
        })]);
        var table = new UtilityTable(space);
        limits = Enumerable.Range(0, issues).Select(_ => random.Next(values / 2, values)).ToArray();
        for (var i = 0; i < issues; i++)
        {
            table.Share[i] = 1.0 / issues;
            for (var v = 0; v < values; v++)
            {
                table.Value[table.Layout.Offset(i) + v] = (double)v / (values - 1);
            }
        }

        table.Seal();
        var above = limits;
        ImmutableArray<bool> Above(int issue) => [.. Enumerable.Range(0, values).Select(v => v > above[issue])];
        ConcreteCondition[] lines = [.. Enumerable.Range(0, pairs).Select(p =>
            ConcreteCondition.Compile(new AllOf([new ValueTest(p, Above(p)), new ValueTest(p + issues / 2, Above(p + issues / 2))]), space, RandomCase.Value))];
        var search = new OfferSearch();
        search.Build(table, [], lines);
        return search;
    }
}

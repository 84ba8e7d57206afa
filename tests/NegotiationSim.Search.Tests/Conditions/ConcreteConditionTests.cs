using CsCheck;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Tests.Offers;

namespace NegotiationSim.Search.Tests.Conditions;

public sealed class ConcreteConditionTests
{
    private static readonly OutcomeSpace s_space = new([
        new RangeIssue { Id = "aid", FirstComponent = 0, StatusQuo = [0], From = 0, To = 3, Step = 1, Numbers = [0, 1, 2, 3], MayStayOpen = true },
    ]);

    [Fact]
    public void Holds_RandomConditions_AgreesWithTheirRecords() =>
        Gen.Int.Sample(
            seed =>
            {
                var given = new RandomCase(seed, mostOutcomes: 200);
                foreach (var condition in given.Vetoes.Concat(given.Infeasible).Concat(given.Linkages.Select(linkage => linkage.When)))
                {
                    var concrete = given.Compile(condition);
                    for (var i = 0; i < given.Space.Count; i++)
                    {
                        var outcome = given.Space.At(i).Span.ToArray();
                        Assert.Equal(NaiveCondition.Holds(condition, outcome), concrete.Holds(outcome));
                    }
                }
            },
            iter: 300);

    [Theory]
    [InlineData(Comparison.AtLeast, false, new[] { false, false, true, true, false })]
    [InlineData(Comparison.AtLeast, true, new[] { true, true, false, false, false })]
    [InlineData(Comparison.Above, false, new[] { false, false, false, true, false })]
    [InlineData(Comparison.Below, true, new[] { false, false, true, true, false })]
    public void Holds_ThresholdWithOpenValue_OpenNeverPasses(Comparison comparison, bool negated, bool[] expected)
    {
        var condition = Compile(new ThresholdTest(0, [0, 1, 2, 3, double.NaN], comparison, Quantity.Of(2 + 5e-10), negated));

        Assert.Equal(expected, Enumerable.Range(0, 5).Select(v => condition.Holds([(ushort)v])));
    }

    [Fact]
    public void SetLimit_LineMoves_FollowsTheNewLimit()
    {
        var condition = Compile(new ThresholdTest(0, [0, 1, 2, 3, double.NaN], Comparison.Below, Quantity.Of(2)));

        condition.SetLimit(0, condition.Limit(0) - 1);

        Assert.True(condition.Holds([0]));
        Assert.False(condition.Holds([1]));
    }

    [Fact]
    public void Refill_UncertainLimit_TakesTheReplicasValue()
    {
        var uncertain = new Quantity(new DriverReference(0), "actors.a.red_lines.r.never.aid");
        var value = 1.0;
        var condition = ConcreteCondition.Compile(new ThresholdTest(0, [0, 1, 2, 3, double.NaN], Comparison.AtMost, uncertain), s_space, _ => value);
        Assert.False(condition.IsConstant);
        Assert.False(condition.Holds([2]));

        value = 2;
        condition.Refill(_ => value);

        Assert.True(condition.Holds([2]));
    }

    private static ConcreteCondition Compile(Condition condition) => ConcreteCondition.Compile(condition, s_space, RandomCase.Value);
}

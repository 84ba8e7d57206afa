using System.Collections.Immutable;
using CsCheck;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>What red lines read like: the demand of their owner.</summary>
public sealed class DemandWordsTests
{
    private const int Truce = 0;
    private const int Aid = 1;
    private const int Alpha = 2;
    private const int Ruler = 5;

    private static readonly OutcomeSpace Space = TruceForAid.Scenario.Space;
    private static readonly DemandWords Words = Of(Space);
    private static readonly ImmutableArray<double> Positions = [0, 40, 100, double.NaN];

    private static readonly Gen<Condition> AnyTest = Gen.OneOf(
        Gen.Int[0, Space.Components.Length - 1].SelectMany(c => Gen.Bool.Array[Space.Components[c].ValueCount].Select(Condition (met) => new ValueTest(c, [.. met]))),
        AnyThreshold().Select(Condition (test) => test));

    private static readonly Gen<Condition> AnyCondition = Gen.Recursive<Condition>((depth, nested) => depth > 2
        ? AnyTest
        : Gen.Frequency(
            (3, AnyTest),
            (1, nested.Array[0, 3].Select(Condition (parts) => new AllOf([.. parts]))),
            (1, nested.Array[0, 3].Select(Condition (parts) => new AnyOf([.. parts]))),
            (1, nested.Select(Condition (part) => new Negation(part)))));

    public static TheoryData<string, Condition> Demands { get; } = new()
    {
        { "at least 5 roads open to aid convoys", Threshold(Comparison.Below, 5) },
        { "at most 7 roads open to aid convoys", Threshold(Comparison.Above, 7) },
        { "at most 6 roads open to aid convoys", Threshold(Comparison.AtLeast, 7) },
        { "at least 8 roads open to aid convoys", Threshold(Comparison.AtMost, 7) },
        { "no roads open to aid convoys", Threshold(Comparison.Above, 0) },
        { "Roads open to aid convoys: at least 1", Threshold(Comparison.AtMost, 0) },
        { "at least 5 roads open to aid convoys", Threshold(Comparison.AtLeast, 5, negated: true) },
        { "Roads open to aid convoys: anything but 5", Values(Aid, 5) },
        { "Roads open to aid convoys: neither 5 nor 7", Values(Aid, 5, 7) },
        { "Roads open to aid convoys: anything", Values(Aid) },
        { "Fate of the ruler: at most “leaves later”", new ThresholdTest(Ruler, Positions, Comparison.Above, Quantity.Of(50)) },
        { "Fate of the ruler: “stays”", new ThresholdTest(Ruler, Positions, Comparison.Below, Quantity.Of(50)) },
        { "Fate of the ruler: settled, not left open", Values(Ruler, 3) },
        { "Fate of the ruler: at least “leaves later”, not left open", Values(Ruler, 0, 3) },
        { "Fate of the ruler: left open", Values(Ruler, 0, 1, 2) },
        { "Fate of the ruler: nothing will do", Values(Ruler, 0, 1, 2, 3) },
        { "Fate of the ruler: anything but “leaves later”", Values(Ruler, 1) },
        { "Length of the truce: “none” or “open ended”", Values(Truce, 1, 2) },
        { "Length of the truce: from “48 hours” to “7 days”", Values(Truce, 0, 3) },
        { "Length of the truce: “48 hours”", new Negation(Values(Truce, 1)) },
        { "Groups that both powers may strike as terrorists: without gamma", Member(2, true) },
        { "Groups that both powers may strike as terrorists: with gamma", Member(2, false) },
        { "Groups that both powers may strike as terrorists: with neither alpha nor gamma", new AnyOf([Member(0, true), Member(2, true)]) },
        { "Groups that both powers may strike as terrorists: not both alpha and gamma", new AllOf([Member(0, true), Member(2, true)]) },
        { "Groups that both powers may strike as terrorists: not exactly alpha", new AllOf([Member(0, true), Member(1, false), Member(2, false)]) },
        { "Groups that both powers may strike as terrorists: exactly alpha", new Negation(new AllOf([Member(0, true), Member(1, false), Member(2, false)])) },
        { "Groups that both powers may strike as terrorists: with at least one of alpha and gamma", new AllOf([Member(0, false), Member(2, false)]) },
        { "Length of the truce: “none” only with at most 4 roads open to aid convoys", new AllOf([Values(Truce, 0), Threshold(Comparison.AtLeast, 5)]) },
        {
            "Length of the truce: “none” and Fate of the ruler: “stays” only with at most 4 roads open to aid convoys",
            new AllOf([Values(Truce, 0), Values(Ruler, 2), Threshold(Comparison.AtLeast, 5)])
        },
        { "Length of the truce: at least “48 hours” and at most 4 roads open to aid convoys", new AnyOf([Values(Truce, 0), Threshold(Comparison.AtLeast, 5)]) },
        { "from 3 to 4 roads open to aid convoys", new AnyOf([Threshold(Comparison.Below, 3), Threshold(Comparison.Above, 4)]) },
        { "nothing will do", new AllOf([]) },
        { "anything", new AnyOf([]) },
    };

    [Theory]
    [MemberData(nameof(Demands))]
    public void Of_Line_ReadsAsItsDemand(string demand, Condition never) => Assert.Equal(demand, Words.Of(never));

    [Theory]
    [InlineData("Centrifuges that may enrich", 0, 20000, 500, 5000, "at least 5,000 centrifuges that may enrich")]
    [InlineData("Centrifuges", 0, 20000, 500, 5000, "at least 5,000 centrifuges")]
    [InlineData("Duration of the limits (years)", 1, 25, 1, 10, "Duration of the limits: at least 10 years")]
    [InlineData("Share of the seats (%)", 0, 100, 5, 30, "Share of the seats: at least 30%")]
    [InlineData("Year of the election", 2016, 2030, 1, 2020, "Year of the election: at least 2020")]
    [InlineData("Access for inspectors", 0, 5000, 1, 1200, "Access for inspectors: at least 1,200")]
    [InlineData("Limit (Natanz)", 0, 5, 1, 3, "Limit (Natanz): at least 3")]
    [InlineData(null, 0, 5, 1, 3, "a b: at least 3")]
    public void Of_RangeWithUnit_TakesItToTheNumber(string? title, double from, double to, double step, double limit, string demand)
    {
        var issue = new RangeIssue
        {
            Id = "a_b", Title = title, FirstComponent = 0, StatusQuo = [0], From = from, To = to, Step = step,
            Numbers = [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => from + i * step)],
        };
        Assert.Equal(demand, Of(new OutcomeSpace([issue])).Of(new ThresholdTest(0, issue.Numbers, Comparison.Below, Quantity.Of(limit - step / 3))));
    }

    [Theory]
    [InlineData(Comparison.Above, "at most")]
    [InlineData(Comparison.AtLeast, "below")]
    [InlineData(Comparison.Below, "at least")]
    [InlineData(Comparison.AtMost, "above")]
    public void Of_LimitThatIsNotKnown_SaysSo(Comparison comparison, string demand)
    {
        var limit = new Quantity(new Distribution(DistributionKind.Uniform, [new Constant(0), new Constant(9)], 1, "x#0"), "x");
        Assert.Equal($"Roads open to aid convoys: {demand} an uncertain limit", Words.Of(new ThresholdTest(Aid, [0, 1, 2], comparison, limit)));
    }

    [Fact]
    public void Of_AnyCondition_IsNeverEmpty() =>
        AnyCondition.Sample(condition => !string.IsNullOrWhiteSpace(Words.Of(condition)) && !Words.Of(condition).EndsWith(' '), iter: 2000);

    [Fact]
    public void Of_Threshold_IsTheComplement() =>
        AnyThreshold().Sample(
            test =>
            {
                var limit = ((Constant)test.Limit.Expression).Value;
                var met = Enumerable.Range(0, test.Scale.Length).Select(v => test.Passes(v, limit));
                return Words.Of(test) == Words.Of(new Negation(new ValueTest(test.Component, [.. met.Select(passes => !passes)])));
            },
            iter: 1000);

    [Fact]
    public void Of_DifferentChoices_ReadDifferently()
    {
        foreach (var component in new[] { Truce, Ruler })
        {
            var values = Space.Components[component].ValueCount;
            var words = Enumerable.Range(0, 1 << values).Select(bits => Words.Of(new ValueTest(component, [.. Enumerable.Range(0, values).Select(v => (bits >> v & 1) == 1)])));
            Assert.Distinct(words);
        }
    }

    [Fact]
    public void Holds_AnyCondition_IsTheOppositeOfItsNegation() =>
        Gen.Select(AnyCondition, Gen.Int[0, (int)Space.Count - 1]).Sample(
            (condition, index) => Words.Holds(condition, Space.At(index)) == !Words.Holds(new Negation(condition), Space.At(index)),
            iter: 1000);

    [Fact]
    public void IsMet_LineThatNoValueCrosses_IsTrue()
    {
        Assert.True(Words.IsMet(Threshold(Comparison.Below, 0)));
        Assert.False(Words.IsMet(Threshold(Comparison.Below, 1)));
    }

    private static DemandWords Of(OutcomeSpace space) => new(space, quantity => (quantity.Expression as Constant)?.Value);

    private static Gen<ThresholdTest> AnyThreshold() =>
        Gen.Select(Gen.Bool, Gen.Enum<Comparison>(), Gen.Double[-1, 101], Gen.Bool).Select((aid, comparison, limit, negated) => aid
            ? new ThresholdTest(Aid, Numbers, comparison, Quantity.Of(limit / 10), negated)
            : new ThresholdTest(Ruler, Positions, comparison, Quantity.Of(limit), negated));

    private static ImmutableArray<double> Numbers => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    private static ThresholdTest Threshold(Comparison comparison, double limit, bool negated = false) => new(Aid, Numbers, comparison, Quantity.Of(limit), negated);

    private static ValueTest Values(int component, params int[] met) =>
        new(component, [.. Enumerable.Range(0, Space.Components[component].ValueCount).Select(v => met.Contains(v))]);

    private static ValueTest Member(int member, bool within) => new(Alpha + member, [!within, within]);
}

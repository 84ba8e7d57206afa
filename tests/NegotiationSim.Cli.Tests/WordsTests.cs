using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class WordsTests
{
    private static readonly ConditionWords Words = new(TruceForAid.Scenario.Space, quantity => (quantity.Expression as Constant)?.Value);

    [Theory]
    [InlineData(0.41, 0.83, "0.41", "0.83")]
    [InlineData(0.4499, 0.4501, "0.4499", "0.4501")]
    [InlineData(0.4501, 0.4501, "0.45", "0.45")]
    [InlineData(-0.001, 0.1, "0.00", "0.10")]
    public void Compared_TwoUtilities_ShowsThatTheyDiffer(double first, double second, string firstText, string secondText) =>
        Assert.Equal((firstText, secondText), Figures.Compared(first, second));

    [Theory]
    [InlineData(24, "1 day")]
    [InlineData(168, "1 week")]
    [InlineData(336, "2 weeks")]
    [InlineData(48, "2 days")]
    [InlineData(36, "36 hours")]
    public void Span_Hours_TakesTheLargestUnitThatFits(int hours, string text) => Assert.Equal(text, Figures.Span(TimeSpan.FromHours(hours)));

    [Fact]
    public void List_Items_ReadsLikeASentence() =>
        Assert.Equal(("", "a", "a and b", "a, b or c"), (Figures.List([]), Figures.List(["a"]), Figures.List(["a", "b"]), Figures.List(["a", "b", "c"], "or")));

    [Theory]
    [InlineData(0.5, 0.25, "━━◆━━─────")]
    [InlineData(1, 1, "━━━━━━━━━◆")]
    [InlineData(-1, 2, "─────────◆")]
    public void Scale_Value_ReachesAsFar(double value, double mark, string bar) => Assert.Equal(bar, Bar.Scale(value, mark, 10));

    [Theory]
    [InlineData(0, "░░░░")]
    [InlineData(0.01, "█░░░")]
    [InlineData(2.99, "███░")]
    [InlineData(3, "████")]
    [InlineData(5, "████")]
    public void Level_OfThree_IsFullOnlyWhenItIsFull(double value, string bar) => Assert.Equal(bar, Bar.Level(value, 3, 4));

    [Theory]
    [InlineData(new[] { false, true, false, false }, "Length of the truce: 48 hours")]
    [InlineData(new[] { false, false, true, true }, "Length of the truce: at least 7 days")]
    [InlineData(new[] { true, true, true, false }, "Length of the truce: at most 7 days")]
    [InlineData(new[] { false, true, true, false }, "Length of the truce: from 48 hours to 7 days")]
    [InlineData(new[] { true, false, true, false }, "Length of the truce: none or 7 days")]
    [InlineData(new[] { true, true, true, true }, "Length of the truce: anything that is settled")]
    [InlineData(new[] { false, false, false, false }, "Length of the truce: nothing")]
    public void Of_OrderedOptions_NamesThem(bool[] allowed, string text) => Assert.Equal(text, Words.Of(new ValueTest(0, [.. allowed])));

    [Fact]
    public void Of_OpenAndOthers_NamesBoth() =>
        Assert.Equal("Fate of the ruler: stays or left open", Words.Of(new ValueTest(5, [false, false, true, true])));

    [Fact]
    public void Of_UncertainThreshold_SaysSo()
    {
        var limit = new Quantity(new Distribution(DistributionKind.Uniform, [new Constant(0), new Constant(9)], 1, "x#0"), "x");
        Assert.Equal("Roads open to aid convoys above an uncertain point", Words.Of(new ThresholdTest(1, [0, 1, 2], Comparison.Above, limit)));
    }

    [Fact]
    public void Of_Compound_PutsBracketsWhereTheyAreNeeded()
    {
        var truce = new ValueTest(0, [true, false, false, false]);
        var gamma = new ValueTest(4, [true, false]);
        Assert.Equal(
            "Length of the truce: none and (Length of the truce: none or Groups that both powers may strike as terrorists: not including gamma)",
            Words.Of(new AllOf([truce, new AnyOf([truce, gamma])])));
    }

    [Fact]
    public void IsImpossible_LineThatNoValueCrosses_IsTrue()
    {
        Assert.True(Words.IsImpossible(new ThresholdTest(1, [0, 1, 2], Comparison.Below, Quantity.Of(0))));
        Assert.False(Words.IsImpossible(new ThresholdTest(1, [0, 1, 2], Comparison.Below, Quantity.Of(1))));
    }
}

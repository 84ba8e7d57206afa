using NegotiationSim.Cli.Telling;

namespace NegotiationSim.Cli.Tests;

public sealed class WordsTests
{
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
}

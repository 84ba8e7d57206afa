using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

public sealed class ScreenTests
{
    [Theory]
    [InlineData(null, null, null, null, 100, false)]
    [InlineData(null, "90", null, null, 90, false)]
    [InlineData(null, "wide", null, null, 100, false)]
    [InlineData(200, "90", null, null, 120, true)]
    [InlineData(20, null, null, null, 60, true)]
    [InlineData(80, null, "1", null, 80, false)]
    [InlineData(80, null, "", null, 80, true)]
    [InlineData(80, null, null, "dumb", 80, false)]
    public void Detect_Surroundings_DecideWidthAndColour(int? terminal, string? columns, string? noColour, string? term, int width, bool colour) =>
        Assert.Equal(
            new Screen(width, colour),
            Screen.Detect(terminal, name => name switch { "COLUMNS" => columns, "NO_COLOR" => noColour, "TERM" => term, _ => null }));

    [Fact]
    public void Render_Sentence_NeverBreaksWhereOnlyTheEmphasisChanges()
    {
        var names = new Names(TruceForAid.Scenario);
        var text = new Screen(60, false).Render(console => console.Paragraph(
            new Sentence(names).Say("A line of exactly fifty-five columns before the next wo").Strong("rd").Say(", and on.")));
        Assert.Equal("A line of exactly fifty-five columns before the next word,\nand on.\n", text);
    }

    [Fact]
    public void Render_Items_AreContinuedBehindTheirBullets()
    {
        var names = new Names(TruceForAid.Scenario);
        var sentence = new Sentence(names);
        for (var i = 0; i < 2; i++)
        {
            sentence.Item().Say(string.Join(' ', Enumerable.Repeat("word", 14)));
        }

        var line = "• " + string.Join(' ', Enumerable.Repeat("word", 11)) + "\n  word word word\n";
        Assert.Equal(line + line, new Screen(60, false).Render(console => console.Paragraph(sentence)));
    }

    [Fact]
    public void Render_WordLongerThanTheLine_IsCutIntoLines()
    {
        var text = new Screen(60, false).Render(console => console.Paragraph(new Sentence(new Names(TruceForAid.Scenario)).Say(new string('x', 130))));
        Assert.Equal([60, 60, 10, 0], text.Split('\n').Select(line => line.Length));
    }
}

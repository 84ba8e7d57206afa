namespace NegotiationSim.Scenarios.Tests;

public sealed class ScenarioAssumptionTests
{
    private const string Text = """
        name: x   # no number
        title: "normal(0, 1) # is a title"
        drivers:
          war: normal(0, 1)        # J. Smith, "The war" (1999)
          half: war / 2
          fixed: 3                 # certain
          # A remark with a line of its own.
          alone: bernoulli(0.5)
        issues:
          i: {options: [war, peace]}
        actors:
          a:
            preferences: {i: {weight: 1, ideal: "50 + 5*war", held_with: 0.7}}   # two numbers on a line
            no_deal: 0.4
            red_lines:
              - {id: low, never: {i: war}, held_with: 1}
        ties:
          - {patron: a, client: b, words: 0.75, deeds: 0}
        events:
          - id: storm
            title: The storm # of 'war'
            probability: 0.3       # [WX1]
        """;

    [Fact]
    public void Of_Text_FindsWhatIsUncertainWithTheRemarkOnItsLine()
    {
        var found = ScenarioAssumption.Of(Text);
        Assert.Equal(
            [
                "drivers.war = normal(0, 1) | J. Smith, \"The war\" (1999)",
                "drivers.half = war / 2 | -",
                "drivers.alone = bernoulli(0.5) | -",
                "actors.a.preferences.i.ideal = 50 + 5*war | two numbers on a line",
                "actors.a.preferences.i.held_with = 0.7 | two numbers on a line",
                "ties.0.words = 0.75 | -",
                "events.storm.probability = 0.3 | [WX1]",
            ],
            found.Where(one => one.Value != "war").Select(one => $"{one.Path} = {one.Value} | {one.Comment ?? "-"}"));
        Assert.Equal(("actors", "a"), (found[^4].Section, found[^4].Entry));
        Assert.Equal(4, found[0].Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a: [")]
    [InlineData("7")]
    [InlineData("- a\n- b")]
    public void Of_NoScenario_IsEmpty(string text) => Assert.Empty(ScenarioAssumption.Of(text));

    [Fact]
    public void Of_Example_FindsItsDraws()
    {
        var found = ScenarioAssumption.Of(File.ReadAllText(Files.Fixture("truce-for-aid.yaml")));
        Assert.Contains(found, one => one.Path == "actors.client.red_lines.aid-ceiling.held_with" && one.Value == "0.8");
        Assert.All(found, one => Assert.InRange(one.Line, 1, 500));
    }
}

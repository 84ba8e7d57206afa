namespace NegotiationSim.Scenarios.Tests;

public sealed class OverrideTests
{
    private static readonly string Example = File.ReadAllText(Files.Fixture("truce-for-aid.yaml"));

    [Theory]
    [InlineData("calendar.rounds=7")]
    [InlineData("actors.client.red_lines.aid-ceiling.held_with=0")]
    [InlineData("actors.north.preferences.ruler.ideal=uniform(0, 10)")]
    [InlineData("actors.north.preferences.ruler.accepts.1=40")]
    [InlineData("events.election.branches.hawk.probability=1")]
    [InlineData("ties.0.words=0")]
    [InlineData("infeasible.0={truce: none}")]
    [InlineData("infeasible.1={truce: none}")]
    [InlineData("actors.north.consults=true")]
    [InlineData("protocol.renegotiate=2")]
    [InlineData("actors.south.tactic={kind: conceder}")]
    [InlineData("actors.north.red_lines.second={id: second, never: {truce: none}}")]
    [InlineData("actors.neighbour.no_deal=0.1 = 0.2")]
    public void Read_WithOverride_TextReadsBackAsTheSame(string setting)
    {
        var result = ScenarioReader.Read(Example, "example.yaml", [setting]);
        Assert.NotNull(result.Text);
        var again = ScenarioReader.Read(result.Text, "example.yaml");

        Assert.Equal(result.Scenario is null, again.Scenario is null);
        if (result.Scenario is { } scenario)
        {
            Assert.Equal(result.Diagnostics.Select(d => d.Message), again.Diagnostics.Select(d => d.Message));
            Assert.Equal(Dump.Of(scenario), Dump.Of(again.Scenario!));
            Assert.NotEqual(Dump.Of(ScenarioReader.Read(Example, "example.yaml").Scenario!), Dump.Of(scenario));
        }
    }

    [Theory]
    [InlineData("calendar.start=9999-12-25", 16)]
    [InlineData("calendar.rounds=100000", null)]
    [InlineData("implementation.period=36500d", 23)]
    public void Read_CalendarPastItsEnd_PointsAtTheOverride(string setting, int? column)
    {
        // So low a rate that the incidents of a century stay within their own limit.
        var result = ScenarioReader.Read(Example.Replace("rate: 0.4", "rate: 0.001", StringComparison.Ordinal), "example.yaml", [setting]);

        var expected = column is { } at ? [$"--set:1:{at}: error: rounds and periods together run past the year 9999; begin earlier, or shorten `round`, `period` or their numbers"] : Array.Empty<string>();
        Assert.Equal(expected, result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString()));
    }

    [Fact]
    public void Read_WithOverride_SetsTheValue()
    {
        var scenario = ScenarioReader.Read(Example, "example.yaml", ["calendar.rounds=7", "actors.client.red_lines.aid-ceiling.held_with=0"]).Scenario!;

        Assert.Equal(7, scenario.Calendar.Rounds);
        var line = scenario.Actors[2].RedLines.Single(l => l.Id == "aid-ceiling");
        Assert.Equal(new Constant(0), line.HeldWith.Expression);
        Assert.Equal("actors.client.red_lines.aid-ceiling.held_with", line.HeldWith.Path);
    }

    [Fact]
    public void Read_OverrideBelowAMissingMapping_AddsIt()
    {
        var text = string.Join('\n', Example.Split('\n').Where(l => !l.StartsWith("protocol:", StringComparison.Ordinal) && !l.Contains("kind: alternating") && !l.Contains("agreement: unanimity")));

        Assert.Equal(2, ScenarioReader.Read(text, "example.yaml", ["protocol.renegotiate=2"]).Scenario!.Protocol.Renegotiate);
    }

    [Theory]
    [InlineData("actors.clinet.no_deal=1", 8, "there is no `clinet` in `actors`; did you mean `client`?")]
    [InlineData("calendar.rounds=0", 17, "`rounds` is 0")]
    [InlineData("calendar.rounds=null", 17, "`rounds` has no value")]
    [InlineData("calendar.rounds= ~", 18, "`rounds` has no value")]
    [InlineData("actors.north.no_deal=", 22, "no value")]
    [InlineData("actors.north.no_deal=\"0.3 + nonsense\"", 29, "no driver is called `nonsense`")]
    [InlineData("calendar.ruonds=5", 10, "unknown key `ruonds`; did you mean `rounds`?")]
    [InlineData("actors.client.red_lines.aid.held_with=0", 25, "has no entry `aid`")]
    [InlineData("name.x=1", 6, "which has nothing below it")]
    [InlineData("calendar.rounds", 1, "write PATH=VALUE")]
    [InlineData("calendar.rounds=", 17, "no value")]
    [InlineData("calendar.rounds=[1", 19, "not YAML")]
    [InlineData("calendar..rounds=1", 1, "is no path")]
    [InlineData("actors.north.no_deal=0.3 + nonsense", 28, "no driver is called `nonsense`")]
    public void Read_BadOverride_IsLocatedInTheSetting(string setting, int column, string message)
    {
        var result = ScenarioReader.Read(Example, "example.yaml", ["calendar.round=7d", setting]);

        var found = Assert.Single(result.Diagnostics, d => d.File == "--set");
        Assert.Null(result.Scenario);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
        Assert.Equal((2, column), (found.Line, found.Column));
    }
}

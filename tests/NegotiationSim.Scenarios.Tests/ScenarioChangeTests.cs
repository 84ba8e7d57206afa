namespace NegotiationSim.Scenarios.Tests;

public sealed class ScenarioChangeTests
{
    private static readonly string Example = File.ReadAllText(Files.Fixture("truce-for-aid.yaml"));

    [Theory]
    [InlineData("calendar.rounds=7", "calendar.rounds: 20 -> 7")]
    [InlineData("calendar.rounds=20")]
    [InlineData("actors.north.consults=true", "actors.north.consults: - -> true")]
    [InlineData("actors.client.red_lines.aid-ceiling.held_with=0", "actors.client.red_lines.aid-ceiling.held_with: 0.8 -> 0")]
    [InlineData("actors.*.red_lines.*.held_with=1", "actors.north.red_lines.never-gamma.held_with: - -> 1", "actors.client.red_lines.aid-ceiling.held_with: 0.8 -> 1")]
    [InlineData("actors.south.tactic={kind: boulware, e: 6}", "actors.south.tactic.kind: linear -> boulware", "actors.south.tactic.e: - -> 6")]
    [InlineData("actors.north.red_lines=[]", "actors.north.red_lines.never-gamma: {id: never-gamma, never: {targets: {includes: gamma}}} -> -")]
    [InlineData("ties.0.words=0", "ties.0.words: 0.75 -> 0")]
    [InlineData("actors.south.no_deal=0.4", "actors.south.no_deal: {now: 0.4, per_round: -0.005} -> 0.4")]
    [InlineData("title='7'", "title: A truce in exchange for aid access -> '7'")]
    public void Between_FileAndSetting_NamesEveryKeyThatDiffers(string setting, params string[] expected)
    {
        var after = ScenarioReader.Read(Example, "example.yaml", [setting]).Text!;
        Assert.Equal(expected, ScenarioChange.Between(Example, after).Select(change => $"{change.Path}: {change.Before ?? "-"} -> {change.After ?? "-"}"));
    }

    [Fact]
    public void Between_NoYaml_IsNothing() => Assert.Empty(ScenarioChange.Between(Example, "a: ["));
}

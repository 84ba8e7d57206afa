namespace NegotiationSim.Scenarios.Tests;

/// <summary>A no-deal value that no text is worth is pointed out where it stands, in every form; the file stays valid.</summary>
public sealed class ScaleDoubtsTests
{
    private const string Template = """
        schema: negotiation-sim/1
        name: scales
        calendar: {start: 2020-01-01, round: 7d, rounds: 10}
        drivers: {mood: "uniform(0, 1)"}
        issues:
          land: {options: [none, some, all]}
          aid: {range: {from: 0, to: 10}}
          lists: {set_of: [x, y]}
        actors:
          us:
            role: principal
            preferences:
              land: {weight: 50, values: {none: 0, some: 0.6, all: 1}}
              aid: {weight: 30, ideal: 4}
              lists: {weight: 20, values: {x: 1, y: -1}}
            no_deal: 0.4
          them: {role: principal, preferences: {land: {weight: 1, ideal: 0}}, no_deal: 0.1 * mood}
          house: {role: ratifier, of: us, preferences: {land: {weight: 1, ideal: 100}}}
          other: {role: outsider, preferences: {land: {weight: 1, ideal: 100}}}
        events:
          - {id: turn, hazard: 1, effects: [{actor: us, no_deal: 0.2}]}
        """;

    [Theory]
    [InlineData("actors.us.no_deal=40", 19, "`no_deal` is 40, and no text that `us` may sign is worth more than 1 to it: it leaves at once; did you mean 0.4?")]
    [InlineData("actors.us.no_deal=1.01", 19, "`no_deal` is 1.01, and")]
    [InlineData("actors.us.no_deal=28 + mood", 19, "`no_deal` is 28.5 on average, and")]
    [InlineData("actors.us.no_deal={now: 40, per_round: -1}", 25, "`no_deal` is 40, and")]
    [InlineData("actors.us.no_deal={per_round: 0.001, now: 1.1}", 43, "`no_deal` is 1.1, and")]
    [InlineData("actors.us.no_deal={like: {land: all, aid: 4, lists: [x]}, plus: 10}", 65, "`no_deal` is 11, and")]
    [InlineData("actors.us.no_deal={by_date: {2019-01-01: 2, 2030-01-01: 0}}", 42, "`no_deal` is 1.8183")]
    [InlineData("actors.us.no_deal={by_date: {2021-01-01: 40}}", 42, "`no_deal` is 40, and")]
    [InlineData("actors.house.no_deal=45", 22, "`no_deal` is 45, and no text that `house` may sign is worth more than 1 to it: it refuses them all; did you mean 0.45?")]
    [InlineData("actors.other.no_deal=280", 22, "every agreement hurts it; utilities and what they are compared with are on one scale")]
    [InlineData("events.turn.effects.0.no_deal=40", 31, "the event `turn` adds 40 to `no_deal`")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100, accepts: [none, some]}}, no_deal: 0.7}", 107, "worth more than 0.5 to it")]
    [InlineData("actors.us={role: principal, normalise_weights: false, preferences: {land: {weight: 0.3, ideal: 100}}, no_deal: 0.7}", 112, "worth more than 0.3 to it")]
    [InlineData("actors.us={role: principal, normalise_weights: false, preferences: {land: {weight: 3, ideal: 100}}, no_deal: 1.2}", 110, "worth more than 1 to it")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, linkages: [{when: {land: [none, some, all]}, adds: -0.4}], no_deal: 0.7}", 143, "worth more than 0.6 to it")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, linkages: [{when: {land: all}, adds: 0.2}, {when: {land: none}, adds: 3}], no_deal: 5}", 159, "worth more than 3 to it")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, red_lines: [{id: c, never: {land: all}, costs: 0.9}], no_deal: 0.7}", 138, "worth more than 0.5 to it")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, red_lines: [{id: c, never: {land: all, aid: {at_least: 0}}}], no_deal: 0.7}", 146, "worth more than 0.5 to it")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, trust: 0.9, betrayed: 30}", 97, "`betrayed` is 30, and no text is worth more than 1 to `us`: broken agreements would be better than kept ones; did you mean 0.3?")]
    public void Read_WorthMoreThanAnyText_WarnsAtTheValue(string setting, int column, string message)
    {
        var read = ScenarioReader.Read(Template, "scales.yaml", [setting]);

        Assert.NotNull(read.Scenario);
        var warning = Assert.Single(read.Diagnostics, d => !d.Message.Contains("no actor gives", StringComparison.Ordinal));
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
        Assert.Equal((Severity.Warning, "--set", column), (warning.Severity, warning.File, warning.Column));
    }

    [Theory]
    [InlineData("actors.us.no_deal=1")]
    [InlineData("actors.us.no_deal=-40")]
    [InlineData("actors.us.no_deal=uniform(0, 1.9)")]
    [InlineData("actors.us.no_deal={now: 0.4, per_round: 0.5}")]
    [InlineData("actors.us.no_deal={by_date: {2020-01-01: 0.2, 2020-02-01: 3}}")]
    [InlineData("actors.us.no_deal={like: {land: all, aid: 4, lists: [x]}}")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100, accepts: [none, some], held_with: 0.9}}, no_deal: 0.7}")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, linkages: [{when: {land: all}, adds: 0.2}], no_deal: 1.2}")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, trust: 0.9, betrayed: -30}")]
    [InlineData("actors.us={role: principal, preferences: {land: {weight: 1, ideal: 100}}, red_lines: [{id: c, never: {not: {land: open}}}], no_deal: 7}")]
    public void Read_WorthOfSomeText_SaysNothing(string setting)
    {
        var read = ScenarioReader.Read(Template, "scales.yaml", [setting]);

        Assert.Empty(read.Diagnostics.Where(d => d.Message.Contains("worth more", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_DriversThatDoubleEachOther_TakesNoTime()
    {
        var drivers = string.Join(", ", Enumerable.Range(1, 90).Select(i => $"d{i}: d{i - 1} + d{i - 1}"));

        var read = ScenarioReader.Read(Template, "scales.yaml", [$"drivers={{d0: \"uniform(0, 1e-30)\", mood: 1, {drivers}}}", "actors.us.no_deal=d90"]);

        Assert.NotNull(read.Scenario);
    }
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>A spoiler strikes a hundred times in a period at most, whatever raises its rate.</summary>
public sealed class IncidentLimitTests
{
    [Theory]
    [InlineData("rate: \"lognormal(1e6, 1)\"", "contagion: 0", "")]
    [InlineData("rate: 500", "contagion: 1e6", "")]
    [InlineData("rate: 500", "frailty: 1e50", "")]
    [InlineData("rate: 1", "contagion: 0", "events: [{id: e, hazard: 1e9, while: implementation, effects: [{spoiler: s, rate_times: 1e90}]}]")]
    [InlineData("rate: \"uniform(1e99, 1e100)\"", "frailty: 1e99", "")]
    public void Run_RateRaisedBeyondMeasure_StaysAtTheLimit(string rate, string rest, string events)
    {
        var text = """
            schema: negotiation-sim/1
            name: siege
            calendar: {round: 1d, rounds: 10}
            issues: {i: {options: [a, b], ordered: false}}
            actors:
              p: {role: principal, preferences: {i: {weight: 1, values: {a: 1, b: 0}}}, no_deal: 0.3, tactic: {kind: conceder}}
              q: {role: principal, preferences: {i: {weight: 1, values: {a: 1, b: 0}}}, no_deal: 0.3, tactic: {kind: conceder}}
            EVENTS
            implementation: {horizon: 40, breach: 0, REST, patience: {p: 1e99, q: 1e99}, spoilers: [{id: s, RATE, severity: 0.5}]}
            """
            .Replace("EVENTS", events, StringComparison.Ordinal)
            .Replace("REST", rest, StringComparison.Ordinal)
            .Replace("RATE", rate, StringComparison.Ordinal);
        var scenario = ScenarioReader.Read(text, "siege.yaml").Scenario!;

        var record = new DirectBlock(scenario).Run(1, 0);

        var perPeriod = record.Transcript.Where(entry => entry.Move == Move.Incident).GroupBy(entry => entry.Period).Select(period => period.Count()).ToList();
        Assert.InRange(perPeriod.Count, 35, 40);
        Assert.All(perPeriod, count => Assert.InRange(count, 1, Spoiler.MostIncidents));
        Assert.Contains(Spoiler.MostIncidents, perPeriod);
        Assert.Equal(Ending.Held, record.Ending);
    }
}

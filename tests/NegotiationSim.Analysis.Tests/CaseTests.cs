using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>What the central case takes for granted, and what many replicas add up to.</summary>
public sealed class CaseTests
{
    private const string Text = """
        schema: negotiation-sim/1
        name: central
        calendar: {rounds: 10, start: 2020-01-01}
        drivers:
          weather: normal(0.3, 5)
        issues:
          border: {range: {from: 0, to: 10}}
          name: {options: [old, new, both], ordered: false}
        actors:
          one:
            role: principal
            capability: 20
            preferences:
              border: {weight: 30, ideal: "uniform(0, 4)"}
              name: {weight: 10, values: {old: 0, new: 1, both: 0.5}}
            no_deal: {now: "0.1 + weather", per_round: 0.2}
            red_lines:
              - {id: likely, never: {border: {above: 8}}, held_with: 0.5}
              - {id: bluff, never: {name: both}, held_with: 0.49}
          other:
            role: principal
            capability: 60
            preferences:
              border: {weight: 50, values: [[0, 0], [6, 1], [8, 1], [10, 0.2]]}
            no_deal: 0.45
          church:
            role: outsider
            preferences:
              border: {weight: 10, ideal: 1}
        events:
          - {id: storm, at: 2020-01-01, effects: [{actor: one, no_deal: 5}]}
        """;

    private static Scenario Read(string text) => ScenarioReader.Read(text, "central.yaml").Scenario!;

    [Fact]
    public void Analyze_CentralCase_TakesMeansRoundOneAndLikelyLines()
    {
        var analysis = ScenarioAnalyzer.Analyze(Read(Text), AnalysisCase.Central, cancel: TestContext.Current.CancellationToken);

        var (one, other, church) = (analysis.Actors[0], analysis.Actors[1], analysis.Actors[2]);
        Assert.Equal(0.4, one.NoDeal, 1e-12);
        Assert.Equal([0], one.HeldLines);
        Assert.Equal([2, 1], one.Ideal!.Value.Values.Select(v => (int)v));

        // 3/4 (1 - |b - 2| / 8) + 1/4 name >= 0.4: with the old name up to 5 and from 0, with both from 0 to 7, with the new one from 0 to 8.
        Assert.Equal(OutcomeCount.Exactly(6 + 8 + 9), one.Acceptable);

        // b / 6 >= 0.45 from 3 on; at 10 it is 0.2, at 9 it is 0.6.
        Assert.Equal(OutcomeCount.Exactly(7 * 3), other.Acceptable);
        Assert.Equal(OutcomeCount.Exactly(33), church.Acceptable);
        Assert.Equal([0, 1], analysis.Consent.All);
        Assert.Equal(OutcomeCount.Exactly(3 + 5 + 6), analysis.Zone.Count);
        Assert.Equal(OptionStance.CrossesRedLine, one.Options[0][9]);
        Assert.Equal(OptionStance.NeverAcceptable, other.Options[0][2]);
        Assert.Equal(OptionStance.Acceptable, other.Options[0][3]);
    }

    [Fact]
    public void Baselines_OrderedIssue_IsTheMeanByCapabilityAndWeight()
    {
        var baseline = Assert.Single(ScenarioAnalyzer.Analyze(Read(Text), AnalysisCase.Central, cancel: TestContext.Current.CancellationToken).Baselines);

        // Positions 2, 7 (the middle of the best values 6 to 8) and 1, with 20 x 30, 60 x 50 and 50 x 10.
        Assert.Equal(0, baseline.Issue);
        Assert.Equal((600 * 2 + 3000 * 7 + 500 * 1) / 4100.0, baseline.Compromise, 1e-12);
        Assert.Equal(2, baseline.Median, 1e-12);
    }

    [Fact]
    public void Frequency_ManyReplicas_AddsUpWhatEachShows()
    {
        var scenario = Read(Text);
        const int Runs = 100;
        var heard = new List<long>();

        var frequency = ScenarioAnalyzer.Frequency(scenario, 7, Runs, progress: new Listener(heard), cancel: TestContext.Current.CancellationToken);

        var glances = Enumerable.Range(0, Runs).Select(r => ScenarioAnalyzer.Glance(scenario, AnalysisCase.Of(7, r), cancel: TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(Runs, heard[^1]);
        Assert.Equal(glances.Count(glance => glance.Zone == Existence.Yes), frequency.WithZone);
        Assert.InRange(frequency.WithZone, 1, Runs - 1);
        Assert.Equal((0, 0), (frequency.Undecided, frequency.Hopeless));
        Assert.Equal(Runs - frequency.WithZone, frequency.Blocking.Sum(set => set.Count));
        var commonest = frequency.Blocking[0];
        var alike = glances.Where(glance => glance.Blocking is { } set && set.Lines.SequenceEqual(commonest.Lines) && set.NoDeal.Select(n => n.Actor).SequenceEqual(commonest.NoDeal)).ToList();
        Assert.Equal(alike.Count, commonest.Count);
        for (var i = 0; i < commonest.NoDeal.Length; i++)
        {
            Assert.Equal(alike.Average(glance => glance.Blocking!.NoDeal[i].Amount), commonest.MeanShortfalls[i], 1e-9);
        }
    }

    private sealed class Listener(List<long> heard) : IProgress<long>
    {
        public void Report(long value) => heard.Add(value);
    }
}

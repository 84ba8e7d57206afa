namespace NegotiationSim.Scenarios.Tests;

/// <summary>What the complete example becomes, and the defaults of what it leaves out.</summary>
public sealed class ReadingTests
{
    private static readonly Scenario Example = ScenarioReader.ReadFile(Files.Fixture("truce-for-aid.yaml")).Scenario!;

    [Fact]
    public void Read_RoleThatThereIsNot_IsAnError()
    {
        var result = ScenarioReader.Read(
            "schema: negotiation-sim/1\nname: x\ncalendar: {rounds: 2}\nissues: {i: {options: [a, b]}}\n"
            + "actors:\n  p: {role: princpal, preferences: {i: {weight: 1, ideal: 0}}}\n  q: {role: principal, preferences: {i: {weight: 1, ideal: 0}}}\n",
            "x.yaml");

        Assert.Null(result.Scenario);
        Assert.Contains(result.Diagnostics, d => d.ToString().Contains("6:13: error", StringComparison.Ordinal) && d.ToString().Contains("principal", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Issues_BecomeComponentsInFileOrder()
    {
        Assert.Equal([4, 11, 2, 2, 2, 4], Example.Space.Components.Select(c => c.ValueCount));
        Assert.Equal([0, 1, 2, 5], Example.Space.Issues.Select(issue => issue.FirstComponent));
        Assert.Equal(new ushort[] { 0, 0, 0, 0, 0, 2 }, Example.Space.StatusQuo.Values);
        Assert.Equal(3, Example.Space.Issues[3].OpenValue);
        Assert.Equal([0, 100.0 / 3, 200.0 / 3, 100], ((OptionsIssue)Example.Space.Issues[0]).Options.Select(o => o.Position));
        Assert.Equal([0, 40, 100], ((OptionsIssue)Example.Space.Issues[3]).Options.Select(o => o.Position));
    }

    [Fact]
    public void Read_Distributions_AreNamedByTheirPath()
    {
        var driver = Assert.IsType<Distribution>(Example.Drivers[0].Value.Expression);
        var ideal = Assert.IsType<IdealPoint>(Example.Actors[0].Preferences!.Issues[3]!.Value);
        var severity = Assert.IsType<Distribution>(Example.Implementation!.Spoilers[0].Severity);

        Assert.Equal("drivers.battlefield#0", driver.StreamName);
        Assert.Equal("actors.north.preferences.ruler.ideal#0", Assert.IsType<Distribution>(ideal.Position.Expression).StreamName);
        Assert.Equal("implementation.spoilers.hardliners.severity#0", severity.StreamName);
        Assert.Equal((0, 100), (ideal.Position.Minimum, ideal.Position.Maximum));
    }

    [Fact]
    public void Read_Accepts_BecomesLinesBeforeTheOthers()
    {
        var north = Example.Actors[0];

        Assert.Equal(["ruler-low", "ruler-high", "never-gamma"], north.RedLines.Select(line => line.Id));
        Assert.Equal([3, 3, -1], north.RedLines.Select(line => line.AcceptsIssue));
        Assert.Equal([true, true, false], north.RedLines.Select(line => line.Yields));
        Assert.Equal(new Constant(0.8), north.RedLines[0].HeldWith.Expression);
        var low = Assert.IsType<ThresholdTest>(north.RedLines[0].Never);
        var high = Assert.IsType<ThresholdTest>(north.RedLines[1].Never);
        Assert.Equal((Comparison.Below, Comparison.Above), (low.Comparison, high.Comparison));
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(v => high.Passes(v, 50)));
        Assert.Equal(["ruler-low"], Example.Actors[1].RedLines.Select(line => line.Id));
        Assert.Equal("targets includes gamma", north.RedLines[2].Never.Text);
    }

    [Fact]
    public void Read_Actors_KeepTheirKindsOfNoDealAndTactics()
    {
        Assert.IsType<Binary>(Assert.IsType<FixedNoDeal>(Example.Actors[0].NoDeal).Value.Expression);
        Assert.Equal(new Constant(-0.005), Assert.IsType<DriftingNoDeal>(Example.Actors[1].NoDeal).PerRound.Expression);
        Assert.Equal(new ushort[] { 0, 0, 0, 0, 0, 2 }, Assert.IsType<NoDealLike>(Example.Actors[2].NoDeal).Outcome.Values);
        Assert.Equal((TacticKind.Boulware, OpponentModel.Frequency, AcceptanceKind.Next), (Example.Actors[0].Tactic.Kind, Example.Actors[0].Tactic.OpponentModel, Example.Actors[0].Tactic.Accept.Kind));
        Assert.Equal(TacticKind.Linear, Example.Actors[3].Tactic.Kind);
        Assert.Equal([1], Example.Actors[2].Of);
        Assert.Equal(IfRefused.BecomesSpoiler, Example.Actors[2].IfRefused);
        Assert.Equal(new DateOnly(2016, 11, 8), Example.Actors[0].Deadline);
    }

    [Fact]
    public void Read_Events_ResolveTheirReferences()
    {
        var siege = Example.Events[0];
        var client = Assert.IsType<ActorEffect>(siege.Effects[1]);
        var hawk = Assert.IsType<ActorEffect>(Example.Events[1].Branches[0].Effects[0]);

        Assert.Equal(new BetweenDates(new DateOnly(2016, 9, 1), new DateOnly(2016, 9, 30)), siege.Timing);
        Assert.Equal(2, client.Actor);
        Assert.Equal(new RedLineSwitch(0, On: false), client.Change);
        Assert.Equal(3, Assert.IsType<IdealShift>(hawk.Change).Issue);
    }

    [Fact]
    public void Read_Implementation_FillsItsDefaults()
    {
        var implementation = Example.Implementation!;
        var spoiler = Assert.Single(implementation.Spoilers);
        var gate = Assert.Single(implementation.Gates);

        Assert.Equal([0], spoiler.Hurts);
        Assert.Equal((1, 1), (spoiler.BlamedOn, spoiler.Camp));
        Assert.Equal([0, 1, 2, 3], gate.CountsActors);
        Assert.Equal([0], gate.CountsSpoilers);
        Assert.Equal([2], gate.Unlocks);
        Assert.Null(implementation.Patience[3]);
        Assert.Null(implementation.Breach);
    }

    [Fact]
    public void Read_EventThatSetsAccepts_GivesTheActorBothLinesFromTheStart()
    {
        var text = File.ReadAllText(Files.Fixture("truce-for-aid.yaml"));
        var scenario = ScenarioReader.Read(text, "x.yaml", ["events.siege.effects.2={actor: client, issue: ruler, accepts: {at_least: 50}}"]).Scenario!;

        var lines = scenario.Actors[2].RedLines;
        Assert.Equal(["ruler-low", "ruler-high", "aid-ceiling"], lines.Select(line => line.Id));
        Assert.Equal(new Constant(0), ((ThresholdTest)lines[0].Never).Limit.Expression);
        Assert.Equal(new Constant(100), ((ThresholdTest)lines[1].Never).Limit.Expression);
        var change = Assert.IsType<AcceptsReplacement>(Assert.IsType<ActorEffect>(scenario.Events[0].Effects[2]).Change);
        Assert.Equal(new Constant(50), change.Low!.Expression);
        Assert.Null(change.High);
        Assert.Equal(new RedLineSwitch(2, On: false), Assert.IsType<ActorEffect>(scenario.Events[0].Effects[1]).Change);
    }

    [Theory]
    [InlineData("{from: 0, to: 1, step: 0.1}", new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1 })]
    [InlineData("{from: -1, to: 1}", new[] { -1.0, 0, 1 })]
    [InlineData("{from: 0, to: 10, step: 4}", new[] { 0.0, 4, 8 })]
    public void Read_Range_HasTheNumbersThatItSays(string range, double[] numbers)
    {
        var result = ScenarioReader.Read(Minimal($"{{range: {range}}}"), "x.yaml");

        Assert.Equal(numbers, ((RangeIssue)result.Scenario!.Space.Issues[0]).Numbers);
    }

    [Theory]
    [InlineData("issues:", "drivers: {idle: \"normal(0, 1)\"}\nissues:", "the driver `idle` is never used")]
    [InlineData("north: {", "north: {tactic: {kind: micro}, ", "`micro` goes through its outcomes one by one")]
    [InlineData("north: {", "north: {consults: true, ", "no ratifier to consult")]
    [InlineData("actors:", "protocol: {renegotiate: 1}\nactors:", "nobody ratifies")]
    [InlineData("actors:", "implementation: {horizon: 10, gates: [{id: g, needs_calm: 20, within: 30, unlocks: [i]}]}\nactors:", "slower than the horizon")]
    [InlineData("actors:", "implementation: {horizon: 50, gates: [{id: g, needs_calm: 20, within: 10, unlocks: [i]}]}\nactors:", "can never open")]
    [InlineData("issues:", "issues:\n  unloved: {options: [x, y]}", "no actor gives the issue `unloved` a weight")]
    [InlineData("issues:", "infeasible: [{i: {above: 500}}]\nissues:", "never holds")]
    [InlineData("rounds: 10}", "rounds: 10, start: 2020-01-06}\nevents: [{id: late, at: 2030-01-01}]", "never strikes")]
    public void Read_DoubtfulFile_Warns(string right, string doubtful, string message)
    {
        var text = Minimal("{range: {from: 0, to: 400}}");
        Assert.Empty(ScenarioReader.Read(text, "x.yaml").Diagnostics);

        var result = ScenarioReader.Read(text.Replace(right, doubtful, StringComparison.Ordinal), "x.yaml");

        Assert.NotNull(result.Scenario);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    private static string Minimal(string issue) =>
        "schema: negotiation-sim/1\nname: minimal\ncalendar: {rounds: 10}\nissues:\n  i: " + issue + "\n"
        + "actors:\n  north: {role: principal, preferences: {i: {weight: 1, ideal: 1}}}\n  south: {role: principal, preferences: {i: {weight: 1, ideal: 0}}}\n";
}

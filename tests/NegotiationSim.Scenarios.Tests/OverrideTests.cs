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
    [InlineData("actors.*.red_lines.*.held_with=uniform(0, 1)")]
    [InlineData("actors.*.tactic.tolerance=0.25")]
    [InlineData("infeasible.*={truce: none}")]
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

    /// <summary>What an error of the file proposes depends on the names that a setting leaves; it is the file's all the same.</summary>
    [Theory]
    [InlineData("drivers={}")]
    [InlineData("drivers.batlefeld=0.5")]
    public void Read_ErrorOfTheFileThatProposesANameOfTheSetting_StaysInTheFile(string setting)
    {
        var text = Example.Replace("0.05*battlefield", "0.05*batlefield", StringComparison.Ordinal);
        var alone = ScenarioReader.Read(text, "example.yaml").Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.File, d.Line, d.Column)).ToList();

        var found = ScenarioReader.Read(text, "example.yaml", [setting]).Diagnostics.Select(d => (d.File, d.Line, d.Column));

        Assert.Contains(alone, error => error.File == "example.yaml");
        Assert.Subset(found.ToHashSet(), alone.ToHashSet());
    }

    /// <summary>Where a reading with fewer settings was given up, the first setting with which an error is seen has brought it.</summary>
    [Fact]
    public void Read_ErrorWithAReadingInBetweenGivenUp_BlamesTheSettingThatBringsIt()
    {
        string[] settings =
        [
            "drivers={}",
            $"issues.big={{set_of: [{string.Join(", ", Enumerable.Range(0, 300).Select(i => $"m{i}"))}]}}",
            "issues.big={options: [a, b]}",
            "calendar.rounds=8",
        ];

        var errors = ScenarioReader.Read(Example, "example.yaml", settings).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal(("--set", 1), (error.File, error.Line)));
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

    /// <summary>`*` sets what is there or may be there, and passes over what has no such place.</summary>
    [Theory]
    [InlineData("ties.*.words=0", "ties.0.words=0")]
    [InlineData("actors.*.red_lines.*.held_with=0.5", "actors.north.red_lines.never-gamma.held_with=0.5", "actors.client.red_lines.aid-ceiling.held_with=0.5")]
    [InlineData("actors.*.preferences.ruler.weight=1", "actors.north.preferences.ruler.weight=1", "actors.south.preferences.ruler.weight=1", "actors.client.preferences.ruler.weight=1")]
    [InlineData("actors.*.preferences.*.held_with=0.3", "actors.north.preferences.ruler.held_with=0.3", "actors.south.preferences.ruler.held_with=0.3")]
    [InlineData("actors.*.tactic.e=6", "actors.north.tactic.e=6")]
    [InlineData("actors.*.tactic.tolerance=0.1", "actors.north.tactic.tolerance=0.1", "actors.south.tactic.tolerance=0.1")]
    [InlineData("actors.*.deadline=2016-10-01", "actors.north.deadline=2016-10-01", "actors.south.deadline=2016-10-01")]
    [InlineData("actors.*.spread=0.1", "actors.client.spread=0.1")]
    [InlineData("actors.*.no_deal.per_round=0.001", "actors.south.no_deal.per_round=0.001")]
    [InlineData("events.*.branches.*.probability=1", "events.election.branches.hawk.probability=1", "events.election.branches.dove.probability=1")]
    [InlineData("events.*.at=2016-10-01", "events.election.at=2016-10-01")]
    [InlineData("events.*.effects.*.no_deal=0.1", "events.siege.effects.0.no_deal=0.1")]
    [InlineData("implementation.patience.*=3", "implementation.patience.north=3", "implementation.patience.south=3", "implementation.patience.client=3")]
    public void Read_OverrideOfEveryEntry_IsTheSameAsEachByItself(string every, params string[] each)
    {
        var (one, many) = (ScenarioReader.Read(Example, "example.yaml", [every]), ScenarioReader.Read(Example, "example.yaml", each));

        Assert.NotNull(one.Scenario);
        Assert.Equal(many.Text, one.Text);
        Assert.Equal(Dump.Of(many.Scenario!), Dump.Of(one.Scenario));
    }

    [Fact]
    public void Read_OverrideOfAMissingTactic_AddsToTheLinearOne()
    {
        var text = Example.Replace("    tactic: {kind: linear}\n", "", StringComparison.Ordinal);
        Assert.NotEqual(Example, text);

        foreach (var setting in new[] { "actors.south.tactic.tolerance=0.25", "actors.*.tactic.tolerance=0.25" })
        {
            var tactic = ScenarioReader.Read(text, "example.yaml", [setting]).Scenario!.Actors[1].Tactic;
            Assert.Equal((TacticKind.Linear, new Constant(0.25)), (tactic.Kind, tactic.Tolerance?.Expression));
        }
    }

    [Theory]
    [InlineData("actors.*.red_lines.*.held_wiht=1", 22, "there is no `held_wiht` in `actors.*.red_lines.*`; did you mean `held_with`?")]
    [InlineData("actors.*.red_linse.*.held_with=1", 10, "there is no `red_linse` in `actors.*`; did you mean `red_lines`?")]
    [InlineData("actors.*.red_lines.aid-celing.held_with=1", 20, "`actors.*.red_lines` has no entry `aid-celing`")]
    [InlineData("actors.*.of.*=1", 13, "`actors.*.of` is")]
    [InlineData("actors.*.preferences.*.open_valeu=1", 24, "did you mean `open_value`?")]
    [InlineData("drivers.*=1", null, null)]
    [InlineData("calendar.rounds.*=1", 17, "which has nothing below it")]
    public void Read_OverrideOfEveryEntryThatFindsNothing_IsLocated(string setting, int? column, string? message)
    {
        var errors = ScenarioReader.Read(Example, "example.yaml", [setting]).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();

        if (column is null)
        {
            Assert.Empty(errors);
            return;
        }

        var error = Assert.Single(errors);
        Assert.Equal(("--set", 1, column), (error.File, error.Line, error.Column));
        Assert.Contains(message!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OverrideOfEveryEntryOfAnEmptyPlace_SaysThatThereIsNone()
    {
        var error = Assert.Single(ScenarioReader.Read(Example, "example.yaml", ["ties=[]", "ties.*.words=1"]).Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal("--set:2:8: error: `*` finds nothing to set: `ties` has no entries", error.ToString().Replace("`ties.*`", "`ties`", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OverrideOfEveryEntryBeyondALimit_IsLocatedInTheSetting()
    {
        var value = $"[{string.Join(", ", Enumerable.Repeat("{}", 90_000))}]";
        var error = Assert.Single(ScenarioReader.Read(Example, "example.yaml", [$"actors.*.linkages={value}"]).Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal("--set:1:1: error: with this value at every place there are more than 250,000 keys and values, the limit of a scenario file", error.ToString());
    }

    /// <summary>A wrong value is wrong wherever it is set: it is said once per place, and always at the setting.</summary>
    [Fact]
    public void Read_OverrideOfEveryEntryWithAWrongValue_IsLocatedInTheSetting()
    {
        var errors = ScenarioReader.Read(Example, "example.yaml", ["actors.*.red_lines.*.held_with=2"]).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal(("--set", 1, 32), (error.File, error.Line, error.Column)));
    }

    /// <summary>The file is right without the setting: whatever is wrong with it, and wherever, is wrong with the setting.</summary>
    [Theory]
    [InlineData("actors.north.role=mediator", 19, "a negotiation needs two or more principals", "42:1")]
    [InlineData("actors.north.role=mediator", 19, "a mediator has no `preferences`", "47:5")]
    [InlineData("actors.south.role= outsider", 20, "a ratifier answers to principals", "72:9")]
    [InlineData("calendar={rounds: 5}", 10, "`deadline` is dated, but the calendar has no `start`", "59:5")]
    [InlineData("issues.truce.options=[none, 48_hours]", 22, "`truce` has no option `7_days`", "48:65")]
    [InlineData("issues.aid_access.range.to=3", 28, "it must be on the scale of `aid_access`, from 0 to 3", "49:39")]
    [InlineData("drivers={}", 9, "no driver is called `battlefield`", "54:26")]
    [InlineData("protocol.kind=tabled", 15, "`tabled` needs the `text`", "94:3")]
    [InlineData("actors.client.role=principal", 20, "`of` is for a ratifier", "72:5")]
    [InlineData("actors.client={role: outsider, preferences: {ruler: {weight: 1, ideal: 0}}}", 15, "`client` has no red line `aid-ceiling`", "103:35")]
    [InlineData("implementation.spoilers.0.rate=1000", 32, "over 100 incidents in each period", null)]
    public void Read_OverrideThatBreaksAnotherPlace_IsLocatedInTheSetting(string setting, int column, string message, string? place)
    {
        var result = ScenarioReader.Read(Example, "example.yaml", ["calendar.round=7d", setting, "name=another"]);

        Assert.Null(result.Scenario);
        Assert.All(result.Diagnostics.Where(d => d.Severity == Severity.Error), d => Assert.Equal(("--set", 2, column), (d.File, d.Line, d.Column)));
        var ending = place is null ? "" : $"(with this setting, at example.yaml:{place})";
        Assert.Single(result.Diagnostics, d => d.Message.Contains(message, StringComparison.Ordinal) && d.Message.EndsWith(ending, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OverrideBeyondALimit_IsLocatedInTheSetting()
    {
        var actors = string.Join(", ", Enumerable.Range(0, 64).Select(a => $"a{a}: {{role: principal, preferences: {{ruler: {{weight: 1, ideal: 0}}}}}}"));
        var result = ScenarioReader.Read(Example, "example.yaml", ["calendar.rounds=8", $"actors={{{actors}}}", "actors.more={role: outsider, preferences: {ruler: {weight: 1, ideal: 0}}}"]);

        var found = Assert.Single(result.Diagnostics, d => d.Message.Contains("more than 64 actors", StringComparison.Ordinal));
        Assert.Equal(("--set", 3), (found.File, found.Line));
    }

    [Fact]
    public void Read_SettingsThatBreakTheFileTogether_AreLocatedInTheOneThatDoes()
    {
        string[] settings = ["issues.aid_access.range.to=12", "actors.north.preferences.aid_access.ideal=11", "issues.aid_access.range.to=9", "actors.client.no_deal=0.1"];
        var result = ScenarioReader.Read(Example, "example.yaml", settings);

        // The second setting is right with the first and wrong with the third; it is the second that says 11.
        Assert.Equal(["--set:2:43"], result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.File}:{d.Line}:{d.Column}"));
        Assert.Equal(["--set:3:28"], ScenarioReader.Read(Example, "example.yaml", [settings[0], "name=x", settings[2]]).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.File}:{d.Line}:{d.Column}"));
    }

    [Fact]
    public void Read_ErrorsThatTheFileHasAnyway_StayWhereTheyAre()
    {
        var broken = Example.Replace("hurts: [north]", "hurts: [nroth]", StringComparison.Ordinal).Replace("of: south", "of: client", StringComparison.Ordinal);
        var anyway = ScenarioReader.Read(broken, "example.yaml").Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        var result = ScenarioReader.Read(broken, "example.yaml", ["calendar.rounds=7", "drivers={}"]);

        Assert.Equal(2, anyway.Count);
        Assert.Equal(anyway, result.Diagnostics.Where(d => d.Severity == Severity.Error && d.File == "example.yaml"));
        Assert.Equal("--set:2:9", string.Join(' ', result.Diagnostics.Where(d => d.File == "--set").Select(d => $"{d.File}:{d.Line}:{d.Column}")));
    }
}

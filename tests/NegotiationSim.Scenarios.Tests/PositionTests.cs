namespace NegotiationSim.Scenarios.Tests;

/// <summary>Wherever a position is asked for, an option's id stands for its position.</summary>
public sealed class PositionTests
{
    private const string Template = """
        schema: negotiation-sim/1
        name: positions
        calendar: {start: 2020-01-01, rounds: 10}
        drivers: {mood: "uniform(0, 1)", soft: "uniform(3, 4)"}
        issues:
          access: {options: [none, 24_days, a-b, anywhere, full]}
          stock: {options: {300: {at: 0}, 1000: {at: 20}, 7500: {at: 80}, 50: {at: 90}, no_limit: {at: 100}}}
          odd: {options: {"true": {at: 5}, min: {at: 10}, normal: {at: 15}, soft: {at: 25}, 1e1: {at: 35}, 0x10: {at: 45}}}
        actors:
          us:
            role: principal
            preferences:
              access: {weight: 1, ideal: 50, accepts: [0, 100], held_with: 0.5}
              stock: {weight: 1, ideal: 0, accepts: {at_most: 100}, held_with: mood}
              odd: {weight: 1, ideal: 5}
            red_lines:
              - {id: line, never: {access: {at_least: 60}}}
          them: {role: principal, preferences: {access: {weight: soft, ideal: 0}}}
        events:
          - {id: turn, hazard: 1, effects: [{actor: us, issue: access, ideal: 0, accepts: [0, 100]}, {actor: all, issue: access, ideal: 0}]}
        """;

    [Theory]
    [InlineData("actors.us.preferences.access.ideal", "24_days", "25")]
    [InlineData("actors.us.preferences.access.ideal", "a-b", "50")]
    [InlineData("actors.us.preferences.access.ideal", "\"full\"", "100")]
    [InlineData("actors.us.preferences.access.ideal", "'none'", "0")]
    [InlineData("actors.us.preferences.access.accepts", "[24_days, anywhere]", "[25, 75]")]
    [InlineData("actors.us.preferences.access.accepts", "{at_least: a-b, at_most: full}", "{at_least: 50, at_most: 100}")]
    [InlineData("actors.us.preferences.access.accepts", "{at_most: 24_days}", "{at_most: 25}")]
    [InlineData("actors.us.preferences.stock.ideal", "7500", "80")]
    [InlineData("actors.us.preferences.stock.ideal", "300", "0")]
    [InlineData("actors.us.preferences.stock.accepts", "[300, 1000]", "[0, 20]")]
    [InlineData("actors.us.preferences.stock.accepts", "{at_most: no_limit}", "{at_most: 100}")]
    [InlineData("actors.us.preferences.odd.ideal", "true", "5")]
    [InlineData("actors.us.preferences.odd.ideal", "min", "10")]
    [InlineData("actors.us.preferences.odd.ideal", "normal", "15")]
    [InlineData("actors.us.preferences.odd.ideal", "0x10", "45")]
    [InlineData("events.turn.effects.0.ideal", "anywhere", "75")]
    [InlineData("events.turn.effects.1.ideal", "24_days", "25")]
    [InlineData("events.turn.effects.0.accepts", "[none, 24_days]", "[0, 25]")]
    [InlineData("events.turn.effects.0.accepts", "{at_least: anywhere}", "{at_least: 75}")]
    [InlineData("actors.us.preferences.access.ideal", "choice(none, 24_days, a-b)", "choice(0, 25, 50)")]
    [InlineData("actors.us.preferences.access.ideal", "\"uniform(24_days, anywhere)\"", "\"uniform(25, 75)\"")]
    [InlineData("actors.us.preferences.access.ideal", "full - mood", "100 - mood")]
    [InlineData("actors.us.preferences.access.accepts", "[\"normal(24_days, 2)\", full]", "[\"normal(25, 2)\", 100]")]
    [InlineData("actors.us.red_lines.line.never.access", "{below: 'a-b - mood'}", "{below: '50 - mood'}")]
    public void Read_OptionWhereAPositionIsAskedFor_StandsForItsPosition(string path, string option, string position)
    {
        var (named, numbered) = (Read($"{path}={option}"), Read($"{path}={position}"));

        Assert.All(named.Diagnostics, d => Assert.Contains("is the option of", d.Message, StringComparison.Ordinal));
        Assert.Equal(Texts(numbered), Texts(named));

        // Red lines are told with the words of the file.
        static string Texts(LoadResult result) => Dump.Of(result.Scenario!.Actors.Select(a => (object)new { a.Preferences, Lines = a.RedLines.Select(l => (object)new { l.Id, Never = l.Never with { Text = "" }, l.HeldWith }) })) + Dump.Of(result.Scenario.Events);
    }

    /// <summary>A file as a user wrote it, with an option's id in fifteen places.</summary>
    [Fact]
    public void Read_FileThatNamesOptionsThroughout_IsValid()
    {
        var path = Files.Shared("cases/ideal-by-option-id.yaml");
        Assert.SkipUnless(path is not null, "the cases of users (../shared/cases) are not beside the repository");
        Assert.Empty(ScenarioReader.ReadFile(path!).Diagnostics);
    }

    [Fact]
    public void Read_NumberThatIsAnOptionAndAPosition_IsTheOptionWithAWarning()
    {
        Assert.Equal(90, Ideal("actors.us.preferences.stock.ideal=50", out var warning));
        Assert.Contains("`50` is the option of `stock`, at 90, and not the position 50; write +50", warning, StringComparison.Ordinal);
        Assert.Equal(50, Ideal("actors.us.preferences.stock.ideal=+50", out warning));
        Assert.Null(warning);
        Assert.Equal(35, Ideal("actors.us.preferences.odd.ideal=1e1", out warning));
        Assert.Contains("write +10 ", warning, StringComparison.Ordinal);

        static double Ideal(string setting, out string? warning)
        {
            var read = Read(setting);
            var issue = setting.Contains("stock", StringComparison.Ordinal) ? 1 : 2;
            warning = read.Diagnostics.SingleOrDefault()?.Message;
            return ((Constant)((IdealPoint)read.Scenario!.Actors[0].Preferences!.Issues[issue]!.Value).Position.Expression).Value;
        }
    }

    [Fact]
    public void Read_OptionNamedLikeADriver_IsTheOptionWithAWarningAndTheDriverWithinParentheses()
    {
        var read = Read("actors.us.preferences.odd.ideal=soft");
        Assert.Contains("`soft` is the option of `odd`, at 25, and not the driver; write (soft)", Assert.Single(read.Diagnostics).Message, StringComparison.Ordinal);

        read = Read("actors.us.preferences.odd.ideal=(soft)");
        Assert.Empty(read.Diagnostics);
        Assert.IsType<DriverReference>(((IdealPoint)read.Scenario!.Actors[0].Preferences!.Issues[2]!.Value).Position.Expression);
    }

    [Theory]
    [InlineData("actors.us.preferences.access.ideal=anywere", "`access` has no option `anywere`; did you mean `anywhere`?")]
    [InlineData("actors.us.preferences.access.accepts=[none, ful]", "`access` has no option `ful`; did you mean `full`?")]
    [InlineData("actors.us.preferences.access.ideal=open", "`access` has no option `open`")]
    [InlineData("actors.us.preferences.stock.ideal=400", "`ideal` is 400; it must be on the scale of `stock`, from 0 to 100")]
    [InlineData("actors.us.preferences.access.ideal=300", "`ideal` is 300; it must be on the scale of `access`, from 0 to 100")]
    [InlineData("actors.us.preferences.access.ideal=2*anywere", "did you mean `anywhere`?")]
    [InlineData("actors.us.preferences.access.ideal=no_limit", "`access` has no option `no_limit`")]
    public void Read_NoOptionAndNoPosition_NamesWhatWasMeant(string setting, string message)
    {
        Assert.Contains(message, Assert.Single(Read(setting).Diagnostics, d => d.Severity == Severity.Error).Message, StringComparison.Ordinal);
    }

    private static LoadResult Read(string setting) => ScenarioReader.Read(Template, "positions.yaml", [setting]);
}

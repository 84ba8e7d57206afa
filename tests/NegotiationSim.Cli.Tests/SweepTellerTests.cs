using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Sweeps;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Tests;

/// <summary>Sweeps made by hand, told to a person.</summary>
public sealed class SweepTellerTests
{
    private const long Replicas = 10_000;

    [Theory]
    [InlineData("rounds", 80)]
    [InlineData("rounds", 120)]
    [InlineData("rules", 80)]
    [InlineData("rules", 120)]
    [InlineData("two", 80)]
    [InlineData("two", 120)]
    public void Tell_Sweep_MatchesSnapshot(string kind, int width)
    {
        var text = new Screen(width, false).Render(console => SweepTeller.Tell(console, Tale(kind)));
        Snapshot.Matches(text, $"sweep-{kind}-{width}.txt");
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void Tell_MoreColumnsThanThePageIsWide_GoesOnBelow()
    {
        var text = new Screen(80, false).Render(console => SweepTeller.Tell(console, Tale("wide")));
        Snapshot.Matches(text, "sweep-wide-80.txt");
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Shown_NothingButAGateMoves_IsTheGate()
    {
        var tale = Of([Axis("implementation.gates.0.needs_calm=1:3:2")], at => at[0] / 2.0, -1, (measure, level) => measure.Kind == MeasureKind.GateOpened ? 0.5 - 0.2 * level : Share(measure, 0.5));
        Assert.Equal(MeasureKind.GateOpened, Assert.Single(tale.Shown).Kind);
        Assert.Contains("is reached in 20.0 [", string.Join(" ", SweepStatement.Of(tale)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calendar.rounds", "the number of rounds")]
    [InlineData("events.siege.probability", "the probability of “The siege of the northern city”")]
    [InlineData("actors.north.red_lines.never-gamma.held_with", "the probability that Northern power's red line (Groups that both powers may strike as terrorists: without gamma) is held")]
    [InlineData("ties.0.words", "the probability that Southern power can press the southern power's client into consent")]
    [InlineData("implementation.spoilers.raiders.rate", "the number of attacks a week by Raiders from over the border")]
    [InlineData("protocol.renegotiate", "protocol.renegotiate")]
    public void Parameter_InWords_NamesTitlesWhereThereAreSome(string path, string words) => Assert.Equal(words, new ParameterWords(TruceForAid.Scenario).Of(path));

    private static SweepTale Tale(string kind) => kind switch
    {
        "rounds" => Of([Axis("calendar.rounds=4:24:5") with { IsContinuous = false }], at => at[0] / 5.0, 2),
        "rules" => Of([Axis("actors.client.if_refused=blocks,becomes_spoiler,stays_out")], at => 0.3 * at[0], 0),
        "two" => Of([Axis("implementation.monitoring=0:1:5"), Axis("events.siege.probability=0,0.3,1")], at => (at[0] + at[1]) / 7.0, -1),
        _ => Of([Axis("implementation.monitoring=0:1:19"), Axis("implementation.enforcement=0:1:24")], at => at[0] * at[1] / 456.0, -1),
    };

    private static Axis Axis(string text) => VaryReader.Read(text, 1).Axis!;

    /// <summary>Shares that go with a number from 0 to 1 at each point.</summary>
    private static SweepTale Of(ImmutableArray<Axis> axes, Func<ImmutableArray<int>, double> level, int asItStands, Func<Measure, double, double>? share = null)
    {
        ImmutableArray<int>[] places =
        [
            .. from first in Enumerable.Range(0, axes[0].Values.Length) from second in Enumerable.Range(0, axes.Length == 2 ? axes[1].Values.Length : 1)
               select axes.Length == 2 ? ImmutableArray.Create(first, second) : [first],
        ];
        var measures = Measure.Of(TruceForAid.Scenario);
        var points = places.Select(at => new SweepPoint([.. measures.Select(measure => Estimate(measure, (share ?? Share)(measure, level(places[0])), (share ?? Share)(measure, level(at))))])).ToImmutableArray();
        var order = new SweepOrder(TruceForAid.Scenario, axes, [.. places.Select((at, i) => new SweptPoint(at, TruceForAid.Scenario, i == asItStands))], 1, Replicas, null, null);
        return new SweepTale(order, new SweepSummary(Replicas, measures, points), [], Detail.Story);
    }

    private static PairedEstimate Estimate(Measure measure, double first, double here)
    {
        var (before, now) = ((long)Math.Round(first * Replicas), (long)Math.Round(here * Replicas));
        return PairedEstimate.Of(measure, before, now, before == now ? now : Math.Min(before, now) * 9 / 10, Replicas);
    }

    private static double Share(Measure measure, double level) => measure switch
    {
        { Kind: MeasureKind.Ending, Ending: Ending.Held } => 0.02 + 0.3 * level,
        { Kind: MeasureKind.Ending, Ending: Ending.Collapsed } => 0.1 + 0.4 * level,
        { Kind: MeasureKind.Ending, Ending: Ending.NotRatified } => 0.1,
        { Kind: MeasureKind.Ending } => 0.78 - 0.7 * level,
        { Kind: MeasureKind.Signed } => 0.22 + 0.7 * level,
        { Kind: MeasureKind.InForce } => 0.12 + 0.7 * level,
        { Kind: MeasureKind.InForcePast } => (0.12 + 0.7 * level) * (1 - measure.Days / 150.0),
        _ => 0.1,
    };
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>
/// A negotiation with something of everything that a grain has to carry: an uncertain driver, two principals of which one consults its ratifier, a patron,
/// a red line that may be bluff, an event with branches, an opponent model.
/// </summary>
internal static class TruceScenario
{
    /// <summary>A weight that stands nowhere but in the south's preferences.</summary>
    public const double SouthSecret = 0.318309886;

    /// <summary>A no-deal value's slope that stands nowhere but in the north's.</summary>
    public const double NorthSecret = 0.0271828182;

    /// <summary>A number that stands nowhere but in the client's.</summary>
    public const double ClientSecret = 0.5772156649;

    public static Scenario Create(int rounds = 12)
    {
        OptionsIssue truce = new()
        {
            Id = "truce",
            FirstComponent = 0,
            StatusQuo = [0],
            Options = [new("none", null, 0), new("week", null, 50), new("open_ended", null, 100)],
        };
        RangeIssue aid = new()
        {
            Id = "aid",
            FirstComponent = 1,
            StatusQuo = [0],
            From = 0,
            To = 10,
            Step = 1,
            Numbers = [.. Enumerable.Range(0, 11).Select(n => (double)n)],
        };
        SetIssue targets = new() { Id = "targets", FirstComponent = 2, StatusQuo = [0, 0], Members = ["alpha", "beta"] };
        var space = new OutcomeSpace([truce, aid, targets]);
        return new Scenario
        {
            Name = "truce",
            Calendar = new Calendar(new DateTime(2016, 8, 1), TimeSpan.FromDays(7), rounds),
            Drivers = [new Driver("battlefield", new Quantity(Draw(DistributionKind.Normal, "drivers.battlefield#0", 0, 1), "drivers.battlefield"))],
            Space = space,
            Actors = [North(), South(), Client()],
            Ties = [new Tie(1, 2, -1, Quantity.Of(0.5, "words"), Quantity.Of(0, "deeds"))],
            Protocol = new Protocol { Renegotiate = 1 },
            Events =
            [
                new ScenarioEvent
                {
                    Id = "election",
                    Timing = new BetweenDates(new DateOnly(2016, 8, 10), new DateOnly(2016, 9, 20)),
                    Probability = Quantity.Of(0.8),
                    Branches =
                    [
                        new EventBranch("hawk", null, Quantity.Of(0.5), [new ActorEffect(0, new NoDealChange(Quantity.Of(0.1)))]),
                        new EventBranch("dove", null, Quantity.Of(0.5), [new ActorEffect(2, new RedLineSwitch(0, false))]),
                    ],
                },
            ],
        };
    }

    public static Distribution Draw(DistributionKind kind, string stream, params double[] arguments) =>
        new(kind, [.. arguments.Select(a => (Expression)new Constant(a))], StreamName.Hash(stream), stream);

    private static Actor North() => new()
    {
        Id = "north",
        Role = Role.Principal,
        Preferences = Wants(
            new IssuePreference(Quantity.Of(30), Values(0, 0.6, 1), null),
            new IssuePreference(Quantity.Of(50), new IdealPoint(Quantity.Of(10)), null),
            new IssuePreference(Quantity.Of(20), new MemberAttitudes([Quantity.Of(1), Quantity.Of(-0.5)]), null)),
        NoDeal = new DriftingNoDeal(
            new Quantity(
                new Binary(BinaryOperator.Add, new Constant(0.35), new Binary(BinaryOperator.Multiply, new Constant(0.05), new DriverReference(0))),
                "actors.north.no_deal.now"),
            Quantity.Of(-NorthSecret / 10)),
        Tactic = new Tactic { Kind = TacticKind.Boulware, OpponentModel = OpponentModel.Frequency, Accept = new Acceptance(AcceptanceKind.Next, null) },
    };

    private static Actor South() => new()
    {
        Id = "south",
        Role = Role.Principal,
        Preferences = Wants(
            new IssuePreference(new Quantity(Draw(DistributionKind.Uniform, "actors.south.preferences.truce.weight#0", 0.1, 0.9), "actors.south.w", 0), Values(0.2, 1, 0.5), null),
            new IssuePreference(Quantity.Of(SouthSecret), new IdealPoint(Quantity.Of(2)), null),
            new IssuePreference(Quantity.Of(0.5), new MemberAttitudes([Quantity.Of(0.4), Quantity.Of(1)]), null)),
        NoDeal = new FixedNoDeal(new Quantity(Draw(DistributionKind.Triangular, "actors.south.no_deal#0", 0.2, 0.4, 0.6), "actors.south.no_deal")),
        Tactic = new Tactic { Kind = TacticKind.Linear, Accept = new Acceptance(AcceptanceKind.Next, null) },
        Deadline = new DateOnly(2016, 10, 10),
        Consults = true,
    };

    private static Actor Client() => new()
    {
        Id = "client",
        Role = Role.Ratifier,
        Of = [1],
        Preferences = Wants(null, new IssuePreference(Quantity.Of(1), new IdealPoint(Quantity.Of(0)), null), null),
        NoDeal = new FixedNoDeal(Quantity.Of(ClientSecret / 2)),
        RedLines =
        [
            new RedLine
            {
                Id = "aid-ceiling",
                Never = new ThresholdTest(1, [.. Enumerable.Range(0, 11).Select(n => (double)n)], Comparison.Above, Quantity.Of(5)) { Text = "aid above 5" },
                HeldWith = Quantity.Of(0.6),
                Yields = true,
            },
        ],
    };

    private static Preferences Wants(params ImmutableArray<IssuePreference?> issues) => new() { Issues = issues };

    private static OptionValues Values(params double[] values) => new([.. values.Select(v => Quantity.Of(v))]);
}

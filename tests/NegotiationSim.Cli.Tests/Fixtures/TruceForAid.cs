using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A scenario made by hand, with one of everything that a teller has to find words for.</summary>
internal static class TruceForAid
{
    public const int North = 0;
    public const int South = 1;
    public const int Client = 2;
    public const int Neighbour = 3;

    private static readonly ImmutableArray<Issue> Issues =
    [
        new OptionsIssue
        {
            Id = "truce", Title = "Length of the truce", FirstComponent = 0, StatusQuo = [0],
            Options = [new("none", null, 0), new("48_hours", null, 100 / 3.0), new("7_days", null, 200 / 3.0), new("open_ended", null, 100)],
        },
        new RangeIssue
        {
            Id = "aid_access", Title = "Roads open to aid convoys", FirstComponent = 1, StatusQuo = [0],
            From = 0, To = 10, Step = 1, Numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        },
        new SetIssue
        {
            Id = "targets", Title = "Groups that both powers may strike as terrorists", FirstComponent = 2, StatusQuo = [0, 0, 0],
            Members = ["alpha", "beta", "gamma"],
        },
        new OptionsIssue
        {
            Id = "ruler", Title = "Fate of the ruler", FirstComponent = 5, StatusQuo = [2], MayStayOpen = true,
            Options = [new("leaves_first", "Leaves before any transition", 0), new("leaves_later", null, 40), new("stays", null, 100)],
        },
    ];

    public static Scenario Scenario { get; } = new()
    {
        Name = "truce-for-aid",
        Title = "A truce in exchange for aid access",
        Summary = "Two powers bargain over a truce; a client and a neighbour have their own views.",
        Calendar = new Calendar(new DateTime(2016, 8, 1), TimeSpan.FromDays(7), 20),
        Space = new OutcomeSpace(Issues),
        Actors = [NorthernPower, SouthernPower, TheClient, TheNeighbour],
        Ties = [new Tie(South, Client, -1, Quantity.Of(0.75), Quantity.Of(0.4))],
        Events = [Siege, Election],
        Implementation = new Implementation
        {
            Horizon = 182,
            Patience = [Quantity.Of(1.5), Quantity.Of(2), Quantity.Of(2.5), null],
            Spoilers =
            [
                new Spoiler { Id = "hardliners", Rate = Quantity.Of(0.4), Hurts = [North], BlamedOn = South, Camp = South },
                new Spoiler { Id = "raiders", Title = "Raiders from over the border", Rate = Quantity.Of(0.1), Hurts = [North, South] },
            ],
            Gates =
            [
                new Gate { Id = "calm_week", NeedsCalm = 7, Within = 60, Unlocks = [2], CountsActors = [0, 1, 2, 3], CountsSpoilers = [0, 1] },
            ],
        },
    };

    private static Actor NorthernPower => new()
    {
        Id = "north",
        Title = "Northern power",
        Role = Role.Principal,
        Preferences = new Preferences
        {
            Issues =
            [
                Values(30, 0, 0.4, 0.8, 1),
                new IssuePreference(Quantity.Of(50), new IdealPoint(Quantity.Of(10)), null),
                new IssuePreference(Quantity.Of(20), new MemberAttitudes([Quantity.Of(1), Quantity.Of(-0.5), Quantity.Of(-1)]), null),
                new IssuePreference(Quantity.Of(60), new IdealPoint(Quantity.Of(20)), null),
            ],
        },
        NoDeal = new FixedNoDeal(Uncertain("actors.north.no_deal")),
        RedLines =
        [
            new RedLine
            {
                Id = "ruler-high", AcceptsIssue = 3,
                Never = new ThresholdTest(5, [0, 40, 100, double.NaN], Comparison.Above, Quantity.Of(50)), HeldWith = Quantity.Of(0.8), Yields = true,
            },
            new RedLine { Id = "never-gamma", Never = new ValueTest(4, [false, true]) },
        ],
        Deadline = new DateOnly(2016, 11, 8),
    };

    private static Actor SouthernPower => new()
    {
        Id = "south",
        Title = "Southern power",
        Role = Role.Principal,
        Preferences = new Preferences
        {
            Issues =
            [
                Values(20, 0.2, 1, 0.7, 0.3),
                null,
                new IssuePreference(Quantity.Of(50), new MemberAttitudes([Quantity.Of(1), Quantity.Of(0.8), Quantity.Of(1)]), null),
                new IssuePreference(Quantity.Of(70), new IdealPoint(Quantity.Of(90)), null),
            ],
        },
        NoDeal = new DriftingNoDeal(Quantity.Of(0.4), Quantity.Of(-0.005)),
    };

    private static Actor TheClient => new()
    {
        Id = "client",
        Title = "The southern power's client",
        Role = Role.Ratifier,
        Of = [South],
        Preferences = new Preferences
        {
            Issues =
            [
                null,
                new IssuePreference(Quantity.Of(60), new IdealPoint(Quantity.Of(0)), null),
                null,
                new IssuePreference(Quantity.Of(90), new IdealPoint(Quantity.Of(100)), null),
            ],
        },
        NoDeal = new NoDealLike(new OutcomeSpace(Issues).StatusQuo, Quantity.Of(-0.1)),
        RedLines =
        [
            new RedLine
            {
                Id = "aid-ceiling", Never = new ValueTest(1, [.. Enumerable.Range(0, 11).Select(n => n > 7)]), HeldWith = Quantity.Of(0.8), Yields = true,
            },
        ],
        IfRefused = IfRefused.BecomesSpoiler,
        CanEnd = true,
    };

    private static Actor TheNeighbour => new()
    {
        Id = "neighbour",
        Role = Role.Outsider,
        Preferences = new Preferences { Issues = [null, null, new IssuePreference(Quantity.Of(1), new MemberAttitudes([Quantity.Of(0), Quantity.Of(1), Quantity.Of(0)]), null), null] },
        NoDeal = new FixedNoDeal(Quantity.Of(0.5)),
    };

    private static ScenarioEvent Siege => new()
    {
        Id = "siege",
        Title = "The siege of the northern city",
        Timing = new BetweenDates(new DateOnly(2016, 9, 1), new DateOnly(2016, 9, 30)),
        Effects = [new ActorEffect(North, new NoDealChange(Quantity.Of(-0.05))), new ActorEffect(Client, new RedLineSwitch(0, false))],
    };

    private static ScenarioEvent Election => new()
    {
        Id = "election",
        Timing = new AtDate(new DateOnly(2016, 11, 8)),
        Branches =
        [
            new EventBranch("hawk", null, Quantity.Of(0.3), [new ActorEffect(North, new IdealShift(3, Quantity.Of(-10)))]),
            new EventBranch("dove", null, Quantity.Of(0.7), []),
        ],
    };

    /// <summary>A text: truce (0-3), aid (0-10), alpha, beta, gamma, ruler (0-2, 3 open).</summary>
    public static Outcome Text(int truce, int aid, int alpha, int beta, int gamma, int ruler) =>
        new([(ushort)truce, (ushort)aid, (ushort)alpha, (ushort)beta, (ushort)gamma, (ushort)ruler]);

    private static IssuePreference Values(double weight, params double[] values) =>
        new(Quantity.Of(weight), new OptionValues([.. values.Select(value => Quantity.Of(value))]), null);

    private static Quantity Uncertain(string path) =>
        new(new Distribution(DistributionKind.Normal, [new Constant(0.35), new Constant(0.05)], StreamName.Hash(path + "#0"), path + "#0"), path);
}

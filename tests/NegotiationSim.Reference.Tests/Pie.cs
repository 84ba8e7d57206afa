using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>
/// The smallest negotiation: eleven ways to share a pie between A (index 0) and B (index 1). Outcome k gives A k/10 and B the rest.
/// </summary>
internal static class Pie
{
    public static Scenario Create(int rounds = 10) => new()
    {
        Name = "pie",
        Calendar = new Calendar(new DateTime(2020, 1, 1), TimeSpan.FromDays(7), rounds),
        Space = new OutcomeSpace([new OptionsIssue
        {
            Id = "share",
            FirstComponent = 0,
            StatusQuo = [0],
            Options = [.. Enumerable.Range(0, 11).Select(k => new Option($"o{k}", null, k * 10))],
        }]),
        Actors = [Party("a", 1), Party("b", -1)],
    };

    /// <summary>Asks for the cheapest share at its target, takes what is as good as that, and keeps its red lines to itself.</summary>
    public static Tactic Plain { get; } = new()
    {
        OpponentModel = OpponentModel.None, Accept = new Acceptance(AcceptanceKind.Next, null), NamesLines = false,
    };

    /// <summary>An actor that likes A's share to be large (1) or small (-1).</summary>
    public static Actor Party(string id, int direction, Role role = Role.Principal) => new()
    {
        Id = id,
        Role = role,
        Tactic = Plain,
        Preferences = new Preferences
        {
            Issues = [new IssuePreference(
                Quantity.Of(1), new OptionValues([.. Enumerable.Range(0, 11).Select(k => Quantity.Of((direction > 0 ? k : 10 - k) / 10.0))]), null)],
        },
    };

    /// <summary>The scenario with one actor changed.</summary>
    public static Scenario With(this Scenario scenario, int actor, Func<Actor, Actor> change) =>
        scenario with { Actors = scenario.Actors.SetItem(actor, change(scenario.Actors[actor])) };

    public static Scenario And(this Scenario scenario, Actor actor) => scenario with { Actors = scenario.Actors.Add(actor) };

    public static Actor Wants(this Actor actor, double noDeal) => actor with { NoDeal = new FixedNoDeal(Quantity.Of(noDeal)) };

    /// <summary>A line that forbids these shares.</summary>
    public static Actor Never(this Actor actor, Func<int, bool> crosses, bool yields = false) => actor with
    {
        RedLines = [new RedLine { Id = "line", Never = new ValueTest(0, [.. Enumerable.Range(0, 11).Select(crosses)]), Yields = yields }],
    };

    public static Scenario Event(this Scenario scenario, EventTiming timing, params Effect[] effects) =>
        scenario with { Events = [.. scenario.Events, new ScenarioEvent { Id = $"e{scenario.Events.Length}", Timing = timing, Effects = [.. effects] }] };

    public static NegotiationTrace Run(this Scenario scenario, ulong seed = 1) => NaiveNegotiation.Run(scenario, seed, 0);
}

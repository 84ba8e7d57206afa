using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What each participant is told. An actor's brief is the scenario with everything private of the others taken out; the table's has nothing
/// private left at all. So privacy does not rest on good manners: what an actor keeps to itself is nowhere else.
/// </summary>
public static class Brief
{
    /// <summary>What an actor knows: all that is public and what is its own.</summary>
    public static Scenario For(Scenario scenario, int self) => Redact(scenario, self);

    /// <summary>What the table knows: all that is public.</summary>
    public static Scenario Public(Scenario scenario) => Redact(scenario, -1);

    private static Scenario Redact(Scenario scenario, int self) => scenario with
    {
        Actors = [.. scenario.Actors.Select((actor, index) => index == self ? actor : PublicFacts(actor))],
        Events = [.. scenario.Events.Select(e => e with
        {
            Effects = Visible(e.Effects, self),
            Branches = [.. e.Branches.Select(b => b with { Effects = Visible(b.Effects, self) })],
        })],
    };

    /// <summary>Name, role, whose ratifier it is and what its refusal does are public; views, limits and ways are not.</summary>
    private static Actor PublicFacts(Actor actor) => new()
    {
        Id = actor.Id,
        Title = actor.Title,
        Role = actor.Role,
        Of = actor.Of,
        IfRefused = actor.IfRefused,
        CanEnd = actor.CanEnd,
        Capability = actor.Capability,
    };

    /// <summary>An actor's own effects, and those on what is public (spoilers, ties, gates, enforcement, monitoring, tension, the end). That an event turns a red line off is announced: nobody needs to respect the line any more.</summary>
    private static ImmutableArray<Effect> Visible(ImmutableArray<Effect> effects, int self) =>
        [.. effects.Where(effect => effect is not ActorEffect own || own.Actor < 0 || own.Actor == self || own.Change is TensionChange or PatienceChange or RedLineSwitch { On: false })];
}

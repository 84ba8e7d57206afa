using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>An actor's part in the negotiation, in a few words.</summary>
internal static class RoleWords
{
    public static string Of(Subject subject, int index)
    {
        var actor = subject.Scenario.Actors[index];
        return actor.Role switch
        {
            Role.Principal => "at the table",
            Role.Mediator => subject.Names.Grammar(index).Verb("mediates"),
            Role.Ratifier when actor.Of.IsEmpty => "must consent",
            Role.Ratifier => "must consent, for " + Figures.List([.. actor.Of.Select(subject.Names.Actor)]),
            _ when subject.Scenario.Ties.FirstOrDefault(tie => tie.Client == index) is { } tie => "outside, client of " + subject.Names.Actor(tie.Patron),
            _ => "outside, not asked",
        };
    }
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Exports.Genius;

/// <summary>Names what a scenario holds and Genius's format cannot say.</summary>
internal static class GeniusLosses
{
    /// <param name="scenario">What is exported.</param>
    /// <param name="central">Its numbers; remembers which were uncertain.</param>
    /// <param name="foldedLinkages">How many linkages of an actor went into evaluations.</param>
    public static ImmutableArray<string> Of(Scenario scenario, CentralCase central, IReadOnlyDictionary<string, int> foldedLinkages)
    {
        var losses = new List<string> { "rounds, dates and tactics, which a session of Genius sets" };
        Add(losses, "uncertain inputs, taken at their means", central.Uncertain);
        Add(losses, "actors who are not at the table", scenario.Actors.Where(actor => actor.Role != Role.Principal).Select(actor => actor.Id));
        foreach (var actor in scenario.Actors.Where(actor => actor.Role == Role.Principal))
        {
            Add(losses, $"red lines of {actor.Id}", actor.RedLines.Select(line => line.Id));
            Count(losses, $"linkages of {actor.Id}", actor.Preferences!.Linkages.Length - foldedLinkages.GetValueOrDefault(actor.Id));
            Add(losses, $"how {actor.Id} decides", Decisions(actor));
        }

        Count(losses, "infeasible packages", scenario.Infeasible.Length);
        Count(losses, "ties", scenario.Ties.Length);
        Add(losses, "the protocol", Protocol(scenario.Protocol));
        Add(losses, "events", scenario.Events.Select(e => e.Id));
        if (scenario.Implementation is not null)
        {
            losses.Add("the implementation: whether an agreement holds");
        }

        if (scenario.Observed is not null)
        {
            losses.Add("what has been observed");
        }

        return [.. losses];
    }

    private static IEnumerable<string> Decisions(Actor actor)
    {
        if (actor.NoDeal is DriftingNoDeal or DatedNoDeal)
        {
            yield return "a no-deal value that changes, taken as in round 1";
        }

        if (actor.Trust is not null)
        {
            yield return "trust";
        }

        if (actor.Deadline is not null)
        {
            yield return "its own deadline";
        }

        if (actor.Consults)
        {
            yield return "consulting its ratifiers";
        }
    }

    private static IEnumerable<string> Protocol(Protocol protocol)
    {
        if (protocol.Kind != ProtocolKind.Alternating)
        {
            yield return protocol.Kind == ProtocolKind.Tabled ? "a tabled text" : "a mediator's single text";
        }

        if (protocol.Agreement is not Unanimity)
        {
            yield return "agreement of fewer than all";
        }

        if (protocol.Renegotiate > 0)
        {
            yield return "returning to the table";
        }
    }

    private static void Add(List<string> losses, string what, IEnumerable<string> names)
    {
        var list = names.ToList();
        if (list.Count > 0)
        {
            losses.Add($"{what}: {string.Join(", ", list)}");
        }
    }

    private static void Count(List<string> losses, string what, int count)
    {
        if (count > 0)
        {
            losses.Add($"{what}: {count}");
        }
    }
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>What a lever takes out of a scenario.</summary>
public enum LeverKind
{
    /// <summary>A red line, or all that an actor insists on in one issue.</summary>
    RedLine,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A tie between a patron and a client, in words and in deeds.</summary>
    Tie,
}

/// <summary>One thing that can be taken out of a scenario, to see how the negotiation ends without it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Setting">The settings that take it out, as for <c>--what-if</c>.</param>
public sealed record Lever(LeverKind Kind, string Setting)
{
    /// <summary>Every red line that may be held, every event that may strike, and every tie that has any force, in the order of the file.</summary>
    public static ImmutableArray<Lever> Of(Scenario scenario) =>
    [
        .. scenario.Actors.SelectMany(actor => OfActor(scenario, actor)),
        .. scenario.Events.Where(e => MayBe(e.Probability) && (e.Timing is not WithHazard hazard || MayBe(hazard.Rate))).Select(e => new Lever(LeverKind.Event, $"events.{e.Id}.probability=0")),
        .. scenario.Ties.Select(OfTie).OfType<Lever>(),
    ];

    private static IEnumerable<Lever> OfActor(Scenario scenario, Actor actor)
    {
        var lines = actor.RedLines.Where(line => MayBe(line.HeldWith)).ToList();
        return lines.Where(line => line.AcceptsIssue >= 0).Select(line => line.AcceptsIssue).Distinct()
            .Select(issue => new Lever(LeverKind.RedLine, $"actors.{actor.Id}.preferences.{scenario.Space.Issues[issue].Id}.held_with=0"))
            .Concat(lines.Where(line => line.AcceptsIssue < 0).Select(line => new Lever(LeverKind.RedLine, $"actors.{actor.Id}.red_lines.{line.Id}.held_with=0")));
    }

    private static Lever? OfTie(Tie tie, int place)
    {
        var settings = new List<string>();
        if (MayBe(tie.Words))
        {
            settings.Add($"ties.{place}.words=0");
        }

        if (MayBe(tie.Deeds))
        {
            settings.Add($"ties.{place}.deeds=0");
        }

        return settings.Count == 0 ? null : new Lever(LeverKind.Tie, string.Join(',', settings));
    }

    private static bool MayBe(Quantity quantity) => quantity.Expression is not Constant { Value: <= 0 };
}

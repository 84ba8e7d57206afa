using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>Where a run record and the reference's trace of the same replica part.</summary>
public static class TraceComparison
{
    /// <summary>Ratification and events count like moves.</summary>
    private static readonly HashSet<Move> _told = [Move.Offer, Move.Accept, Move.Reject, Move.WalkOut, Move.Draft, Move.Ratify, Move.Refuse, Move.Event];

    /// <summary>The first difference in words, with what led up to it; null when there is none.</summary>
    /// <param name="scenario">What both played.</param>
    /// <param name="expected">The reference's trace.</param>
    /// <param name="actual">The engine's record; what it tells of the time after ratification is left out.</param>
    /// <param name="tolerance">How far utilities may be apart: the order of operations is given, but not that of every library.</param>
    public static string? FirstDifference(Scenario scenario, NegotiationTrace expected, RunRecord actual, double tolerance = 1e-9)
    {
        var wanted = expected.Entries.Where(e => _told.Contains(e.Move)).ToList();
        var found = actual.Transcript.Where(e => e.Phase != Phase.Implementation && _told.Contains(e.Move)).Select(e => Reduce(scenario, e)).ToList();
        for (var k = 0; k < Math.Max(wanted.Count, found.Count); k++)
        {
            if (k >= wanted.Count || k >= found.Count || wanted[k] != found[k])
            {
                var before = string.Join("\n", wanted.Take(k).TakeLast(6).Select(e => $"  {Tell(scenario, e)}"));
                return $"after\n{before}\nexpected {(k < wanted.Count ? Tell(scenario, wanted[k]) : "the end")}\n"
                    + $"but was  {(k < found.Count ? Tell(scenario, found[k]) : "the end")}";
            }
        }

        return Endings(scenario, expected, actual) ?? Actors(scenario, expected, actual, tolerance);
    }

    private static string? Endings(Scenario scenario, NegotiationTrace expected, RunRecord actual)
    {
        // The reference stops at ratification: an agreement in force is held, whatever became of it later.
        var ending = actual.Ending == Ending.Collapsed ? Ending.Held : actual.Ending;
        var cause = ending == Ending.Held ? new Cause(CauseKind.Survived) : actual.Cause;
        var agreement = actual.Agreement is { } text ? (int?)scenario.Space.IndexOf(text.Span) : null;
        return ending != expected.Ending ? $"expected {expected.Ending} but was {ending}"
            : cause != expected.Cause ? $"expected {expected.Cause} but was {cause}"
            : actual.SignedRound != expected.SignedRound ? $"expected the signature in round {expected.SignedRound} but it was in {actual.SignedRound}"
            : agreement != expected.Agreement ? $"expected agreement {expected.Agreement} but was {agreement}"
            : null;
    }

    private static string? Actors(Scenario scenario, NegotiationTrace expected, RunRecord actual, double tolerance)
    {
        // Where nothing was signed there is nothing to consent to, so the last answers at the table are no consents; a test of its own asks for that.
        var comparesConsents = expected.Agreement is not null || scenario.Protocol.Kind == ProtocolKind.Tabled;

        // What an actor has after a collapse is not this comparison's.
        var isOver = actual.Ending != Ending.Collapsed && (scenario.Implementation is null || actual.Ending != Ending.Held);
        for (var i = 0; i < scenario.Actors.Length; i++)
        {
            var (id, actor) = (scenario.Actors[i].Id, actual.Actors[i]);
            if (comparesConsents && actor.Consent != expected.Consents[i])
            {
                return $"expected {id} {expected.Consents[i]} but was {actor.Consent}";
            }

            if (!actor.Crosses.SequenceEqual(expected.Crosses[i]))
            {
                return $"expected {id} to cross [{string.Join(", ", expected.Crosses[i])}] but was [{string.Join(", ", actor.Crosses)}]";
            }

            if (isOver && !(IsNear(expected.Utilities[i], actor.Utility, tolerance) && IsNear(expected.NoDeals[i], actor.NoDeal, tolerance)))
            {
                return $"expected {id} to have {expected.Utilities[i]} (no deal {expected.NoDeals[i]}) but was {actor.Utility} (no deal {actor.NoDeal})";
            }
        }

        return null;
    }

    private static bool IsNear(double? expected, double? actual, double tolerance) =>
        expected is { } e && actual is { } a ? Math.Abs(e - a) <= tolerance : expected is null && actual is null;

    // Which fields a walk-out, an event or a ratifier's answer fills besides is the record's own affair.
    private static TraceEntry Reduce(Scenario scenario, TranscriptEntry entry) => new(
        entry.Round ?? 0,
        entry.Move is Move.Event or Move.Draft ? -1 : entry.Actor,
        entry.Move,
        entry.Move is Move.Offer or Move.Accept or Move.Reject or Move.Draft or Move.Ratify or Move.Refuse && entry.Outcome is { } outcome
            ? (int)scenario.Space.IndexOf(outcome.Span) : -1,
        entry.Move == Move.Event ? entry.Event + (entry.Branch is { } branch ? $"/{branch}" : "") : null,
        Told(scenario, entry.Objects),
        Told(scenario, entry.Withdraws));

    private static string? Told(Scenario scenario, ImmutableArray<Engine.NamedLine> lines) => lines.IsDefaultOrEmpty
        ? null
        : string.Join(' ', lines.Select(line => $"{scenario.Actors[line.Actor].Id}.{scenario.Actors[line.Actor].RedLines[line.Line].Id}"));

    private static string Tell(Scenario scenario, TraceEntry entry) =>
        $"round {entry.Round}: {(entry.Actor < 0 ? "-" : scenario.Actors[entry.Actor].Id)} {entry.Move}"
        + (entry.Outcome < 0 ? "" : $" {entry.Outcome}") + (entry.Event is null ? "" : $" {entry.Event}")
        + (entry.Objects is null ? "" : $" names {entry.Objects}") + (entry.Withdraws is null ? "" : $" withdraws {entry.Withdraws}");
}

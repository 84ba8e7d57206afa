using System.Globalization;
using NegotiationSim.Scenarios.Exports;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Warns of values on another scale than utility: a no-deal value that no text is worth (28 for 0.28), a <c>betrayed</c> above the best text. Judged
/// in the central case and, where the value changes over time, in round 1: that an actor has more to gain elsewhere later may be meant.
/// </summary>
internal sealed class ScaleDoubts(ReadingContext context, Scenario scenario)
{
    /// <summary>Values of issues that are worked out for all actors together; a file with more is not looked at.</summary>
    private const long MostValues = 10_000_000;

    private readonly CentralCase _central = new(scenario);

    public void Look(MapView file)
    {
        var values = scenario.Space.Issues.Sum(issue => (long)issue.ValueCount);
        if (values * scenario.Actors.Length > MostValues)
        {
            return;
        }

        foreach (var ((key, place), index) in file.Entries("actors").Select((entry, i) => (entry, i)))
        {
            if (scenario.Actors[index] is { Preferences: not null } actor)
            {
                LookAt(actor, key, place, index, file);
            }
        }
    }

    private void LookAt(Actor actor, ScalarNode key, Place place, int index, MapView file)
    {
        if (BestText.Of(scenario, actor, _central) is not { } best)
        {
            return;
        }

        var reachable = best;
        if (actor.Betrayed is { } betrayed && _central.Value(betrayed) is var worth && IsAbove(worth, best))
        {
            var trust = _central.Value(actor.Trust!);
            reachable = trust * best + (1 - trust) * worth;
            context.Warn(ValueOf(place, "betrayed"), $"`betrayed` is {Number(worth)}, and no text is worth more than {Number(best)} to `{actor.Id}`: broken agreements would be better than kept ones{Slip(worth, best)}");
        }

        var (noDeal, at) = InRoundOne(actor, key, place);
        if (IsAbove(noDeal, reachable))
        {
            var what = IsCertain(actor.NoDeal) ? "" : " on average";
            context.Warn(at, $"`no_deal` is {Number(noDeal)}{what}, and no text that `{actor.Id}` may sign is worth more than {Number(reachable)} to it: {Consequence(actor.Role)}{Slip(noDeal, reachable)}");
        }

        LookAtEvents(actor, index, best, file);
    }

    /// <summary>What an event adds to a no-deal value is on the same scale.</summary>
    private void LookAtEvents(Actor actor, int index, double best, MapView file)
    {
        foreach (var (place, happening) in file.Items("events").Zip(scenario.Events))
        {
            var effects = happening.Effects.Concat(happening.Branches.SelectMany(branch => branch.Effects)).OfType<ActorEffect>();
            foreach (var change in effects.Where(effect => effect.Actor == index || (effect.Actor < 0 && index == 0)).Select(effect => effect.Change).OfType<NoDealChange>())
            {
                if (_central.Value(change.Add) is var add && IsAbove(add, Math.Max(1, best)))
                {
                    context.Warn(Find(place, change.Add.Path), $"the event `{happening.Id}` adds {Number(add)} to `no_deal`, and no text is worth more than {Number(best)} to `{actor.Id}`{Slip(add, best)}");
                }
            }
        }
    }

    /// <summary>The no-deal value of round 1, and where it stands.</summary>
    private (double Value, Position At) InRoundOne(Actor actor, ScalarNode key, Place place)
    {
        switch (actor.NoDeal)
        {
            case DriftingNoDeal drifting:
                return (_central.Value(drifting.Now), ValueOf(place, "no_deal", "now"));
            case NoDealLike like:
                var plus = place.Node is MappingNode mapping && mapping.Find("no_deal") is MappingNode inner && inner.Find("plus") is not null;
                return (new CentralUtility(scenario, actor, _central).Of(like.Outcome) + _central.Value(like.Plus), ValueOf(place, "no_deal", plus ? "plus" : "like"));
            case DatedNoDeal { Points: { IsEmpty: false } points } when scenario.Calendar.Start is { } start:
                return Dated(points, DateOnly.FromDateTime(start), place);
            case FixedNoDeal { Value: var value }:
                return (_central.Value(value), place.Node is MappingNode { } actorNode && actorNode.Find("no_deal") is not null ? ValueOf(place, "no_deal") : key.Position);
            default:
                return (double.NegativeInfinity, key.Position);
        }
    }

    /// <summary>Linear between the points, flat outside.</summary>
    private (double Value, Position At) Dated(IReadOnlyList<DatedValue> points, DateOnly day, Place place)
    {
        var next = 0;
        while (next < points.Count && points[next].Date <= day)
        {
            next++;
        }

        var (from, to) = (points[Math.Max(0, next - 1)], points[Math.Min(next, points.Count - 1)]);
        var (low, high) = (_central.Value(from.Value), _central.Value(to.Value));
        var value = from.Date == to.Date ? low : low + (high - low) * (day.DayNumber - from.Date.DayNumber) / (to.Date.DayNumber - from.Date.DayNumber);
        return (value, ValueOf(place, "no_deal", "by_date", from.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static bool IsCertain(NoDeal noDeal) => noDeal switch
    {
        FixedNoDeal { Value: var value } => value.IsConstant,
        DriftingNoDeal { Now: var value } => value.IsConstant,
        NoDealLike { Plus: var value } => value.IsConstant,
        DatedNoDeal dated => dated.Points.All(point => point.Value.IsConstant),
        _ => false,
    };

    private static string Consequence(Role role) => role switch
    {
        Role.Principal => "it leaves at once",
        Role.Ratifier => "it refuses them all",
        _ => "every agreement hurts it",
    };

    /// <summary>A number out of a hundred is the likeliest slip.</summary>
    private static string Slip(double value, double best) => value is >= 5 and <= 100 && value / 100 <= best ? $"; did you mean {Number(value / 100)}?" : "; utilities and what they are compared with are on one scale";

    private static bool IsAbove(double value, double best) => double.IsFinite(value) && value > best + 1e-9 * Math.Max(1, Math.Abs(best));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture) is var text && double.Parse(text, CultureInfo.InvariantCulture) != 0 ? text : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Where the value at the end of some keys stands; as far as they lead.</summary>
    private static Position ValueOf(Place place, params ReadOnlySpan<string> keys)
    {
        var node = place.Node;
        foreach (var key in keys)
        {
            node = (node as MappingNode)?.Find(key) ?? node;
        }

        return node.Position;
    }

    /// <summary>Where the value of a path below an event stands; the event where there is no such value.</summary>
    private static Position Find(Place place, string path)
    {
        if (place.Path == path)
        {
            return place.Position;
        }

        var children = place.Node is MappingNode mapping ? mapping.Entries.Select(entry => place.Child(entry.Key.Text, entry.Value)) : place.Items();
        foreach (var child in children)
        {
            if (path == child.Path || path.StartsWith(child.Path + ".", StringComparison.Ordinal))
            {
                return Find(child, path);
            }
        }

        return place.Position;
    }
}

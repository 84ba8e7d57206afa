using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the events.</summary>
internal sealed class EventsReader(ReadingContext context, EffectsReader effects)
{
    public ImmutableArray<ScenarioEvent> Read(MapView file)
    {
        var events = ImmutableArray.CreateBuilder<ScenarioEvent>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in file.Items("events"))
        {
            if (context.Map(place, EventKeys.Event) is not { } view)
            {
                continue;
            }

            var id = view.Find("id") is { } named ? context.NewId(named, "an event") : null;
            if (id is not null && !ids.Add(id))
            {
                context.Error(view.Find("id")!.Value, $"an event `{id}` stands here already; choose another id");
            }

            events.Add(ReadEvent(id ?? "", view));
        }

        return events.ToImmutable();
    }

    private ScenarioEvent ReadEvent(string id, MapView view)
    {
        foreach (var name in new[] { StreamName.Event(id), StreamName.Event(id, "when"), StreamName.Event(id, "branch") })
        {
            context.Streams.Add(name, view.Place.Position, context.Findings);
        }

        if (view.Present("effects", "branches").Count == 2)
        {
            context.Error(view.At("effects"), "`effects` and `branches` exclude each other; give each branch its own effects");
        }

        var phase = view.Choice("while", EventPhase.Always);
        if (phase == EventPhase.Talks && view.Has("when"))
        {
            context.Warn(view.At("when"), $"the event `{id}` never strikes: `when` is about the agreed terms, and during talks there are none");
        }

        return new ScenarioEvent
        {
            Id = id,
            Title = view.Text("title"),
            Timing = ReadTiming(view),
            Probability = view.Quantity("probability", 1),
            While = phase,
            Given = ReadReferences(view, "given", id),
            Unless = ReadReferences(view, "unless", id),
            When = view.Find("when") is { } when ? new ConditionReader(context).Read(when) : null,
            Effects = effects.Read(view, "effects"),
            Branches = ReadBranches(view),
        };
    }

    private EventTiming ReadTiming(MapView view)
    {
        var kind = view.OneOf("at", "between", "hazard");
        if (kind is "at" or "between")
        {
            context.NeedStart(view.At(kind), $"`{kind}`");
        }

        return kind switch
        {
            "at" => new AtDate(view.Date("at") ?? default),
            "between" => ReadBetween(view.Find("between")!.Value),
            "hazard" => new WithHazard(view.Quantity("hazard", 0)),
            _ => new AtDate(default),
        };
    }

    private BetweenDates ReadBetween(Place place)
    {
        if (place.Node is not SequenceNode { Items.Length: 2 })
        {
            context.Error(place, $"`between` is two dates, [first, last], not {place.Node.Describe()}");
            return new BetweenDates(default, default);
        }

        var ends = place.Items().ToList();
        var first = context.Date(ends[0], "the first date");
        var last = context.Date(ends[1], "the last date");
        if (first > last)
        {
            context.Error(place, "`between` runs backwards; the earlier date comes first");
        }

        return new BetweenDates(first ?? default, last ?? default);
    }

    private ImmutableArray<EventReference> ReadReferences(MapView view, string key, string id)
    {
        var references = ImmutableArray.CreateBuilder<EventReference>();
        var seen = new HashSet<EventReference>();
        foreach (var place in view.Items(key))
        {
            if (context.EventOrBranch(place) is not { } reference)
            {
                continue;
            }

            if (context.Symbols.Events[reference.Event].Id == id)
            {
                context.Error(place, $"`{key}` names other events; this is the event itself or a branch of it");
            }
            else if (!seen.Add(reference))
            {
                context.Error(place, $"{place.Node.Describe()} stands in this list twice; once is enough");
            }
            else
            {
                references.Add(reference);
            }
        }

        return references.ToImmutable();
    }

    private ImmutableArray<EventBranch> ReadBranches(MapView view)
    {
        var branches = ImmutableArray.CreateBuilder<EventBranch>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in view.Items("branches"))
        {
            if (context.Map(place, EventKeys.Branch) is not { } branch)
            {
                continue;
            }

            var id = branch.Find("id") is { } named ? context.NewId(named, "a branch") : null;
            if (id is not null && !ids.Add(id))
            {
                context.Error(branch.Find("id")!.Value, $"a branch `{id}` stands here already; choose another id");
            }

            branches.Add(new EventBranch(id ?? "", branch.Text("title"), branch.Quantity("probability", 1), effects.Read(branch, "effects")));
        }

        if (view.Has("branches") && branches.All(b => b.Probability.Expression is Constant { Value: 0 }))
        {
            context.Error(view.At("branches"), "the branches' probabilities add up to 0, so none could be taken; give at least one a probability above 0");
        }

        return branches.ToImmutable();
    }
}

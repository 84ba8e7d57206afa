using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what an actor has without an agreement.</summary>
internal sealed class NoDealReader(ReadingContext context)
{
    public NoDeal? Read(Place place)
    {
        if (place.Node is not MappingNode)
        {
            return context.Quantity(place, Legal.Any, "`no_deal`") is { } value ? new FixedNoDeal(value) : null;
        }

        if (context.Map(place, ActorKeys.NoDeal) is not { } view)
        {
            return null;
        }

        var kind = view.OneOf("now", "like", "by_date");
        Reject(view, "per_round", "now", kind);
        Reject(view, "plus", "like", kind);
        return kind switch
        {
            "now" => view.Quantity("now") is { } now ? new DriftingNoDeal(now, view.Quantity("per_round", 0)) : null,
            "like" => new NoDealLike(new TermsReader(context).Read(view.Find("like")!.Value), view.Quantity("plus", 0)),
            "by_date" => ReadDates(view),
            _ => null,
        };
    }

    private void Reject(MapView view, string key, string owner, string? kind)
    {
        if (kind is not null && kind != owner && view.Has(key))
        {
            context.Error(view.At(key), $"`{key}` goes with `{owner}`, not with `{kind}`");
        }
    }

    private DatedNoDeal? ReadDates(MapView view)
    {
        var points = new List<DatedValue>();
        var place = view.Find("by_date")!.Value;
        context.NeedStart(place.Position, "`by_date`");
        foreach (var (key, child) in view.Entries("by_date"))
        {
            var date = context.DateOf(key, "a key of `by_date`");
            var value = context.Quantity(child, Legal.Any, "a value of `by_date`");
            if (date is { } day && value is not null)
            {
                points.Add(new DatedValue(day, value));
            }
        }

        if (place.Node is MappingNode { Entries.Length: 0 })
        {
            context.Error(place, "`by_date` needs at least one date");
        }

        return new DatedNoDeal([.. points.OrderBy(point => point.Date)]);
    }
}

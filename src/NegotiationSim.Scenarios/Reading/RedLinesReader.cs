using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the entries of <c>red_lines</c>.</summary>
internal sealed class RedLinesReader(ReadingContext context)
{
    /// <param name="actor">The actor's mapping.</param>
    /// <param name="accepted">The lines that come from <c>accepts</c>; their ids are taken.</param>
    public ImmutableArray<RedLine> Read(MapView actor, ImmutableArray<RedLine> accepted)
    {
        var lines = accepted.ToBuilder();
        var ids = accepted.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var place in actor.Items("red_lines"))
        {
            context.CountLine(place);
            if (context.Map(place, ActorKeys.RedLine) is { } view && ReadLine(view, ids) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines.ToImmutable();
    }

    private RedLine? ReadLine(MapView view, HashSet<string> ids)
    {
        var id = view.Find("id") is { } named ? context.NewId(named, "a red line") : null;
        if (id is not null && !ids.Add(id))
        {
            context.Error(view.Find("id")!.Value, $"this actor has a red line `{id}` already (`accepts` stands for ISSUE-low and ISSUE-high); choose another id");
        }

        var never = view.Find("never") is { } condition ? new ConditionReader(context).Read(condition) : null;
        var costs = view.Quantity("costs");
        if (view.Has("costs") && view.Present("held_with", "yields") is [var other, ..])
        {
            context.Error(view.At(other), $"`{other}` and `costs` exclude each other: a line that only costs is no veto");
        }

        var heldWith = view.Quantity("held_with", 1);
        var yields = view.Flag("yields", false);
        return id is null || never is null ? null : new RedLine { Id = id, Never = never, HeldWith = heldWith, Yields = yields, Costs = costs };
    }
}

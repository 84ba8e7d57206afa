using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what packages add: <c>linkages</c> and <c>enforcement_by</c>.</summary>
internal sealed class LinkagesReader(ReadingContext context)
{
    public ImmutableArray<Linkage> Read(MapView view, string key)
    {
        var linkages = ImmutableArray.CreateBuilder<Linkage>();
        foreach (var place in view.Items(key))
        {
            context.CountLine(place);
            if (context.Map(place, ActorKeys.Linkage) is not { } linkage)
            {
                continue;
            }

            var when = linkage.Find("when") is { } condition ? new ConditionReader(context).Read(condition) : null;
            var adds = linkage.Quantity("adds");
            if (when is not null && adds is not null)
            {
                linkages.Add(new Linkage(when, adds));
            }
        }

        return linkages.ToImmutable();
    }
}

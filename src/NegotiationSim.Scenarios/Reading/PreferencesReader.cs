using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what an actor wants and what it accepts.</summary>
internal sealed class PreferencesReader(ReadingContext context)
{
    /// <summary>Lines that <c>accepts</c> is short for, in issue order; complete once <see cref="Read"/> is done.</summary>
    public ImmutableArray<RedLine> Lines { get; private set; } = [];

    /// <param name="actor">The actor's mapping.</param>
    /// <param name="replaced">Issues whose <c>accepts</c> an event sets: their two lines exist from the start, at the ends of the scale.</param>
    public Preferences? Read(MapView actor, IReadOnlySet<int> replaced)
    {
        if (actor.Find("preferences") is not { } place)
        {
            return null;
        }

        var issues = new IssuePreference?[context.Symbols.Issues.Count];
        var lines = new ImmutableArray<RedLine>[issues.Length];
        foreach (var (key, child) in context.Entries(place, "`preferences`"))
        {
            var issue = context.IssueReference(key);
            if (context.Map(child, ActorKeys.Preference) is not { } view || issue < 0 || context.Symbols.Values(issue) is not { } known)
            {
                continue;
            }

            issues[issue] = ReadPreference(known, view);
            lines[issue] = ReadLines(known, issue, view, replaced.Contains(issue));
        }

        Lines = [.. lines.Where(l => !l.IsDefault).SelectMany(l => l)];
        CheckWeights(place, issues);
        return new Preferences
        {
            Issues = [.. issues],
            NormaliseWeights = actor.Flag("normalise_weights", true),
            Linkages = new LinkagesReader(context).Read(actor, "linkages"),
        };
    }

    private IssuePreference? ReadPreference(IssueValues known, MapView view)
    {
        var weight = view.Quantity("weight");
        var openValue = view.Quantity("open_value");
        if (view.Has("open_value") && !known.Issue.MayStayOpen)
        {
            context.Warn(view.At("open_value"), $"`open_value` is never used: `{known.Issue.Id}` cannot stay open");
        }

        var values = new ValuesReader(context);
        ValueFunction? value = view.OneOf("values", "ideal") switch
        {
            "values" => values.ReadValues(known, view.Find("values")!.Value),
            "ideal" => values.ReadIdeal(known, view.Find("ideal")!.Value),
            _ => null,
        };
        return weight is null || value is null ? null : new IssuePreference(weight, value, openValue);
    }

    private ImmutableArray<RedLine> ReadLines(IssueValues known, int issue, MapView view, bool replaced)
    {
        var accepts = view.Find("accepts") is { } place ? new AcceptsReader(context).Read(known, place) : null;
        foreach (var key in view.Present("held_with", "yields"))
        {
            if (!view.Has("accepts") && !replaced)
            {
                context.Error(view.At(key), $"`{key}` belongs to `accepts`, which is not here");
            }
        }

        var (low, high) = accepts ?? (null, null);
        if (replaced)
        {
            var (least, most) = known.Ends;
            low ??= Quantity.Of(least, $"{view.Place.Path}.accepts.0");
            high ??= Quantity.Of(most, $"{view.Place.Path}.accepts.1");
        }

        return AcceptsReader.Lines(known, issue, low, high, view.Quantity("held_with", 1), view.Flag("yields", true));
    }

    private void CheckWeights(Place place, IssuePreference?[] issues)
    {
        var known = issues.OfType<IssuePreference>().ToList();
        if (known.Count == 0 && !context.Findings.HasErrors)
        {
            context.Error(place, "an actor without preferences has no utility; give at least one issue a weight above 0");
        }
        else if (known.Count > 0 && known.TrueForAll(issue => issue.Weight.Expression is Constant { Value: 0 }))
        {
            context.Error(place, "all weights are 0, which leaves utility undefined; give at least one issue a weight above 0");
        }
    }
}

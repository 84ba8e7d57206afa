using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what the values of an issue are worth: <c>values</c> or <c>ideal</c>.</summary>
internal sealed class ValuesReader(ReadingContext context)
{
    public IdealPoint? ReadIdeal(IssueValues known, Place place)
    {
        if (known.Issue is SetIssue)
        {
            context.Error(place, $"`{known.Issue.Id}` is a set, which has no scale for an `ideal`; write `values` with a signed number per member");
            return null;
        }

        WarnWithoutOrder(known, place, "ideal");
        return new PositionReader(context).Read(known, place, Scale(known), "`ideal`") is { } ideal ? new IdealPoint(ideal) : null;
    }

    public ValueFunction? ReadValues(IssueValues known, Place place) => known.Issue switch
    {
        SetIssue set => ReadNamed(known, place, Legal.Any, set.Members, complete: false) is { } values ? new MemberAttitudes(values) : null,
        OptionsIssue options => ReadNamed(known, place, Legal.Share, [.. options.Options.Select(o => o.Id)], complete: true) is { } values ? new OptionValues(values) : null,
        _ => ReadPoints((RangeIssue)known.Issue, place),
    };

    /// <summary>The legal positions on an issue's scale.</summary>
    public static Legal Scale(IssueValues known)
    {
        var (low, high) = known.Ends;
        return new Legal(low, high, $"on the scale of `{known.Issue.Id}`, from {PlainValues.Show(low)} to {PlainValues.Show(high)}");
    }

    /// <summary>Points out that a position on options without an order says little.</summary>
    public void WarnWithoutOrder(IssueValues known, Place place, string key)
    {
        if (known.Issue is OptionsIssue { Ordered: false })
        {
            context.Warn(place.Position, $"the options of `{known.Issue.Id}` are not ordered, so their positions may mean nothing to `{key}`; `values` would say what each is worth");
        }
    }

    private ImmutableArray<Quantity>? ReadNamed(IssueValues known, Place place, Legal legal, ImmutableArray<string> names, bool complete)
    {
        if (place.Node is not MappingNode)
        {
            context.Error(place, $"`values` of `{known.Issue.Id}` maps {(complete ? "each option" : "members")} to a number, not {place.Node.Describe()}");
            return null;
        }

        var values = new Quantity?[names.Length];
        var sound = true;
        foreach (var (key, child) in context.Entries(place, "`values`"))
        {
            var index = known.Named(key.Text);
            if (index < 0)
            {
                var hint = key.Text == "open" ? "; what leaving it open is worth stands in `open_value`" : context.Hint(key.Text, known.Names);
                context.Error(key.Position, $"`{known.Issue.Id}` has no {(complete ? "option" : "member")} {key.Describe()}{hint}");
                continue;
            }

            values[index] = context.Quantity(child, legal, $"the value of `{key.Text}`");
            sound &= values[index] is not null;
        }

        if (!sound)
        {
            return null;
        }

        var missing = names.Where((_, i) => values[i] is null).ToList();
        if (complete && missing.Count > 0)
        {
            context.Error(place, $"`values` of `{known.Issue.Id}` must give each option a value; missing: {string.Join(", ", missing.Take(8))}{(missing.Count > 8 ? ", ..." : "")}");
            return null;
        }

        return [.. values.Select((value, i) => value ?? Quantity.Of(0, Place.Join(place.Path, names[i])))];
    }

    private PiecewiseLinear? ReadPoints(RangeIssue range, Place place)
    {
        if (place.Node is MappingNode)
        {
            if (context.Map(place, ActorKeys.EndValues) is not { } ends || ends.Quantity("from") is not { } from || ends.Quantity("to") is not { } to)
            {
                return null;
            }

            return new PiecewiseLinear([new ValuePoint(range.From, from), new ValuePoint(range.To, to)]);
        }

        if (place.Node is not SequenceNode { Items.Length: >= 2 } list)
        {
            context.Error(place, $"`values` of the range `{range.Id}` are {{from: v, to: v}} or a list of at least two points [[x, v], ...], not {place.Node.Describe()}");
            return null;
        }

        var points = ImmutableArray.CreateBuilder<ValuePoint>();
        foreach (var item in place.Items())
        {
            if (ReadPoint(item) is not { } point)
            {
                continue;
            }

            if (points.Count > 0 && point.Number <= points[^1].Number)
            {
                context.Error(item, $"the points must ascend; {PlainValues.Show(point.Number)} comes after {PlainValues.Show(points[^1].Number)}");
            }

            points.Add(point);
        }

        return points.Count == list.Items.Length ? new PiecewiseLinear(points.ToImmutable()) : null;
    }

    private ValuePoint? ReadPoint(Place place)
    {
        if (place.Node is not SequenceNode { Items.Length: 2 })
        {
            context.Error(place, $"a point is a pair [number, value], not {place.Node.Describe()}");
            return null;
        }

        var pair = place.Items().ToList();
        var number = context.Number(pair[0], Legal.Any, "the number of a point");
        var value = context.Quantity(pair[1], Legal.Share, "the value of a point");
        return number is { } x && value is not null ? new ValuePoint(x, value) : null;
    }
}

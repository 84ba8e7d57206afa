using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads <c>accepts</c>, which is short for the red lines <c>ISSUE-low</c> and <c>ISSUE-high</c>.</summary>
internal sealed class AcceptsReader(ReadingContext context)
{
    /// <summary>The lowest and the highest position accepted; a null end is open. Null (and an error) when it is none.</summary>
    public (Quantity? Low, Quantity? High)? Read(IssueValues known, Place place)
    {
        if (known.Issue is SetIssue)
        {
            context.Error(place, $"`{known.Issue.Id}` is a set, which has no scale for `accepts`; write a red line, {{never: {{{known.Issue.Id}: {{includes: ...}}}}}}");
            return null;
        }

        new ValuesReader(context).WarnWithoutOrder(known, place, "accepts");
        Quantity? low = null, high = null;
        if (place.Node is SequenceNode { Items.Length: 2 })
        {
            var ends = place.Items().ToList();
            low = ReadEnd(known, ends[0]);
            high = ReadEnd(known, ends[1]);
            if (low is null || high is null)
            {
                return null;
            }
        }
        else if (place.Node is MappingNode && context.Map(place, ActorKeys.AcceptsBound) is { } bounds)
        {
            low = bounds.Find("at_least") is { } from ? ReadEnd(known, from) : null;
            high = bounds.Find("at_most") is { } to ? ReadEnd(known, to) : null;
            if (bounds.Present("at_least", "at_most").Count != (low is null ? 0 : 1) + (high is null ? 0 : 1))
            {
                return null;
            }

            if (low is null && high is null)
            {
                context.Error(place, "`accepts` needs an end: [lo, hi], {at_least: x} or {at_most: x}");
                return null;
            }
        }
        else
        {
            context.Error(place, $"`accepts` is [lo, hi], {{at_least: x}} or {{at_most: x}}, not {place.Node.Describe()}");
            return null;
        }

        if (low?.Expression is Constant { Value: var lowest } && high?.Expression is Constant { Value: var highest } && lowest > highest)
        {
            context.Error(place, $"nothing lies between {PlainValues.Show(lowest)} and {PlainValues.Show(highest)}; the lower end comes first");
            return null;
        }

        return (low, high);
    }

    /// <summary>The red lines that stand for what is accepted.</summary>
    public static ImmutableArray<RedLine> Lines(IssueValues known, int issue, Quantity? low, Quantity? high, Quantity heldWith, bool yields)
    {
        var lines = ImmutableArray.CreateBuilder<RedLine>(2);
        foreach (var (end, comparison, suffix) in new[] { (low, Comparison.Below, "low"), (high, Comparison.Above, "high") })
        {
            if (end is not null)
            {
                var text = $"{known.Issue.Id} {ConditionText.Of(comparison, negated: false)} {ConditionText.Of(end, "its drawn limit")}";
                lines.Add(new RedLine
                {
                    Id = $"{known.Issue.Id}-{suffix}",
                    Never = new ThresholdTest(known.Issue.FirstComponent, known.Scale, comparison, end) { Text = text },
                    HeldWith = heldWith,
                    Yields = yields,
                    AcceptsIssue = issue,
                });
            }
        }

        return lines.ToImmutable();
    }

    private Quantity? ReadEnd(IssueValues known, Place place) => new PositionReader(context).Read(known, place, ValuesReader.Scale(known), "an end of `accepts`");
}

using System.Collections.Immutable;
using System.Globalization;

namespace NegotiationSim.Scenarios.Exports.Genius;

/// <summary>
/// Puts issues into Genius's terms: options are discrete, numbers are integer or real where every party's worth is a straight line (Genius has no
/// other) and discrete where not, and a set is one yes-or-no issue per member.
/// </summary>
internal sealed class GeniusMatters(Scenario scenario, IReadOnlyList<CentralUtility> parties)
{
    /// <summary>Genius discretises a real issue into this many points; only ranges that have as many are the same there.</summary>
    private const int RealPoints = 21;

    private const double Tolerance = 1e-12;

    public ImmutableArray<GeniusMatter> All() => [.. Enumerable.Range(0, scenario.Space.Issues.Length).SelectMany(Of)];

    private IEnumerable<GeniusMatter> Of(int issue) => scenario.Space.Issues[issue] switch
    {
        SetIssue set => set.Members.Select((member, m) => Member(set, issue, member, m)),
        RangeIssue { MayStayOpen: false } range when Straight(range, issue) is { } line => [line],
        RangeIssue range => [Discrete(range, issue, [.. range.Numbers.Select(Number)])],
        OptionsIssue options => [Discrete(options, issue, Labels(options))],
        var other => throw new InvalidOperationException($"No rule exports a {other.GetType().Name}."),
    };

    private GeniusMatter Discrete(Issue issue, int index, ImmutableArray<string> labels)
    {
        var open = labels.Contains("open") ? "left open" : "open";
        return new GeniusMatter(issue.Label, MatterKind.Discrete, [.. parties.Select(party => Scaled(party.Share(index), party.Values(index)))])
        {
            Values = issue.MayStayOpen ? labels.Add(open) : labels,
        };
    }

    private GeniusMatter Member(SetIssue set, int index, string member, int m) =>
        new($"{set.Label}: {member}", MatterKind.Discrete, [.. parties.Select(party => Wish(party.Share(index), party.Members(index)[m]))]) { Values = ["no", "yes"] };

    private static GeniusWorth Wish(double share, double adds) => new(share * Math.Abs(adds), adds == 0 ? [0, 0] : adds > 0 ? [0, 1] : [1, 0], 0, 0);

    /// <summary>Genius divides evaluations by their largest, so that goes into the weight.</summary>
    private static GeniusWorth Scaled(double share, double[] values)
    {
        var best = values.Max();
        return best > 0 ? new GeniusWorth(share * best, [.. values.Select(value => value / best)], 0, 0) : new GeniusWorth(share, [.. values], 0, 0);
    }

    private GeniusMatter? Straight(RangeIssue range, int index)
    {
        var (lower, upper) = (range.Numbers[0], range.Numbers[^1]);
        var isInteger = range.Step == 1 && double.IsInteger(lower) && lower >= int.MinValue && upper <= int.MaxValue;
        if (!isInteger && range.Numbers.Length != RealPoints)
        {
            return null;
        }

        var worths = parties.Select(party => Line(range.Numbers, party.Values(index), isInteger) is { } line ? line with { Weight = party.Share(index) } : null).ToList();
        return worths.Contains(null) ? null : new GeniusMatter(range.Label, isInteger ? MatterKind.Integer : MatterKind.Real, [.. worths.OfType<GeniusWorth>()])
        {
            Lower = lower,
            Upper = upper,
        };
    }

    /// <summary>The line through the values; null when they do not lie on one.</summary>
    private static GeniusWorth? Line(ImmutableArray<double> numbers, double[] values, bool fromLower)
    {
        var slope = numbers.Length == 1 ? 0 : (values[^1] - values[0]) / (numbers[^1] - numbers[0]);
        var origin = fromLower ? numbers[0] : 0;
        var constant = values[0] - slope * (numbers[0] - origin);
        var isLine = numbers.Select((x, v) => Math.Abs(constant + slope * (x - origin) - values[v])).Max() <= Tolerance;
        return isLine ? new GeniusWorth(0, [], slope, constant) : null;
    }

    private static ImmutableArray<string> Labels(OptionsIssue issue)
    {
        var titles = issue.Options.Select(option => option.Label).ToList();

        // Genius knows a value by its text alone.
        return titles.Distinct(StringComparer.Ordinal).Count() == titles.Count ? [.. titles] : [.. issue.Options.Select(option => option.Id)];
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

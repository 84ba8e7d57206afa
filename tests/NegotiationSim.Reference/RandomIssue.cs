using System.Globalization;

namespace NegotiationSim.Reference;

internal enum RandomIssueKind
{
    Options,
    Range,
    Set,
}

/// <summary>An issue of a random scenario, with what the other sections need to know to speak of it.</summary>
internal sealed record RandomIssue(string Id, RandomIssueKind Kind, string Definition)
{
    /// <summary>Option ids, range numbers or set members.</summary>
    public required List<string> Values { get; init; }

    public bool Ordered { get; init; } = true;

    public bool MayStayOpen { get; init; }

    /// <summary>The scale's ends: 0 and 100, or the range's.</summary>
    public double From { get; init; }

    public double To { get; init; } = 100;

    /// <summary>Options in list order and ranges can be compared; so can be accepted up to a point.</summary>
    public bool HasOrder => Kind == RandomIssueKind.Range || (Kind == RandomIssueKind.Options && Ordered);

    public int OutcomeFactor => Kind == RandomIssueKind.Set ? 1 << Values.Count : Values.Count + (MayStayOpen ? 1 : 0);

    public static RandomIssue Create(string id, int room, ScenarioShape shape, Dice dice)
    {
        var kinds = new List<RandomIssueKind> { RandomIssueKind.Options };
        if (shape.Sets)
        {
            kinds.Add(RandomIssueKind.Set);
        }

        if (shape.Ranges)
        {
            kinds.Add(RandomIssueKind.Range);
        }

        var open = shape.OpenIssues && room > 2 && dice.Chance(0.2);
        var most = Math.Min(room - (open ? 1 : 0), 6);
        return dice.Pick(kinds) switch
        {
            RandomIssueKind.Set => Set(id, room, dice),
            RandomIssueKind.Range => Range(id, most, open, dice),
            _ => Options(id, most, open, shape, dice),
        };
    }

    private static RandomIssue Set(string id, int room, Dice dice)
    {
        var most = 1;
        while (most < 4 && 1 << (most + 1) <= room)
        {
            most++;
        }

        var members = Enumerable.Range(1, dice.Int(1, most)).Select(k => $"{id}_m{k}").ToList();
        var quo = dice.Chance(0.5) ? "" : $", status_quo: [{string.Join(", ", dice.Some(members, 0))}]";
        return new RandomIssue(id, RandomIssueKind.Set, $"{{set_of: [{string.Join(", ", members)}]{quo}}}") { Values = members };
    }

    private static RandomIssue Range(string id, int most, bool open, Dice dice)
    {
        var step = dice.Pick([1.0, 2.0, 0.5, 0.25]);
        var from = dice.Pick([0.0, 1.0, -2.0, 10.0]);
        var count = dice.Int(2, Math.Max(2, most));
        var numbers = Enumerable.Range(0, count).Select(k => from + k * step).ToList();
        var texts = numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        var quo = dice.Chance(0.5) ? "" : $", status_quo: {dice.Pick(texts)}";
        var stay = open ? ", may_stay_open: true" : "";
        var definition = $"{{range: {{from: {texts[0]}, to: {texts[^1]}, step: {step.ToString(CultureInfo.InvariantCulture)}}}{quo}{stay}}}";
        return new RandomIssue(id, RandomIssueKind.Range, definition) { Values = texts, MayStayOpen = open, From = numbers[0], To = numbers[^1] };
    }

    private static RandomIssue Options(string id, int most, bool open, ScenarioShape shape, Dice dice)
    {
        var ids = Enumerable.Range(1, dice.Int(2, Math.Max(2, most))).Select(k => $"{id}_o{k}").ToList();
        var ordered = !shape.UnorderedOptions || dice.Chance(0.75);
        string list;
        if (ordered && dice.Chance(0.5))
        {
            // Distinct positions in ascending order, not evenly spaced.
            var places = dice.Some(Enumerable.Range(0, 11).Select(k => k * 10).ToList(), ids.Count)[..ids.Count];
            list = "{" + string.Join(", ", ids.Select((option, k) => $"{option}: {{at: {places[k]}}}")) + "}";
        }
        else
        {
            list = "[" + string.Join(", ", ids) + "]";
        }

        var quo = dice.Chance(0.5) ? "" : $", status_quo: {dice.Pick(ids)}";
        var definition = $"{{options: {list}{(ordered ? "" : ", ordered: false")}{quo}{(open ? ", may_stay_open: true" : "")}}}";
        return new RandomIssue(id, RandomIssueKind.Options, definition) { Values = ids, Ordered = ordered, MayStayOpen = open };
    }
}

using System.Globalization;
using System.Text.Json;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>
/// Reads a linear additive profile by the rules that GeniusWeb (core 1.2.1) itself enforces: weights add up to exactly 1, every value has a utility in
/// [0, 1], the issues of domain, utilities and weights are the same.
/// </summary>
internal sealed class GeniusWebProfileReader(Findings findings, IReadOnlyList<GeniusWebIssue> issues)
{
    private readonly Dictionary<string, int> _places = issues.Select((issue, i) => (issue.Name, Place: i)).ToDictionary(pair => pair.Name, pair => pair.Place, StringComparer.Ordinal);

    /// <summary>GeniusWeb rounds the utility of a number to this many decimals.</summary>
    private const int Decimals = 8;

    private readonly GeniusWebNumbers _numbers = new(findings);

    /// <summary>The party; null (and an error) when the profile is wrong or not of this domain.</summary>
    /// <param name="space">The profile without its wrapper.</param>
    /// <param name="id">The party's id.</param>
    /// <param name="file">The profile's file, whose name stands in where the profile has none.</param>
    public DraftParty? Read(JsonTree space, string id, InputFile file)
    {
        if (!HasSameDomain(space)
            || _numbers.RequiredObject(space, "issueUtilities") is not { } utilities || _numbers.RequiredObject(space, "issueWeights") is not { } weights
            || !HasSameIssues(utilities) || !HasSameIssues(weights) || !AddUp(weights))
        {
            return null;
        }

        var values = issues.Select(issue => ReadUtilities(issue, utilities.Find(issue.Name)!)).ToList();
        if (values.Contains(null))
        {
            return null;
        }

        var preferences = issues.Select((issue, i) => new DraftPreference((double)Weight(weights, issue), [.. values[i]!.Select(value => (double)value)]));
        var (noDeal, note) = (0m, "");
        if (space.Find("reservationBid") is { Kind: not JsonTokenType.Null } bid)
        {
            if (!bid.IsObject)
            {
                findings.Error(bid.Position, "a reservation bid is an object with `issuevalues`");
                return null;
            }

            if (_numbers.RequiredObject(bid, "issuevalues") is not { } chosen || ReadBid(chosen, weights, values) is not { } worth)
            {
                return null;
            }

            (noDeal, note) = (worth, chosen.Members.Count < issues.Count ? "what its reservation bid is worth, which leaves issues out" : "what its reservation bid is worth");
        }

        var title = space.Find("name") is { IsString: true, Text: { Length: > 0 } name } ? name : file.Stem;
        return new DraftParty(id, title, [.. preferences], (double)noDeal, note, 1);
    }

    private bool HasSameDomain(JsonTree space)
    {
        if (_numbers.RequiredObject(space, "domain") is not { } domain || new GeniusWebDomainReader(findings).Read(domain) is not { } own)
        {
            return false;
        }

        if (own.Count == issues.Count && own.All(issue => _places.TryGetValue(issue.Name, out var i) && issue.IsSameAs(issues[i])))
        {
            return true;
        }

        findings.Error(domain.Position, "this profile's domain has other issues or values than that of the first file");
        return false;
    }

    private bool HasSameIssues(JsonTree members)
    {
        var sound = true;
        foreach (var member in members.Members.Where(member => !_places.ContainsKey(member.Name)))
        {
            findings.Error(member.Position, $"the domain has no issue `{Excerpt.Of(member.Name)}`");
            sound = false;
        }

        foreach (var issue in issues.Where(issue => members.Find(issue.Name) is null))
        {
            findings.Error(members.Position, $"the issue `{Excerpt.Of(issue.Name)}` is missing here");
            sound = false;
        }

        return sound;
    }

    private bool AddUp(JsonTree weights)
    {
        var shares = weights.Members.Select(member => _numbers.Share(member.Value, member.Name)).ToList();
        if (shares.Contains(null))
        {
            return false;
        }

        if (shares.Sum() is var sum && sum != 1)
        {
            findings.Error(weights.Position, $"the weights add up to {sum!.Value.ToString(CultureInfo.InvariantCulture)}; GeniusWeb asks for exactly 1");
            return false;
        }

        return true;
    }

    private decimal Weight(JsonTree weights, GeniusWebIssue issue) => _numbers.Number(weights.Find(issue.Name)!, issue.Name)!.Value;

    /// <summary>What each value of the issue is worth.</summary>
    private decimal[]? ReadUtilities(GeniusWebIssue issue, JsonTree utilities)
    {
        if (issue.Range is { } range)
        {
            return utilities.Find("NumberValueSetUtilities", "numberutils") is { IsObject: true } numbers && ReadEnds(range, numbers) is { } ends
                ? [.. issue.Numbers.Select(number => Between(range, ends, number))]
                : Refuse(utilities, "NumberValueSetUtilities");
        }

        if (utilities.Find("DiscreteValueSetUtilities", "discreteutils") is not { IsObject: true } discrete || discrete.Find("valueUtilities") is not { IsObject: true } values)
        {
            return Refuse(utilities, "DiscreteValueSetUtilities");
        }

        foreach (var member in values.Members.Where(member => issue.PlaceOf(member.Name) < 0))
        {
            findings.Error(member.Position, $"the issue `{Excerpt.Of(issue.Name)}` has no value `{Excerpt.Of(member.Name)}`");
        }

        var read = new List<decimal?>();
        foreach (var value in issue.Values)
        {
            if (values.Find(value) is not { } utility)
            {
                findings.Error(values.Position, $"the value `{Excerpt.Of(value)}` of `{Excerpt.Of(issue.Name)}` has no utility");
                read.Add(null);
                continue;
            }

            read.Add(_numbers.Share(utility, value));
        }

        return read.Contains(null) ? null : [.. read.Select(value => value!.Value)];
    }

    private decimal[]? Refuse(JsonTree utilities, string expected)
    {
        if (!findings.HasErrors)
        {
            findings.Error(utilities.Position, $"`{expected}` with the utilities of this issue's values is expected here");
        }

        return null;
    }

    private (decimal Low, decimal High)? ReadEnds((decimal Low, decimal High, decimal Step) range, JsonTree numbers)
    {
        if (_numbers.Required(numbers, "lowValue") is not { } low || _numbers.Required(numbers, "highValue") is not { } high
            || _numbers.Required(numbers, "lowUtility") is null || _numbers.Required(numbers, "highUtility") is null
            || _numbers.Share(numbers.Find("lowUtility")!, "lowUtility") is not { } lowUtility
            || _numbers.Share(numbers.Find("highUtility")!, "highUtility") is not { } highUtility)
        {
            return null;
        }

        if (low != range.Low || high != range.High || low >= high)
        {
            findings.Error(numbers.Position, "`lowValue` and `highValue` must be the ends of the domain's range, and differ");
            return null;
        }

        return (lowUtility, highUtility);
    }

    /// <summary>NumberValueSetUtilities.getUtility: linear between the ends, rounded half up.</summary>
    private static decimal Between((decimal Low, decimal High, decimal Step) range, (decimal Low, decimal High) utility, decimal x) =>
        x < range.Low || x > range.High
            ? 0
            : Math.Round(utility.Low + (utility.High - utility.Low) * (x - range.Low) / (range.High - range.Low), Decimals, MidpointRounding.AwayFromZero);

    /// <summary>What a bid is worth; an issue that it leaves out counts nothing. A bid fits a domain where each of its values is one of the domain's.</summary>
    private decimal? ReadBid(JsonTree chosen, JsonTree weights, List<decimal[]?> values)
    {
        var (worth, sound) = (0m, true);
        foreach (var member in chosen.Members)
        {
            if (!_places.TryGetValue(member.Name, out var i))
            {
                findings.Error(member.Position, $"the domain has no issue `{Excerpt.Of(member.Name)}`");
                sound = false;
            }
            else if (PlaceOf(issues[i], member.Value) is var v and >= 0)
            {
                worth += Weight(weights, issues[i]) * values[i]![v];
            }
            else
            {
                findings.Error(member.Value.Position, $"this is no value of the issue `{Excerpt.Of(member.Name)}`, {Offered(issues[i])}; a reservation bid lies in the domain");
                sound = false;
            }
        }

        return sound ? worth : null;
    }

    private static int PlaceOf(GeniusWebIssue issue, JsonTree value) =>
        issue.Range is null ? value.IsString ? issue.PlaceOf(value.Text) : -1
        : value.IsNumber && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? issue.PlaceOf(number) : -1;

    private static string Offered(GeniusWebIssue issue)
    {
        if (issue.Range is not var (low, high, step))
        {
            return $"which has {string.Join(", ", issue.Values.Take(4).Select(value => $"`{Excerpt.Of(value)}`"))}{(issue.Values.Length > 4 ? ", ..." : "")}";
        }

        return string.Create(CultureInfo.InvariantCulture, $"which runs from {low} to {high} in steps of {step}");
    }
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Reads a party's utility space (AdditiveUtilitySpace of Genius 10.4): a weight stands beside the issue of the same index, evaluations within it,
/// the reservation value and the discount factor on any level, the last one read counting.
/// </summary>
internal sealed class GeniusProfileReader(Findings findings, IReadOnlyList<GeniusIssue> issues)
{
    private readonly GeniusNumbers _numbers = new(findings);
    private readonly GeniusEvaluator _evaluator = new(findings);
    private readonly Dictionary<int, (MarkupElement Element, double? Weight)> _found = [];
    private readonly GeniusScale _scale = new(findings);
    private double _reservation;
    private Position? _reservationPlace;
    private double _discount = 1;

    /// <summary>The party; null (and an error) when the profile does not say all that the domain asks.</summary>
    public DraftParty? Read(MarkupElement root, string id, string title)
    {
        if (root.Find("type") is { } type && string.Equals(type.Text, "uncertain", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(type.Position, "the party's uncertainty about its own preferences is left out; its true utilities are read");
        }

        ReadLevel(root);
        var preferences = ImmutableArray.CreateBuilder<DraftPreference>(issues.Count);
        foreach (var issue in issues)
        {
            if (ReadPreference(root, issue) is { } preference)
            {
                preferences.Add(preference);
            }
        }

        WarnOfStrangers();
        if (preferences.Count < issues.Count)
        {
            return null;
        }

        if (preferences.All(preference => preference.Weight == 0))
        {
            findings.Error(root.Position, "all weights are 0, so that every outcome is worth the same");
            return null;
        }

        var party = new DraftParty(id, title, preferences.MoveToImmutable(), _reservation, "", _discount);
        if (_scale.Check(root, party))
        {
            WarnOfReservation(party);
            return party;
        }

        return null;
    }

    /// <summary>Why the profile cannot be read at all, and where; null where it can.</summary>
    public static (Position Position, string Reason)? Unreadable(MarkupElement root)
    {
        var type = root.Find("type");
        return root.All("utility").Any() || type?.Text.ToLowerInvariant() is "nonlinear" or "constraint"
            ? (type?.Position ?? root.Position, "this utility space is not additive; only weights and evaluations per issue can be read")
            : null;
    }

    /// <summary>Reservation values are on the scale of utilities; files that have scores instead are common.</summary>
    private void WarnOfReservation(DraftParty party)
    {
        var best = Math.Min(1, party.Preferences.Sum(preference => preference.Weight * preference.Values.Max()) + party.Shift);
        if (_reservation > best + 1e-9 && _reservationPlace is { } place)
        {
            var share = _reservation > 1 && _reservation <= 100 && _reservation / 100 <= best ? $"; if it is a score out of 100, {PlainValues.Show(_reservation / 100)} is meant" : "";
            findings.Warn(
                place,
                $"the reservation value {PlainValues.Show(_reservation)} lies above the utility of every outcome, at most {PlainValues.Show(best)}: no agreement is worth that to `{party.Id}`{share}");
        }
    }

    private void ReadLevel(MarkupElement level)
    {
        ReadReservation(level);
        ReadDiscount(level);
        var weights = new Dictionary<int, double>();
        foreach (var element in level.All("weight"))
        {
            if (_numbers.RequiredWhole(element, "index") is { } index && _numbers.Required(element, "value") is { } weight)
            {
                if (!weights.TryAdd(index, weight))
                {
                    findings.Warn(element.Position, $"the weight of {index} stands here twice; the last one counts");
                    weights[index] = weight;
                }
            }
        }

        foreach (var issue in level.All("issue"))
        {
            if (_numbers.RequiredWhole(issue, "index") is not { } index)
            {
                continue;
            }

            if (_found.ContainsKey(index))
            {
                findings.Warn(issue.Position, $"issue {index} stands here twice; the last one counts");
            }

            _found[index] = (issue, weights.TryGetValue(index, out var weight) ? weight : null);
        }

        foreach (var child in level.Children)
        {
            ReadLevel(child);
        }
    }

    private void ReadReservation(MarkupElement level)
    {
        if (level.All("reservation").FirstOrDefault() is not { } element)
        {
            return;
        }

        if (element.Find("value") is { } value && GeniusNumbers.Parse(value.Text) is { } number)
        {
            (_reservation, _reservationPlace) = (number, value.Position);
        }
        else
        {
            findings.Warn(element.Position, "the reservation value is no number; it is left out, as in Genius");
        }
    }

    private void ReadDiscount(MarkupElement level)
    {
        if (level.All("discount_factor").FirstOrDefault() is not { } element)
        {
            return;
        }

        if (element.Find("value") is not { } value || GeniusNumbers.Parse(value.Text) is not { } number)
        {
            findings.Warn(element.Position, "the discount factor is no number; it is left out, as in Genius");
        }
        else if (number is <= 0 or > 1)
        {
            findings.Warn(element.Position, $"the discount factor {PlainValues.Show(number)} lies outside 0 to 1 and is taken for 1, as in Genius");
            _discount = 1;
        }
        else
        {
            _discount = number;
        }
    }

    private DraftPreference? ReadPreference(MarkupElement root, GeniusIssue issue)
    {
        if (!_found.TryGetValue(issue.Index, out var found))
        {
            findings.Error(root.Position, $"the profile has no issue {issue.Index} (`{Excerpt.Of(issue.Name)}`); is it of another domain?");
            return null;
        }

        var values = _evaluator.Read(issue, found.Element);
        if (found.Weight is not { } weight)
        {
            findings.Error(found.Element.Position, $"issue {issue.Index} has no weight; <weight index=\"{issue.Index}\" value=\"...\"/> belongs beside it");
            return null;
        }

        if (found.Element.Find("name") is { } name && !string.Equals(name.Text.Trim(), issue.Name.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(name.Position, $"issue {issue.Index} is called `{Excerpt.Of(name.Text)}` here and `{Excerpt.Of(issue.Name)}` in the domain; the index counts");
        }

        return values is null ? null : _scale.Of(found.Element, weight, values);
    }

    private void WarnOfStrangers()
    {
        var known = issues.Select(issue => issue.Index).ToHashSet();
        foreach (var (index, (element, _)) in _found)
        {
            if (!known.Contains(index))
            {
                findings.Warn(element.Position, $"the domain has no issue {index}; it is left out, as in Genius");
            }
        }
    }
}

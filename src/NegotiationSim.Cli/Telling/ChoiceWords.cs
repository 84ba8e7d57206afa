using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Some of an issue's values, as briefly as they can be said: <c>at most 7</c>, <c>from 2 to 4</c>, <c>“A” or “B”</c>. Which values pass never depends on the words: different choices
/// read differently as long as the titles of the options do.
/// </summary>
internal static partial class ChoiceWords
{
    /// <summary>So many values at most are named as those that are ruled out.</summary>
    private const int MostRuledOut = 2;

    /// <summary>A choice without the issue's title, where a sentence has named the issue. That the issue may be left open is not said.</summary>
    /// <param name="issue">An issue that is no set.</param>
    /// <param name="allowed">Per value index whether it passes.</param>
    public static string Of(Issue issue, ImmutableArray<bool> allowed) => Closed(issue, allowed, Unit(issue)) ?? (IsOpenAllowed(issue, allowed) ? Names.Open : "nothing");

    /// <summary>A choice with the issue's title. Somebody insists on it, so leaving the issue open is taken to be no offence unless the words say so.</summary>
    public static string Demanded(Issue issue, ImmutableArray<bool> allowed)
    {
        var open = IsOpenAllowed(issue, allowed);
        if (IsEverySettled(issue, allowed))
        {
            return Titled(issue, issue.OpenValue >= 0 && !open ? "settled, not left open" : "anything");
        }

        return (Counted(issue, allowed) ?? (Closed(issue, allowed, Unit(issue)) is { } choice ? Titled(issue, choice) : null), open) switch
        {
            ({ } words, true) => words,
            ({ } words, false) => words + (issue.OpenValue >= 0 ? ", not left open" : ""),
            (null, true) => Titled(issue, Names.Open),
            (null, false) => Titled(issue, "nothing will do"),
        };
    }

    /// <summary>A choice with the issue's title, as what is the case.</summary>
    public static string Stated(Issue issue, ImmutableArray<bool> allowed)
    {
        var open = IsOpenAllowed(issue, allowed);
        if (IsEverySettled(issue, allowed))
        {
            return Titled(issue, issue.OpenValue >= 0 && !open ? "settled" : "anything");
        }

        return (Counted(issue, allowed) ?? (Closed(issue, allowed, Unit(issue)) is { } choice ? Titled(issue, choice) : null), open) switch
        {
            ({ } words, true) => words + " or " + Names.Open,
            ({ } words, false) => words,
            (null, true) => Titled(issue, Names.Open),
            (null, false) => Titled(issue, "nothing"),
        };
    }

    /// <summary>The issue's title and a choice; a unit that the title ends with goes with the numbers of the choice.</summary>
    public static string Titled(Issue issue, string choice) => (Unit(issue) is null ? Names.Issue(issue) : UnitAtTheEnd().Replace(Names.Issue(issue), "")) + ": " + choice;

    private static bool IsOpenAllowed(Issue issue, ImmutableArray<bool> allowed) => issue.OpenValue >= 0 && allowed[issue.OpenValue];

    private static int ClosedCount(Issue issue, ImmutableArray<bool> allowed) => issue.OpenValue >= 0 ? issue.OpenValue : allowed.Length;

    private static bool IsEverySettled(Issue issue, ImmutableArray<bool> allowed) => allowed.AsSpan(0, ClosedCount(issue, allowed)).IndexOf(false) < 0;

    /// <summary>The numbers of things that a title counts, in one phrase with it: <c>at least 5,000 centrifuges</c>. Null where the title counts nothing or the numbers are no interval.</summary>
    private static string? Counted(Issue issue, ImmutableArray<bool> allowed)
    {
        var title = Names.Issue(issue);
        if (issue is not RangeIssue range || !CountsThings().IsMatch(title) || Interval(issue, allowed) is not var (first, last))
        {
            return null;
        }

        // Neither "1 roads" nor the singular of any noun can be had.
        var (from, to) = (range.Numbers[first], range.Numbers[last]);
        if ((from == 1 && last == range.Numbers.Length - 1) || (to == 1 && first == 0) || (from == to && from == 1))
        {
            return null;
        }

        var things = People().IsMatch(title) || !char.IsLower(title.ElementAtOrDefault(1)) ? title : char.ToLowerInvariant(title[0]) + title[1..];
        return from == to && from == 0 ? "no " + things : Bounds(issue, first, last, null, range.Numbers.Length) + " " + things;
    }

    /// <summary>What is allowed of the values that settle the issue; null: nothing.</summary>
    private static string? Closed(Issue issue, ImmutableArray<bool> allowed, string? unit)
    {
        var closed = ClosedCount(issue, allowed);
        var yes = Enumerable.Range(0, closed).Where(v => allowed[v]).ToList();
        if (yes.Count == closed)
        {
            return "anything";
        }

        if (yes.Count == 0)
        {
            return null;
        }

        if (issue is RangeIssue or OptionsIssue { Ordered: true } && Interval(issue, allowed) is var (first, last))
        {
            return Bounds(issue, first, last, unit, closed);
        }

        var no = Enumerable.Range(0, closed).Where(v => !allowed[v]).Select(v => Value(issue, v, unit)).ToList();
        return no.Count > MostRuledOut || no.Count >= yes.Count ? Figures.List([.. yes.Select(v => Value(issue, v, unit))], "or")
            : no.Count == 1 ? "anything but " + no[0]
            : $"neither {no[0]} nor {no[1]}";
    }

    /// <summary>The first and the last of the allowed values where there are some and all between are allowed too.</summary>
    private static (int First, int Last)? Interval(Issue issue, ImmutableArray<bool> allowed)
    {
        var yes = allowed.AsSpan(0, ClosedCount(issue, allowed));
        var (first, last) = (yes.IndexOf(true), yes.LastIndexOf(true));
        return first < 0 || yes[first..last].IndexOf(false) >= 0 ? null : (first, last);
    }

    private static string Bounds(Issue issue, int first, int last, string? unit, int closed) =>
        first == last ? (issue is RangeIssue ? "exactly " : "") + Value(issue, first, unit)
        : last == closed - 1 ? "at least " + Value(issue, first, unit)
        : first == 0 ? "at most " + Value(issue, last, unit)
        : $"from {Value(issue, first, null)} to {Value(issue, last, unit)}";

    private static string Value(Issue issue, int value, string? unit) => issue is OptionsIssue
        ? Names.Quoted(Names.Value(issue, value))
        : Names.Value(issue, value) + unit switch { null => "", "%" or "°" => unit, _ when Names.Value(issue, value) == "1" && unit.EndsWith('s') => " " + unit[..^1], _ => " " + unit };

    /// <summary>The unit of a range whose title ends with it in brackets: <c>Duration of the limits (years)</c>.</summary>
    private static string? Unit(Issue issue) =>
        issue is RangeIssue && UnitAtTheEnd().Match(Names.Issue(issue)) is { Success: true } match ? match.Groups["unit"].Value : null;

    [GeneratedRegex(@"(?<=\S)\s*\((?<unit>[%°€$£]|\p{Ll}[\p{L}\p{N} ./²³]{0,24})\)$")]
    private static partial Regex UnitAtTheEnd();

    /// <summary>A title that is, or begins with, a noun in the plural and says which of them.</summary>
    [GeneratedRegex(@"^\p{Lu}\p{Ll}+[^\Wsui]s(?:$|\s(?:allowed|at|for|from|held|in|kept|left|of|on|open|per|released|that|to|under|which|who|with|within)\s)|^\p{Lu}\p{Ll}+\s\p{Ll}+[^\Wsui]s\s(?:a|an|each|per)\s")]
    private static partial Regex CountsThings();

    /// <summary>Peoples keep their capital.</summary>
    [GeneratedRegex(@"^\p{L}+(?:ians|urds|rabs|urks|ews|ish)\b")]
    private static partial Regex People();
}

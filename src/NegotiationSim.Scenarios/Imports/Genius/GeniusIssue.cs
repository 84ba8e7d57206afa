using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

internal enum GeniusIssueKind
{
    Discrete,
    Integer,
    Real,
}

/// <summary>An issue of a domain. Its number, not its name, is what profiles know it by.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record GeniusIssue(int Index, string Name, GeniusIssueKind Kind, Position Position)
{
    /// <summary>The values of a discrete issue, as written.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What the domain says of each value beyond its text; empty where it says nothing.</summary>
    public ImmutableArray<string> Descriptions { get; init; } = [];

    /// <summary>The numbers of an integer or real issue, ascending.</summary>
    public ImmutableArray<double> Numbers { get; init; } = [];

    /// <summary>The distance between neighbouring numbers.</summary>
    public double Step { get; init; } = 1;

    /// <summary>The type as the file has it where Genius does not know it; null where it does.</summary>
    public string? UnknownType { get; init; }

    /// <summary>Its kind as a message says it.</summary>
    public string KindInWords() => InWords(UnknownType, Kind);

    /// <summary>The kind of an element as a message says it: what the file says where Genius does not know it.</summary>
    public static string KindInWords(MarkupElement issue) => InWords(UnknownTypeOf(issue), KindOf(issue));

    /// <summary>The element's type where Genius does not know it; null where it does or there is none.</summary>
    public static string? UnknownTypeOf(MarkupElement issue) =>
        issue.Find("type") is { } type && type.Text.ToLowerInvariant() is not ("discrete" or "integer" or "real") ? type.Text : null;

    /// <summary>The kind by Genius's rule: no <c>type</c> or an unknown one is discrete.</summary>
    public static GeniusIssueKind KindOf(MarkupElement issue) => issue.Find("type")?.Text.ToLowerInvariant() switch
    {
        "integer" => GeniusIssueKind.Integer,
        "real" => GeniusIssueKind.Real,
        _ => GeniusIssueKind.Discrete,
    };

    /// <summary>The element with <c>lowerbound</c>: Genius writes the bounds on integers' <c>issue</c> and into reals' <c>range</c>. The issue itself where there is none.</summary>
    public static MarkupElement BoundsOf(MarkupElement issue) => HasBounds(issue) ? issue : issue.All("range").FirstOrDefault(HasBounds) ?? issue;

    public static bool HasBounds(MarkupElement element) => element.Find("lowerbound") is not null;

    private static string InWords(string? unknown, GeniusIssueKind kind) =>
        unknown is null ? kind.ToString().ToLowerInvariant() : $"of the type `{Excerpt.Of(unknown)}`, which Genius does not know,";
}

using System.Collections.Immutable;
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

    /// <summary>The numbers of an integer or real issue, ascending.</summary>
    public ImmutableArray<double> Numbers { get; init; } = [];

    /// <summary>The distance between neighbouring numbers.</summary>
    public double Step { get; init; } = 1;

    /// <summary>The kind by Genius's rule: no <c>type</c> or an unknown one is discrete.</summary>
    public static GeniusIssueKind KindOf(MarkupElement issue) => issue.Find("type")?.Text.ToLowerInvariant() switch
    {
        "integer" => GeniusIssueKind.Integer,
        "real" => GeniusIssueKind.Real,
        _ => GeniusIssueKind.Discrete,
    };
}

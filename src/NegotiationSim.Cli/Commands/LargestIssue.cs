using System.Globalization;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>The issue that has most values: where a scenario that is too large is best made smaller.</summary>
internal static class LargestIssue
{
    /// <summary>Its id, and how many values or, where it is a set, members it has.</summary>
    public static (string Id, string Size) Of(Scenario scenario)
    {
        var largest = scenario.Space.Issues.MaxBy(issue => issue is SetIssue set ? 2 * set.Members.Length : issue.ValueCount)!;
        return (largest.Id, largest is SetIssue { Members.Length: var members } ? string.Create(CultureInfo.InvariantCulture, $"{members:#,0} members") : largest.ValueCount.ToString("#,0", CultureInfo.InvariantCulture));
    }

    /// <summary>Where an issue's id stands in a file, as far as a look at its lines tells; else the beginning.</summary>
    public static (int Line, int Column) PlaceIn(string text, string id)
    {
        var lines = text.Split('\n');
        var isWithin = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var word = lines[i].TrimStart();
            isWithin |= lines[i].StartsWith("issues:", StringComparison.Ordinal);
            if (isWithin && KeyOf(word) == id)
            {
                return (i + 1, lines[i].Length - word.Length + 1);
            }
        }

        return (1, 1);
    }

    /// <summary>What stands before the colon, quotes aside; null where there is none.</summary>
    private static string? KeyOf(string word) => word.IndexOf(':', StringComparison.Ordinal) is var end and > 0 ? word[..end].Trim().Trim('"', '\'') : null;
}

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

    /// <summary>Where an issue's id stands in a file, as far as a look at its lines tells: a key as far in as the first one below <c>issues</c>; else the beginning.</summary>
    public static (int Line, int Column) PlaceIn(string text, string id)
    {
        var lines = text.Split('\n');
        var depth = -1;
        for (var i = Array.FindIndex(lines, line => KeyOf(line) == "issues") + 1; i > 0 && i < lines.Length; i++)
        {
            var word = lines[i].TrimStart();
            var column = lines[i].Length - word.Length;
            if (word.Length == 0 || word[0] == '#')
            {
                continue;
            }

            depth = depth < 0 ? column : depth;
            if (column < depth)
            {
                break;
            }

            if (column == depth && KeyOf(word) == id)
            {
                return (i + 1, column + 1);
            }
        }

        return (1, 1);
    }

    /// <summary>What stands before the colon, quotes aside; null where there is none.</summary>
    private static string? KeyOf(string word) => word.IndexOf(':', StringComparison.Ordinal) is var end and > 0 ? word[..end].TrimEnd().Trim('"', '\'') : null;
}

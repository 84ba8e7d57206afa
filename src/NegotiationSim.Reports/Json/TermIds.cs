using System.Globalization;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>Terms as the files name them, back to value indexes.</summary>
internal static class TermIds
{
    /// <summary>The value of an issue that is no set.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="text">An option's id, a number in its shortest form, or <c>open</c>.</param>
    /// <exception cref="FormatException">The issue has no such value.</exception>
    public static int ValueOf(Issue issue, string text)
    {
        if (issue.MayStayOpen && text == "open")
        {
            return issue.OpenValue;
        }

        var value = issue switch
        {
            OptionsIssue options => IndexOf(options.Options.Length, i => options.Options[i].Id == text),
            RangeIssue range when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => IndexOf(range.Numbers.Length, i => range.Numbers[i] == number),
            _ => -1,
        };
        return value >= 0 ? value : throw new FormatException($"issue '{issue.Id}' has no value '{text}'");
    }

    private static int IndexOf(int count, Func<int, bool> isIt)
    {
        for (var i = 0; i < count; i++)
        {
            if (isIt(i))
            {
                return i;
            }
        }

        return -1;
    }
}

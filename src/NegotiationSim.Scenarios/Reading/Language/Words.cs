using System.Collections.Immutable;
using System.Text;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>The language's words for the values of an enumeration: <c>becomes_spoiler</c> for <c>BecomesSpoiler</c>.</summary>
internal static class Words
{
    public static ImmutableArray<string> Of<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(Snake)];

    /// <summary>The word for one value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Snake(value.ToString());

    public static T? Parse<T>(string word)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        var index = Array.FindIndex(names, name => Snake(name) == word);
        return index < 0 ? null : Enum.GetValues<T>()[index];
    }

    private static string Snake(string name)
    {
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && word.Length > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }
}

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Finds the column of a character of a scalar's value in the source, so that messages can point into an expression.</summary>
internal static class ScalarColumns
{
    /// <summary>
    /// How far right of the scalar's start the value's character <paramref name="offset"/> stands; null where the scalar spans lines or its
    /// source is no plain or quoted text.
    /// </summary>
    public static int? Find(ReadOnlySpan<char> source, string value, int offset)
    {
        if (source.IndexOfAny('\n', '\r') >= 0)
        {
            return null;
        }

        // A tag or anchor stands before the value: look past it.
        var lead = 0;
        while (lead < source.Length && source[lead] is '!' or '&')
        {
            while (lead < source.Length && source[lead] != ' ')
            {
                lead++;
            }

            while (lead < source.Length && source[lead] == ' ')
            {
                lead++;
            }
        }

        if (lead >= source.Length || source[lead] is not ('"' or '\''))
        {
            return source[lead..].StartsWith(value, StringComparison.Ordinal) ? lead + offset : null;
        }

        var quote = source[lead];
        var at = lead + 1;
        for (var i = 0; i < offset && at < source.Length; i++)
        {
            at += quote == '\'' ? (source[at] == '\'' ? 2 : 1) : EscapeLength(source[at..]);
        }

        return at;
    }

    private static int EscapeLength(ReadOnlySpan<char> source) =>
        source[0] != '\\' || source.Length < 2 ? 1 : source[1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
}

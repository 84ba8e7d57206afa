namespace NegotiationSim.Scenarios.Reading.Expressions;

/// <summary>Finds the drivers that a text names, without parsing it.</summary>
internal static class ExpressionNames
{
    public static List<string> In(string text, DriverScope drivers)
    {
        var names = new List<string>();
        if (text.Length > Limits.ExpressionLength)
        {
            return names;
        }

        var at = 0;
        while (at < text.Length && names.Count < Limits.ExpressionTerms)
        {
            var end = at;
            while (end < text.Length && end - at <= drivers.LongestName && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                end++;
            }

            if (end == at)
            {
                at++;
                continue;
            }

            var cut = Math.Min(end, at + drivers.LongestName);
            while (cut > at && !(IsBoundary(text, cut, end) && drivers.IsKnown(text.AsSpan(at, cut - at))))
            {
                cut--;
            }

            if (cut > at)
            {
                names.Add(text[at..cut]);
                at = cut;
            }
            else
            {
                var hyphen = text.IndexOf('-', at, end - at);
                at = hyphen < 0 ? end : hyphen + 1;
            }
        }

        return names;
    }

    private static bool IsBoundary(string text, int cut, int end) => cut == end || text[cut] == '-';
}

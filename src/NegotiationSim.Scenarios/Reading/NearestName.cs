namespace NegotiationSim.Scenarios.Reading;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LongestName = 100;
    private const int MostCandidates = 2_000;

    /// <summary>"; did you mean `x`?" or, where nothing is near, the few names there are, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var known = candidates.Take(MostCandidates).ToList();
        if (Find(name, known) is { } near)
        {
            return $"; did you mean `{near}`?";
        }

        return known.Count is > 0 and <= 12 ? $"; known: {string.Join(", ", known)}" : "";
    }

    /// <summary>The candidate with the smallest edit distance, at most a third of the name's length (but 2 for short names); null: none.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? best = null;
        var limit = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - name.Length) >= limit)
            {
                continue;
            }

            var distance = Distance(name, candidate);
            if (distance < limit && distance < Math.Max(name.Length, candidate.Length))
            {
                limit = distance;
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>Edit distance in insertions, deletions, replacements and swaps of neighbours (optimal string alignment), letter case ignored.</summary>
    public static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[LongestName + 1];
        Span<int> previous = stackalloc int[LongestName + 1];
        Span<int> current = stackalloc int[LongestName + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Lower(a[i - 1]) == Lower(b[j - 1]);
                var cost = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Lower(a[i - 1]) == Lower(b[j - 2]) && Lower(a[i - 2]) == Lower(b[j - 1]))
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[b.Length];
    }

    private static char Lower(char c) => c == '-' ? '_' : char.ToLowerInvariant(c);
}

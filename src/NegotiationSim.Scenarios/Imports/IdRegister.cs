using System.Text;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Gives texts of other programs ids of ours: slugs, different within one register.</summary>
/// <param name="fallback">The id of a text without any letter or digit.</param>
/// <param name="reserved">Ids that mean something else.</param>
internal sealed class IdRegister(string fallback, params IEnumerable<string> reserved)
{
    /// <summary>Characters of a slug; what distinguishes longer texts is the number after it.</summary>
    private const int Longest = 60;

    /// <summary>Ids of issues; these words combine conditions.</summary>
    public static IdRegister OfIssues() => new("issue", "all", "any", "not");

    /// <summary>Ids of actors; `all` stands for every one of them where an event names an actor.</summary>
    public static IdRegister OfActors() => new("party", "all");

    private readonly HashSet<string> _used = new(reserved, StringComparer.Ordinal);

    // The number after which a slug's next clash looks for a free one; ids are never given back, so that those before stay taken.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The text in lower case, every run of other characters than a-z and 0-9 an underscore; a clash gets <c>_2</c>, <c>_3</c>, ...</summary>
    public string Add(string text)
    {
        var slug = Slug(text) is { Length: > 0 } found ? found : fallback;
        if (_used.Add(slug))
        {
            return slug;
        }

        var number = _numbers.GetValueOrDefault(slug, 1);
        string id;
        do
        {
            id = $"{slug}_{++number}";
        }
        while (!_used.Add(id));

        _numbers[slug] = number;
        return id;
    }

    /// <summary>The slug alone; empty where the text has no letter or digit.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (slug.Length == Longest)
            {
                break;
            }

            if (c is >= 'a' and <= 'z' or >= '0' and <= '9')
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }

        // An id begins with a letter or digit, and a blank at either end of a text names nothing.
        return slug.ToString().TrimEnd('_');
    }
}

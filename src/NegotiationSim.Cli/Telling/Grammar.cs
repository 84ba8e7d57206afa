using System.Text.RegularExpressions;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// How sentences agree with the name of an actor or spoiler: <c>Russia rejects its own text</c>, <c>Britain and France reject their own text</c>. Whether a name is
/// plural is read from its title, by rules that any scenario can meet; see docs/decisions/0050.
/// </summary>
internal sealed partial class Grammar
{
    private static readonly Grammar s_singular = new(false);
    private static readonly Grammar s_plural = new(true);

    /// <summary>States that join two names and are one all the same.</summary>
    private static readonly string[] s_joinedStates =
        ["Antigua and Barbuda", "Bosnia and Herzegovina", "Saint Kitts and Nevis", "Saint Vincent and the Grenadines", "Sao Tome and Principe", "São Tomé and Príncipe", "Trinidad and Tobago"];

    /// <summary>Names that end like a plural and are of one state, body or place; with and without an article.</summary>
    private static readonly string[] s_singularNames =
    [
        "United States", "United States of America", "United Nations", "Bahamas", "Comoros", "Maldives", "Netherlands", "Philippines", "Seychelles", "United Arab Emirates", "Emirates", "Massachusetts", "Hamas", "Brussels", "Athens",
    ];

    private readonly bool _plural;

    private Grammar(bool plural) => _plural = plural;

    /// <summary>As the subject of a sentence: <c>it</c> or <c>they</c>.</summary>
    public string It => _plural ? "they" : "it";

    /// <summary><c>It</c> or <c>They</c>.</summary>
    public string OpeningIt => _plural ? "They" : "It";

    /// <summary>As the object: <c>it</c> or <c>them</c>.</summary>
    public string ToIt => _plural ? "them" : "it";

    /// <summary><c>its</c> or <c>their</c>.</summary>
    public string Its => _plural ? "their" : "its";

    public static Grammar Of(string title) => IsPlural(title) ? s_plural : s_singular;

    /// <summary>What the actor does, given as of one: <c>rejects</c>, <c>does not move</c>; the first word is the verb.</summary>
    public string Verb(string predicate)
    {
        if (!_plural)
        {
            return predicate;
        }

        var end = predicate.IndexOf(' ', StringComparison.Ordinal);
        var verb = end < 0 ? predicate : predicate[..end];
        return Many(verb) + predicate[verb.Length..];
    }

    /// <summary>
    /// A title is plural if it joins names by "and" or "&amp;" (<c>Britain, France and Germany</c>), lists three or more, or is a noun in the plural
    /// (<c>Kurdish forces</c>, <c>Hardliners</c>, <c>the Rebels</c>, <c>Bosnian Serbs</c>), but for states and bodies whose names end so (<c>United States</c>, <c>Solomon Islands</c>). What stands in brackets or behind a preposition does not count (<c>Ministry of Justice and Peace</c>), nor does an
    /// "and" within the name of one body (<c>Foreign and Commonwealth Office</c>) or state (<c>Trinidad and Tobago</c>).
    /// </summary>
    private static bool IsPlural(string title)
    {
        var name = Brackets().Replace(title, " ");
        var head = Preposition().Split(name, 2)[0].Trim().TrimEnd(',');
        return !s_joinedStates.Contains(head, StringComparer.OrdinalIgnoreCase)
            && ((Joined().IsMatch(head) && !OneBody().IsMatch(head)) || head.Count(c => c == ',') >= 2 || (PluralNoun().IsMatch(head) && !IsSingularName(head)));
    }

    private static bool IsSingularName(string head) =>
        s_singularNames.Contains(head.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? head[4..] : head, StringComparer.OrdinalIgnoreCase) || head.EndsWith(" Islands", StringComparison.Ordinal);

    private static string Many(string verb) => verb switch
    {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        _ when verb.EndsWith("ies", StringComparison.Ordinal) => verb[..^3] + "y",
        _ when EndsInEs().IsMatch(verb) => verb[..^2],
        _ => verb.EndsWith('s') ? verb[..^1] : verb,
    };

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s(?:against|among|at|between|by|for|from|in|of|on|over|to|under|with)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Preposition();

    [GeneratedRegex(@"\S,?\s(?:and|&)\s\S", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    /// <summary>One word and another before what kind of body it is, none of them with an article.</summary>
    [GeneratedRegex(
        @"^(?:the\s)?\S+\s(?:and|&)\s(?!the\s|a\s|an\s|its\s)(?:\S+\s)*(?:Agency|Alliance|Army|Assembly|Authority|Bank|Board|Bureau|Coalition|Command|Commission|Committee|Company|Congress|Council|Department|Federation|Force|Foundation|Front|Fund|Government|Group|League|Ministry|Movement|Office|Organi[sz]ation|Party|Service|Union)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex OneBody();

    /// <summary>
    /// Its last word is written small and ends in a plural's s; or an article stands before it, as before no name of one person or most states, and it ends in a plural's s; or it is a name that ends as only names
    /// of people in the plural do (<c>Kurds</c>, <c>Alawites</c>, <c>Houthis</c>, <c>Democrats</c>).
    /// </summary>
    [GeneratedRegex(@"(?:\s\p{Ll}[\p{Ll}-]*[^\Wsui']s|^[Tt]he\s(?:\S+\s)*\p{Lu}[\p{Ll}-]*(?:[^\Wsui']s|[^\Ws]is)|(?:^|\s)\p{Lu}[\p{Ll}-]*(?:ers|ists|ians|ies|[bdgklpt]s|[aio]ns|ims|ites|ates|Forces|(?:nn|an|ad|ud|id|el|al|q|th|at|it|er)is)|(?:^|\s)(?:Forces|Allies|Moderates))$")]
    private static partial Regex PluralNoun();

    [GeneratedRegex(@"(?:s|sh|ch|x|z|o)es$")]
    private static partial Regex EndsInEs();
}

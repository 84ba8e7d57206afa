using System.Text.RegularExpressions;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>What holds of every page, whatever is in it.</summary>
internal static partial class PageCheck
{
    private static readonly string[] s_sections =
        ["answer", "record", "endings", "chances", "survival", "risks", "blocking", "terms", "worth", "offers", "signing", "drivers", "assumptions", "reproduce"];

    /// <summary>Elements that a page is made of; no other may come in.</summary>
    private static readonly HashSet<string> s_elements = new(StringComparer.Ordinal)
    {
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "h1", "h2", "h3", "p", "a", "ol", "ul", "li", "strong", "dfn", "span", "br", "wbr", "bdi", "code", "pre", "data", "div",
        "figure", "figcaption", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "script", "svg", "desc", "g", "rect", "circle", "path", "text", "tspan", "line",
    };

    private static readonly HashSet<string> s_void = new(StringComparer.Ordinal) { "meta", "br", "wbr" };

    /// <summary>Well formed, nothing runs, nothing is loaded, headings in order, ids once, sections in their order.</summary>
    public static void Holds(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", page, StringComparison.Ordinal);
        var open = new Stack<string>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var lastHeading = 0;
        var headings = new List<int>();
        foreach (Match tag in Tag().Matches(Content().Replace(page, "<$1$2></$1>")))
        {
            var (name, attributes) = (tag.Groups["name"].Value, tag.Groups["attributes"].Value);
            if (tag.Groups["end"].Length > 0)
            {
                Assert.True(open.TryPop(out var expected) && expected == name, $"</{name}> at {tag.Index} closes <{expected}>");
                continue;
            }

            Assert.True(s_elements.Contains(name), $"<{name}> at {tag.Index}");
            Assert.DoesNotMatch(@"(?i)\s(on\w+|src|srcset|style|action|formaction|xlink:href)\s*=", OutsideQuotes().Replace(attributes, "\"\""));
            foreach (Match id in Id().Matches(attributes))
            {
                Assert.True(ids.Add(id.Groups[1].Value), $"the id {id.Groups[1].Value} is there twice");
            }

            if (name is ['h', >= '1' and <= '6'])
            {
                Assert.True(name[1] - '0' <= lastHeading + 1, $"{name} after h{lastHeading}");
                headings.Add(lastHeading = name[1] - '0');
            }

            if (!s_void.Contains(name) && tag.Groups["self"].Length == 0)
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
        Assert.Single(headings, 1);
        Assert.Equal(s_sections, Section().Matches(page).Select(match => match.Groups[1].Value));
        Assert.All(Link().Matches(page), link => Assert.Contains(link.Groups[1].Value, ids));
        Assert.Single(ScriptStart().Matches(page));
        Assert.DoesNotContain("data:", Content().Replace(page, ""), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"url\(|@import", page);
        Assert.DoesNotContain("�", page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<(?<end>/?)(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<attributes>(?:[^<>""]|""[^""]*"")*?)(?<self>/?)>")]
    private static partial Regex Tag();

    /// <summary>What the browser takes as text up to the end tag.</summary>
    [GeneratedRegex("<(style|script)([^>]*)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Content();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex OutsideQuotes();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("<section aria-labelledby=\"([^\"]*)\"")]
    private static partial Regex Section();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptStart();
}

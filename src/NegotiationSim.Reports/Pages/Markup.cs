using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>HTML that is safe to put on a page. It is written as an interpolated string: what stands in it literally is markup, what stands in braces is text and is escaped, unless it is markup itself.</summary>
/// <param name="Text">The HTML.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static readonly Markup None = new("");

    /// <summary>The markup of an interpolated string.</summary>
    public static Markup Of(MarkupBuilder builder) => new(builder.ToString());

    /// <summary>Several, one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts, string between = "") => new(string.Join(between, parts.Select(part => part.Text)));

    /// <summary>Text from a scenario: its writing direction stays its own and does not turn what stands around it.</summary>
    public static Markup Foreign(string text) => Of($"<bdi>{text}</bdi>");

    /// <summary>Text as it may stand in an element or an attribute in quotes. Characters that cannot be seen are shown by their code point.</summary>
    public static string Escape(string text)
    {
        var visible = HiddenCharacters.Replace(text, rune => rune.Value is '\t' or '\n' or '\r' ? " " : "<" + HiddenCharacters.CodePoint(rune) + ">");
        if (visible.AsSpan().IndexOfAny("&<>\"'") < 0)
        {
            return visible;
        }

        var escaped = new StringBuilder(visible.Length + 16);
        foreach (var c in visible)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    public override string ToString() => Text;
}

/// <summary>Puts <see cref="Markup"/> together.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder
{
    private readonly StringBuilder _text;

    public MarkupBuilder(int literalLength, int holes) => _text = new StringBuilder(literalLength + 16 * holes);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

    public void AppendFormatted(string? text) => _text.Append(Markup.Escape(text ?? ""));

    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}

using System.Globalization;
using System.Text;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts;

/// <summary>The style sheet of pictures: a class for how a mark is drawn and one for what it is there for.</summary>
public static class ChartStyle
{
    private const string Font = "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"Noto Sans\",\"DejaVu Sans\",sans-serif";

    private static readonly Role[] s_roles = Enum.GetValues<Role>();

    /// <summary>
    /// What a page with pictures needs once: their colours as variables (<c>--chart-held</c>, <c>--chart-text</c>, <c>--chart-surface</c>, which is the page's own background, and so on), light, dark where the reader
    /// prefers that, light on paper; and the rules that use them. A root element with <c>data-theme="dark"</c> or <c>"light"</c> has the last word.
    /// </summary>
    public static string Page { get; } = Compose();

    /// <summary>The style of a file: only the rules that its marks use, with colours and not with variables, which many programs that read SVG do not know.</summary>
    internal static string File(IEnumerable<Mark> marks)
    {
        var inks = marks.Select(mark => mark.Ink with { Dash = Dash.None }).Append(new Ink(Paint.Fill, Role.Surface)).Distinct().OrderBy(ink => ink.Role).ThenBy(ink => ink.Paint).ToList();
        var text = new StringBuilder(".chart{font-family:").Append(Font).Append("}\n");
        AppendShapes(text, ".chart ", _ => Palette.Of(Role.Surface, Theme.Light));
        AppendColours(text, inks, Theme.Light);
        text.Append("@media (prefers-color-scheme:dark){\n");
        AppendSurface(text, ".chart ", Palette.Of(Role.Surface, Theme.Dark));
        AppendColours(text, inks, Theme.Dark);
        return text.Append("}\n").ToString();
    }

    /// <summary>The classes of a mark.</summary>
    internal static string Classes(Ink ink) => $"{ShapeClass(ink.Paint)} {Name(ink.Role)}{(ink.Dash == Dash.None ? "" : $" d{(int)ink.Dash}")}";

    /// <summary>The class of a role, and the end of its variable.</summary>
    internal static string Name(Role role) => role switch
    {
        >= Role.Split0 => FormattableString.Invariant($"split-{role - Role.Split0}"),
        >= Role.Heat0 => FormattableString.Invariant($"heat-{role - Role.Heat0}"),
        <= Role.Series6 => FormattableString.Invariant($"series-{(int)role + 1}"),
        Role.NotRatified => "not-ratified",
        Role.NoDeal => "no-deal",
        Role.QuietText => "quiet",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static string ShapeClass(Paint paint) => paint switch
    {
        Paint.Fill => "f",
        Paint.Tile => "f e",
        Paint.Band => "f b",
        Paint.Hairline => "l",
        Paint.Line => "l w",
        Paint.Curve => "l c",
        Paint.Halo => "l h",
        Paint.Text => "t",
        Paint.TextOn => "t n",
        _ => "p",
    };

    private static string Compose()
    {
        var text = new StringBuilder();
        AppendVariables(text, ":root", Theme.Light);
        text.Append("@media (prefers-color-scheme:dark){");
        AppendVariables(text, ":root:not([data-theme=light])", Theme.Dark);
        text.Append("}\n");
        AppendVariables(text, ":root[data-theme=dark]", Theme.Dark);
        text.Append("@media print{");
        AppendVariables(text, ":root,:root:not([data-theme=light]),:root[data-theme=dark]", Theme.Light);
        text.Append("}\n.chart{display:block;max-width:100%;height:auto;font-family:").Append(Font).Append("}\n");
        text.Append(".chart-narrow{display:none}\n@media screen and (max-width:639px){.chart-wide{display:none}.chart-narrow{display:block}}\n");
        AppendShapes(text, ".chart ", role => $"var(--chart-{Name(role)})");
        foreach (var role in s_roles)
        {
            text.Append(CultureInfo.InvariantCulture, $".chart .{Name(role)}{{--c:var(--chart-{Name(role)})}}\n");
        }

        foreach (var role in s_roles.Where(IsWrittenOn))
        {
            text.Append(CultureInfo.InvariantCulture, $".chart .n.{Name(role)}{{--c:var(--chart-on-{Name(role)})}}\n");
        }

        // Browsers leave out backgrounds on paper, and some the fills of pictures.
        return text.Append(".chart .f,.chart .t{fill:var(--c)}\n.chart .l{stroke:var(--c)}\n.chart{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n").ToString();
    }

    private static void AppendVariables(StringBuilder text, string selector, Theme theme)
    {
        text.Append(selector).Append('{');
        foreach (var role in s_roles)
        {
            text.Append(CultureInfo.InvariantCulture, $"--chart-{Name(role)}:{Palette.Of(role, theme)};");
        }

        foreach (var role in s_roles.Where(IsWrittenOn))
        {
            text.Append(CultureInfo.InvariantCulture, $"--chart-on-{Name(role)}:{Palette.On(role, theme)};");
        }

        text.Append("}\n");
    }

    private static bool IsWrittenOn(Role role) => role is <= Role.Reference or >= Role.Heat0;

    /// <summary>How marks are drawn, apart from their colours.</summary>
    private static void AppendShapes(StringBuilder text, string under, Func<Role, string> colour)
    {
        text.Append(CultureInfo.InvariantCulture, $"{under}.b{{fill-opacity:{Opacity}}}\n{under}.l{{fill:none;stroke-width:1;stroke-linejoin:round}}\n");
        foreach (var paint in new[] { Paint.Line, Paint.Curve, Paint.Halo })
        {
            text.Append(CultureInfo.InvariantCulture, $"{under}.{ShapeClass(paint)[2..]}{{stroke-width:{new Ink(paint, Role.Text).Width}}}\n");
        }

        foreach (var dash in new[] { Dash.Long, Dash.Short, Dash.Mixed })
        {
            text.Append(CultureInfo.InvariantCulture, $"{under}.d{(int)dash}{{stroke-dasharray:{string.Join(' ', new Ink(Paint.Line, Role.Text, dash).Dashes.ToArray().Select(length => length.ToString(CultureInfo.InvariantCulture)))}}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{under}.s{{font-weight:bold}}\n{under}.p{{fill:none;pointer-events:all}}\n");
        AppendSurface(text, under, colour(Role.Surface));
    }

    private static void AppendSurface(StringBuilder text, string under, string surface) =>
        text.Append(CultureInfo.InvariantCulture, $"{under}.e{{stroke:{surface};stroke-width:1}}\n{under}.o{{paint-order:stroke;stroke:{surface};stroke-width:3;stroke-linejoin:round}}\n");

    private static void AppendColours(StringBuilder text, List<Ink> inks, Theme theme)
    {
        foreach (var ink in inks.Where(ink => ink.Paint != Paint.Hit))
        {
            text.Append(CultureInfo.InvariantCulture, $".chart .{ShapeClass(ink.Paint).Replace(' ', '.')}.{Name(ink.Role)}{{{(ink.IsStroke ? "stroke" : "fill")}:{Palette.Of(ink, theme)}}}\n");
        }
    }

    private static double Opacity => new Ink(Paint.Band, Role.Text).Opacity;
}

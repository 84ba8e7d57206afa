using System.Globalization;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages;

/// <summary>Pieces that sections are made of.</summary>
internal static class Parts
{
    /// <summary>Rows that a table under a picture has at most; a curve of a year of days needs as many, and more are for the files.</summary>
    private const int MostRows = 400;

    /// <summary>A paragraph.</summary>
    public static Markup Paragraph(MarkupBuilder text) => Markup.Of($"<p>{Markup.Of(text)}</p>\n");

    /// <summary>A remark that qualifies what stands before it.</summary>
    public static Markup Note(MarkupBuilder text) => Markup.Of($"<p class=\"note\">{Markup.Of(text)}</p>\n");

    /// <summary>A number that is a field of <c>summary.json</c>: the element holds the field's value in full and its path.</summary>
    public static Markup Field(string path, double value, string text) =>
        Markup.Of($"<data value=\"{value.ToString("R", CultureInfo.InvariantCulture)}\" data-field=\"{path}\">{text}</data>");

    /// <summary>A count that is a field of <c>summary.json</c>.</summary>
    public static Markup Field(string path, long count) => Field(path, count, PageNumbers.Whole(count));

    /// <summary>The share of an estimate that is an object of <c>summary.json</c>.</summary>
    public static Markup Share(string path, Estimate estimate) => Field(path + ".share", estimate.Share, PageNumbers.Percent(estimate));

    /// <summary>Its interval.</summary>
    public static Markup Interval(string path, double low, double high)
    {
        var decimals = PageNumbers.Decimals(low, high);
        return Markup.Of($"{Field(path + ".ci95.0", low, PageNumbers.Percent(low, decimals)[..^1])}–{Field(path + ".ci95.1", high, PageNumbers.Percent(high, decimals))}");
    }

    /// <summary>A picture with its title, and its numbers in a table that opens.</summary>
    /// <param name="id">Begins the ids within the picture; no other of the page has it.</param>
    /// <param name="chart">The picture.</param>
    public static Markup Figure(string id, Chart chart)
    {
        var table = chart.Table;
        var more = table.Rows.Length - MostRows;
        return Markup.Of($"""
            <figure>
            <figcaption><strong>{chart.Title}</strong>{(chart.Note is { } note ? Markup.Of($"<br><span class=\"note\">{note}</span>") : Markup.None)}</figcaption>
            {new Markup(SvgChart.WriteBoth(chart, id))}
            <details>
            <summary>{chart.Title}: the numbers</summary>
            {Table(chart.Title, table.Headings, table.Rows.Take(MostRows).Select(row => row.Select(cell => Markup.Of($"{cell}")).ToList()))}
            {(more > 0 ? Note($"{PageNumbers.Count(more, "more row")} in replicas.parquet.") : Markup.None)}</details>
            </figure>

            """);
    }

    /// <summary>A table that scrolls by itself where it is wider than the page. The first cell of a row is its head; cells that hold numbers are aligned to the right.</summary>
    public static Markup Table(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<Markup>> rows)
    {
        var body = rows.ToList();
        var numeric = headings.Select((_, column) => column > 0 && body.Count > 0 && body.All(row => IsNumber(row[column].Text))).ToList();
        Markup Cell(Markup content, int column) => column == 0
            ? Markup.Of($"<th scope=\"row\">{content}</th>")
            : new Markup((numeric[column] ? "<td class=\"n\">" : "<td>") + content.Text + "</td>");
        return Markup.Of($"""
            <div class="scroll" role="group" aria-label="{caption}" tabindex="0"><table>
            <caption>{caption}</caption>
            <thead><tr>{Markup.Join(headings.Select((heading, column) => new Markup($"<th scope=\"col\"{(numeric[column] ? " class=\"n\"" : "")}>" + Markup.Escape(heading) + "</th>")))}</tr></thead>
            <tbody>
            {Markup.Join(body.Select(row => Markup.Of($"<tr>{Markup.Join(row.Select(Cell))}</tr>")), "\n")}
            </tbody></table></div>

            """);
    }

    /// <summary>A line that a person types.</summary>
    public static Markup Command(string line) => Markup.Of($"<pre tabindex=\"0\"><code>{line}</code></pre>\n");

    /// <summary>Text that opens.</summary>
    public static Markup Details(Markup summary, Markup content) => Markup.Of($"<details>\n<summary>{summary}</summary>\n{content}</details>\n");

    /// <summary>Whether a cell begins with a digit or a sign, tags left out, or is empty.</summary>
    private static bool IsNumber(string cell)
    {
        while (cell.StartsWith('<') && cell.IndexOf('>', StringComparison.Ordinal) is >= 0 and var end)
        {
            cell = cell[(end + 1)..];
        }

        return cell.Length == 0 || cell[0] is '–' or '−' or '+' or '-' || char.IsAsciiDigit(cell[0]);
    }
}

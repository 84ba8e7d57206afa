using System.Security.Cryptography;
using System.Text;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Reports.Pages.Sections;

namespace NegotiationSim.Reports.Pages;

/// <summary>
/// A batch as one HTML page that needs nothing else: no script, no picture file, no font, no network. It holds no time, machine or version, so the same batch gives the same bytes. The numbers that it shows stand in one block of
/// data as well (<see cref="ReportJson"/>), which no browser runs.
/// </summary>
public static class ReportPage
{
    /// <summary>What tells a page of this program, in its first bytes.</summary>
    private const string Mark = "<!DOCTYPE html>\n<!-- negsim report: made from a batch, made anew at any time -->\n";

    private static readonly Lazy<string> s_style = new(ReadStyle);

    /// <summary>The page.</summary>
    public static string Write(ReportSource source)
    {
        Section[] sections =
        [
            AnswerSection.Of(source), RecordSection.Of(source), EndingsSection.Of(source), ChancesSection.Of(source), SurvivalSection.Of(source), RisksSection.Of(source), BlockingSection.Of(source), TermsSection.Of(source),
            UtilitiesSection.Of(source), OffersSection.Of(source), SigningSection.Of(source), DriversSection.Of(source), AssumptionsSection.Of(source), ReproduceSection.Of(source),
        ];
        var title = source.Words.Title;
        var page = Markup.Of($"""
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {Policy(s_style.Value)}; base-uri 'none'; form-action 'none'">
            <meta name="generator" content="negsim report">
            <title>{title}: {PageNumbers.Count(source.Summary.Runs, "simulated negotiation")}</title>
            <style>{new Markup(s_style.Value)}</style>
            </head>
            <body>
            <a class="skip" href="#answer">To the answer</a>
            <header>
            <h1 dir="auto">{title}</h1>
            {(source.Scenario.Summary is { } summary ? Markup.Of($"<p class=\"lede\" dir=\"auto\">{summary}</p>") : Markup.None)}
            <p class="facts">Scenario <code>{source.Scenario.Name}</code>, seed {Parts.Field("seed", source.Experiment.Seed, FormattableString.Invariant($"{source.Experiment.Seed}"))}, {PageNumbers.Count(source.Summary.Runs, "simulated negotiation")}, {PageNumbers.Count(source.Scenario.Actors.Length, "actor")}, {PageNumbers.Count(source.Scenario.Space.Issues.Length, "issue")}.</p>
            </header>
            <nav aria-labelledby="contents">
            <h2 id="contents">Contents</h2>
            <ol>
            {Markup.Join(sections.Select(section => Markup.Of($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>\n")))}</ol>
            </nav>
            <main>
            {Markup.Join(sections.Select(section => Markup.Of($"<section aria-labelledby=\"{section.Id}\">\n<h2 id=\"{section.Id}\">{section.Title}</h2>\n{section.Body}</section>\n")))}</main>
            <footer>
            <p>Made by <code>negsim report</code> from <code>summary.json</code>, <code>replicas.parquet</code> and <code>scenario.yaml</code> of one folder. The page loads nothing and runs nothing.</p>
            </footer>
            <script type="application/json" id="data">{new Markup(ReportJson.ForPage(source))}</script>
            </body>
            </html>

            """);
        return Mark + page.Text;
    }

    /// <summary>Whether a file is a page that this program made.</summary>
    public static bool IsOne(Stream file)
    {
        Span<byte> start = stackalloc byte[Encoding.UTF8.GetByteCount(Mark)];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Encoding.UTF8.GetBytes(Mark));
    }

    /// <summary>Only the page's own style is obeyed, whatever else might get into it.</summary>
    private static Markup Policy(string style) => new("'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style))) + "'");

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return ChartStyle.Page + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

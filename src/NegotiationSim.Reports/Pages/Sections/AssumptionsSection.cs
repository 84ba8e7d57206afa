using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>What the batch assumes: every uncertain number with where it stands, how it is drawn and the analyst's remark on its line.</summary>
internal static class AssumptionsSection
{
    /// <summary>A page with more rows than this would be slow to open.</summary>
    private const int Most = 1500;

    public static Section Of(ReportSource source)
    {
        var all = ScenarioAssumption.Of(source.ScenarioText);
        var groups = all.Take(Most).GroupBy(assumption => (assumption.Section, Entry: assumption.Section is "actors" ? assumption.Entry : null));
        var noted = all.Count(assumption => assumption.Comment is not null);
        return new Section("assumptions", "The assumptions", Markup.Of($"""
            {Parts.Paragraph($"{PageNumbers.Count(all.Length, "number")} of the scenario {(all.Length == 1 ? "is" : "are")} uncertain: drawn anew for every negotiation, computed from what is drawn, or themselves the chance of something. {Remarks(all.Length, noted)}")}
            {Markup.Join(groups.Select(group => Group(source, group.Key.Section, group.Key.Entry, [.. group])))}
            {(all.Length > Most ? Parts.Note($"{PageNumbers.Count(all.Length - Most, "more number")} in scenario.yaml.") : Markup.None)}
            {Sources(source)}
            """));
    }

    private static string Remarks(int count, int noted) => count == 0 ? ""
        : noted == 0 ? "The file has no remarks on their lines: nothing is said of where they come from."
        : $"{(noted == count ? "All" : PageNumbers.Whole(noted))} of them have a remark on their line, which says where they come from; the others stand under the remarks of their section in scenario.yaml.";

    private static Markup Group(ReportSource source, string section, string? entry, IReadOnlyList<ScenarioAssumption> rows)
    {
        var actor = entry is null ? -1 : Enumerable.Range(0, source.Scenario.Actors.Length).FirstOrDefault(a => source.Scenario.Actors[a].Id == entry, -1);
        var name = actor >= 0 ? source.Words.Opening(actor) : char.ToUpperInvariant(section[0]) + section[1..].Replace('_', ' ');
        var table = Parts.Table(
            $"Uncertain numbers: {name}",
            ["Input", "Distribution or chance", "Remark in the file", "Line"],
            rows.Select(row => (IReadOnlyList<Markup>)
            [
                Markup.Of($"<code>{Breakable(Within(row.Path, section, entry))}</code>"),
                Markup.Of($"<code>{row.Value}</code>"),
                row.Comment is { } comment ? Markup.Foreign(comment) : Markup.None,
                Markup.Of($"{row.Line}"),
            ]));
        return Parts.Details(Markup.Of($"{Markup.Foreign(name)} ({PageNumbers.Whole(rows.Count)})"), table);
    }

    private static string Within(string path, string section, string? entry)
    {
        var prefix = section + "." + (entry is null ? "" : entry + ".");
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }

    /// <summary>A path may be broken behind its dots.</summary>
    private static Markup Breakable(string path) => Markup.Join(path.Split('.').Select(step => Markup.Of($"{step}")), ".<wbr>");

    private static Markup Sources(ReportSource source) => source.Scenario.Sources.IsEmpty
        ? Markup.None
        : Parts.Details(Markup.Of($"Sources that the scenario names ({source.Scenario.Sources.Length})"), Markup.Of($"<ul>{Markup.Join(source.Scenario.Sources.Select(text => Markup.Of($"<li>{Markup.Foreign(text)}</li>")))}</ul>\n"));
}

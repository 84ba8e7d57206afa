using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Writes an imported scenario as YAML that a person can read and go on with.</summary>
internal sealed class ScenarioText
{
    /// <summary>Rounds of the talks; other simulators leave them to the session.</summary>
    public const int Rounds = 100;

    /// <summary>Columns after which a mapping is written over several lines.</summary>
    private const int Width = 120;

    // The tactic that the conformance figures of the field are made with: Faratin's Boulware on the own utility alone.
    private const string Tactic = "{kind: boulware, e: 4, opponent_model: none, accept: target, tolerance: 0.0001}";

    private readonly StringBuilder _text = new();
    private readonly ScenarioDraft _draft;

    private ScenarioText(ScenarioDraft draft) => _draft = draft;

    /// <exception cref="ReadingAbortedException">The scenario would be longer than a scenario file may be.</exception>
    public static string Write(ScenarioDraft draft)
    {
        var writer = new ScenarioText(draft);
        writer.WriteHead();
        writer.Line(0, "issues:");
        foreach (var issue in draft.Issues)
        {
            writer.WriteIssue(issue);
        }

        writer.Line(0, "");
        writer.Line(0, "actors:");
        foreach (var party in draft.Parties)
        {
            writer.WriteParty(party);
        }

        return writer._text.ToString();
    }

    private void WriteHead()
    {
        Line(0, $"# Imported from {_draft.Program}: what the files say, and rounds and tactics that they leave open.");
        Line(0, "schema: negotiation-sim/1");
        Line(0, $"name: {Id(_draft.Name)}");
        Line(0, $"title: {PortableYaml.Title(_draft.Title)}");
        Line(0, "sources:");
        foreach (var source in _draft.Sources)
        {
            Line(2, $"- {PortableYaml.Quote($"{_draft.Program} file {source}")}");
        }

        Line(0, "");
        Line(0, "calendar:");
        Line(2, $"rounds: {Rounds}   # not in the files: the session decides");
        Line(0, "");
    }

    private void WriteIssue(DraftIssue issue)
    {
        Line(2, $"{Id(issue.Id)}:");
        Line(4, $"title: {PortableYaml.Title(issue.Title)}");
        switch (issue)
        {
            case DraftOptions options:
                Line(4, "ordered: false");
                Line(4, "options:");
                foreach (var option in options.Options)
                {
                    var title = option.Title == option.Id ? "" : $"title: {PortableYaml.Title(option.Title)}";
                    Line(6, $"{Id(option.Id)}: {{{title}}}{Comment(option)}");
                }

                break;
            case DraftNumbers { Numbers: var numbers } range:
                var step = range.Step == 1 ? "" : $", step: {Number(range.Step)}";
                Line(4, $"range: {{from: {Number(numbers[0])}, to: {Number(numbers[^1])}{step}}}");
                break;
        }
    }

    private void WriteParty(DraftParty party)
    {
        Line(2, $"{Id(party.Id)}:");
        Line(4, $"title: {PortableYaml.Title(party.Title)}");
        Line(4, "role: principal");
        var sum = party.Preferences.Aggregate(0.0, (total, preference) => total + preference.Weight);

        // Divided by a sum that is not exactly 1, weights would not be those of the file any more, and equal utilities might differ.
        if (sum != 1)
        {
            Line(4, $"normalise_weights: false   # they add up to {Number(sum)}");
        }

        Line(4, "preferences:");
        for (var i = 0; i < _draft.Issues.Length; i++)
        {
            WritePreference(_draft.Issues[i], party.Preferences[i]);
        }

        if (party.Shift != 0)
        {
            Line(4, "linkages:");
            Line(6, $"- {{when: {Always(_draft.Issues[0])}, adds: {Number(party.Shift)}}}   # always: terms below 0 are lifted into values from 0 to 1, and this takes the lift off again");
        }

        Line(4, $"no_deal: {Number(party.NoDeal)}{(party.NoDealNote.Length > 0 ? $"   # {party.NoDealNote}" : "")}");
        if (party.DiscountOverTalks != 1)
        {
            Line(4, $"discount: {Number(PortableMath.Pow(party.DiscountOverTalks, 1.0 / Rounds))}   # a round: {Number(party.DiscountOverTalks)} over {Rounds} rounds");
        }

        Line(4, $"tactic: {Tactic}");
    }

    private void WritePreference(DraftIssue issue, DraftPreference preference)
    {
        var (open, close) = issue is DraftOptions ? ('{', '}') : ('[', ']');
        var values = Values(issue, preference);
        var line = $"{Id(issue.Id)}: {{weight: {Number(preference.Weight)}, values: {open}{string.Join(", ", values)}{close}}}";
        if (line.Length + 6 <= Width)
        {
            Line(6, line);
            return;
        }

        Line(6, $"{Id(issue.Id)}:");
        Line(8, $"weight: {Number(preference.Weight)}");
        Line(8, "values:");
        foreach (var value in values)
        {
            Line(10, issue is DraftOptions ? value : $"- {value}");
        }
    }

    /// <summary>The description as a comment, where it says more than the title.</summary>
    private static string Comment(DraftOption option)
    {
        var words = string.Join(' ', option.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0 || string.Equals(words, option.Title.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var printable = string.Concat(words.EnumerateRunes().Take(Width).Where(rune => !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)));
        return $"   # {printable}";
    }

    /// <summary>A condition that every outcome meets; the language has no shorter one.</summary>
    private static string Always(DraftIssue issue) => issue switch
    {
        DraftNumbers range => $"{{{Id(range.Id)}: {{at_least: {Number(range.Numbers[0])}}}}}",
        DraftOptions { Options: { Length: <= 4 } few } => $"{{{Id(issue.Id)}: [{string.Join(", ", few.Select(option => Id(option.Id)))}]}}",
        DraftOptions { Options: var many } => $"{{any: [{{{Id(issue.Id)}: {Id(many[0].Id)}}}, {{{Id(issue.Id)}: {{not: {Id(many[0].Id)}}}}}]}}",
        _ => throw new InvalidOperationException($"No rule names a {issue.GetType().Name}."),
    };

    private static List<string> Values(DraftIssue issue, DraftPreference preference)
    {
        if (issue is DraftOptions options)
        {
            return [.. options.Options.Select((option, v) => $"{Id(option.Id)}: {Number(preference.Values[v])}")];
        }

        var numbers = ((DraftNumbers)issue).Numbers;
        if (numbers.Length == 1)
        {
            // Points are at least two; the second lies off the range and is never asked for.
            return [$"[{Number(numbers[0])}, {Number(preference.Values[0])}]", $"[{Number(numbers[0] + 1)}, {Number(preference.Values[0])}]"];
        }

        return [.. BrokenLine.Corners(numbers.AsSpan(), preference.Values.AsSpan()).Select(v => $"[{Number(numbers[v])}, {Number(preference.Values[v])}]")];
    }

    private void Line(int indent, string content)
    {
        _text.Append(' ', content.Length == 0 ? 0 : indent).Append(content).Append('\n');
        if (_text.Length > Limits.Bytes)
        {
            throw new ReadingAbortedException(_draft.Origin, "the scenario made of these files is over 4 MiB, the limit of a scenario file");
        }
    }

    private static string Id(string id) => PortableYaml.Text(id);

    private static string Number(double value) => PortableYaml.Number(value);
}

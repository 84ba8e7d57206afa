using NegotiationSim.Analysis;
using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>
/// Who accepts which option: a table per issue, options down, parties across. Signs say everything; colour only helps. Parties that do not fit beside each
/// other follow in further tables, those whose consent is needed first.
/// </summary>
internal static class OptionsGrid
{
    /// <summary>Columns that an option's name needs at least.</summary>
    private const int NarrowestLabel = 26;
    private const string Today = " (today)";
    private const int WidestHead = 10;

    public static void Tell(IAnsiConsole console, Overview view)
    {
        console.Section("Who accepts which option");
        var heads = Heads(view);
        var showZone = view.Analysis.Zone.Exists != Existence.No;
        var groups = Groups(view, heads, console.Profile.Width - NarrowestLabel - (showZone ? 6 : 0));
        Legend(console, view, heads);
        foreach (var group in groups)
        {
            var others = group.Sum(actor => heads[actor].Width + 1) + (showZone ? 5 : 0);
            var labels = Math.Min(console.Profile.Width - others - 4, WidestLabel(view, group));
            for (var i = 0; i < view.Scenario.Space.Issues.Length; i++)
            {
                TellIssue(console, view, view.Scenario.Space.Issues[i], group, heads, showZone, labels);
            }
        }
    }

    private static void TellIssue(IAnsiConsole console, Overview view, Issue issue, IReadOnlyList<int> actors, Dictionary<int, Head> heads, bool showZone, int labels)
    {
        console.Blank();
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        var columns = new List<TableColumn>();
        foreach (var actor in actors)
        {
            columns.Add(new TableColumn(new Sentence().Add(heads[actor].Lines, view.Names.ActorStyle(actor))) { Width = heads[actor].Width, Alignment = Justify.Center, Padding = new Padding(0, 0, 1, 0), NoWrap = true });
        }

        if (showZone)
        {
            columns.Add(new TableColumn(new Text("Zone", Ink.Strong)) { Width = 4, Alignment = Justify.Center, Padding = new Padding(1, 0, 0, 0), NoWrap = true });
        }

        table.AddColumn(new TableColumn(new Sentence().Strong(Names.Issue(issue))) { Width = labels, Padding = new Padding(2, 0, 1, 0) });
        columns.ForEach(column => table.AddColumn(column));
        foreach (var (label, today, component, value) in Rows(view, issue, actors))
        {
            var name = view.Sentence().Say(label).Add(today ? Today : "", Ink.Aside);
            table.AddRow([
                name,
                .. actors.Select(actor => Sign(view, actor, component, value)),
                .. showZone ? [ZoneSign(view.Analysis.Zone.Options[component][value])] : Array.Empty<Text>(),
            ]);
        }

        console.Write(table);
    }

    private static int WidestLabel(Overview view, IReadOnlyList<int> actors) => view.Scenario.Space.Issues.Max(issue =>
        Rows(view, issue, actors).Select(row => Cells.Width(row.Label) + (row.Today ? Today.Length : 0)).Append(Cells.Width(Names.Issue(issue))).Max());

    /// <summary>The options of an issue; neighbouring numbers of a range that everybody sees alike are one row.</summary>
    public static IEnumerable<(string Label, bool Today, int Component, int Value)> Rows(Overview view, Issue issue, IReadOnlyList<int> actors)
    {
        if (issue is SetIssue set)
        {
            for (var member = 0; member < set.Members.Length; member++)
            {
                var today = set.StatusQuo[member];
                yield return ("with " + Names.Member(set, member), today == 1, issue.FirstComponent + member, 1);
                yield return ("without " + Names.Member(set, member), today == 0, issue.FirstComponent + member, 0);
            }

            yield break;
        }

        var component = issue.FirstComponent;
        for (var value = 0; value < issue.ValueCount;)
        {
            var last = value;
            while (issue is RangeIssue && last + 1 < issue.ValueCount && last + 1 != issue.OpenValue && Same(view, actors, component, value, last + 1))
            {
                last++;
            }

            var label = last == value ? Names.Value(issue, value) : $"{Names.Value(issue, value)} to {Names.Value(issue, last)}";
            yield return (Figures.Capitalised(label), issue.StatusQuo[0] >= value && issue.StatusQuo[0] <= last, component, value);
            value = last + 1;
        }
    }

    private static bool Same(Overview view, IReadOnlyList<int> actors, int component, int value, int other) =>
        view.Analysis.Zone.Options[component][value] == view.Analysis.Zone.Options[component][other]
        && actors.All(actor => view.Outlook(actor).Options[component][value] == view.Outlook(actor).Options[component][other]
            && IsIdeal(view, actor, component, value) == IsIdeal(view, actor, component, other));

    private static bool IsIdeal(Overview view, int actor, int component, int value) =>
        view.Outlook(actor).Ideal is { } ideal && ideal.Values[component] == value && Cares(view, actor, component);

    private static bool Cares(Overview view, int actor, int component) =>
        view.Scenario.Actors[actor].Preferences?.Issues[view.Scenario.Space.Components[component].Issue] is not null;

    private static Text Sign(Overview view, int actor, int component, int value)
    {
        var ideal = IsIdeal(view, actor, component, value);
        return view.Outlook(actor).Options[component][value] switch
        {
            OptionStance.CrossesRedLine => new Text("✗", Ink.Bad),
            OptionStance.NeverAcceptable => new Text(ideal ? "☆" : "–", Ink.Bad),
            OptionStance.Acceptable when ideal => new Text("★", Ink.Good),
            OptionStance.Acceptable => new Text("✓", Ink.Good),
            _ => new Text("?", Ink.Plain),
        };
    }

    private static Text ZoneSign(Existence existence) => existence switch
    {
        Existence.Yes => new Text("✓", Ink.Good),
        Existence.No => new Text("·", Ink.Plain),
        _ => new Text("?", Ink.Plain),
    };

    private static void Legend(IAnsiConsole console, Overview view, Dictionary<int, Head> heads)
    {
        var sentence = view.Sentence()
            .Add("✗", Ink.Bad).Say(" alone crosses a red line of that party · ")
            .Add("–", Ink.Bad).Say(" no text with it is acceptable to that party · ")
            .Add("✓", Ink.Good).Say(" some text with it is · ")
            .Add("★", Ink.Good).Say(" what its best text says");
        var options = view.Analysis.Actors.SelectMany(outlook => outlook.Options).SelectMany(values => values);
        if (view.Analysis.Actors.Any(outlook => outlook.Acceptable.AtMost.IsZero))
        {
            sentence.Say(" (☆ where even that is not acceptable)");
        }

        if (options.Contains(OptionStance.Undecided))
        {
            sentence.Say(" · ? not settled");
        }

        console.Paragraph(
            view.Analysis.Zone.Exists == Existence.No ? sentence.Say(".") : sentence.Say(" · ").Strong("Zone").Say(": ✓ where some text that all needed accept says so."), 2);
        var abbreviated = view.Analysis.Actors.Where(outlook => !heads[outlook.Actor].IsTitle).ToList();
        if (abbreviated.Count > 0)
        {
            console.Paragraph(
                view.Sentence().Add("In short: " + string.Join(", ", abbreviated.Select(outlook => $"{heads[outlook.Actor].Lines} = {view.Names.Actor(outlook.Actor)}")) + ".", Ink.Aside), 2);
        }
    }

    /// <summary>
    /// What stands above a party's column: its title on up to two lines, or where that is too long its id; either is cut where it must be.
    /// Two that would look the same go by their numbers.
    /// </summary>
    private static Dictionary<int, Head> Heads(Overview view)
    {
        var heads = new Dictionary<int, Head>();
        foreach (var outlook in view.Analysis.Actors)
        {
            var title = Figures.Capitalised(view.Names.Actor(outlook.Actor));
            var id = Names.Readable(null, view.Scenario.Actors[outlook.Actor].Id);
            var lines = Lines(title) ?? Cells.Shorten(id, WidestHead);
            lines = heads.Values.Any(head => head.Lines == lines) ? $"no. {outlook.Actor + 1}" : lines;
            heads[outlook.Actor] = new Head(lines, lines.Split('\n').Max(Cells.Width), lines.Replace('\n', ' ') == title);
        }

        return heads;
    }

    private static string? Lines(string title)
    {
        if (Cells.Width(title) <= WidestHead)
        {
            return title;
        }

        // As many words as fit on the first line.
        for (var i = title.LastIndexOf(' '); i > 0; i = title.LastIndexOf(' ', i - 1))
        {
            if (Cells.Width(title[..i]) <= WidestHead)
            {
                return Cells.Width(title[(i + 1)..]) <= WidestHead ? title[..i] + "\n" + title[(i + 1)..] : null;
            }
        }

        return null;
    }

    private sealed record Head(string Lines, int Width, bool IsTitle);

    /// <summary>As many parties as fit side by side; where not all do, first those whose consent is needed.</summary>
    private static List<List<int>> Groups(Overview view, Dictionary<int, Head> heads, int room)
    {
        var groups = new List<List<int>>();
        var order = view.Analysis.Actors.Select(outlook => outlook.Actor).OrderByDescending(view.Needed.Contains).ToList();
        if (order.Sum(actor => heads[actor].Width + 1) <= room)
        {
            return [order];
        }

        foreach (var part in new[] { order.Where(view.Needed.Contains), order.Where(actor => !view.Needed.Contains(actor)) })
        {
            var left = 0;
            foreach (var actor in part)
            {
                if (left < heads[actor].Width + 1 || groups.Count == 0)
                {
                    groups.Add([]);
                    left = room;
                }

                groups[^1].Add(actor);
                left -= heads[actor].Width + 1;
            }
        }

        return groups;
    }
}

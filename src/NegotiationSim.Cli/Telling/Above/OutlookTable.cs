using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>Each party's own view: how much it could accept, the best it could hope for and what it has without an agreement.</summary>
internal static class OutlookTable
{
    private const int Number = 7;

    /// <summary>Of more parties than this the table does not say their roles, or it would be endless.</summary>
    private const int MostWithRoles = 12;

    public static void Tell(IAnsiConsole console, Overview view)
    {
        console.Section("What each could accept");
        var width = console.Profile.Width;
        var bar = width < 80 ? 10 : 20;
        var flexible = width - 1 - 5 * 3 - 2 * Number - bar;
        var table = new Table { Border = TableBorder.Rounded, Width = width };
        table.AddColumn(new TableColumn(new Text("Party", Ink.Strong)) { Width = flexible * 6 / 10 });
        table.AddColumn(new TableColumn(new Text("Texts", Ink.Strong)) { Width = flexible - flexible * 6 / 10, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("No deal", Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("0" + new string(' ', bar - 2) + "1")) { Width = bar, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Best", Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        foreach (var outlook in view.Analysis.Actors.OrderByDescending(outlook => view.Needed.Contains(outlook.Actor)))
        {
            table.AddRow(
                view.Sentence().Opening(outlook.Actor).Add(view.Analysis.Actors.Length <= MostWithRoles ? "\n" + Part(view, outlook.Actor) : "", Ink.Aside),
                new Text(Counts.Share(outlook.Acceptable, view.Analysis.Feasible), outlook.Acceptable.AtMost.IsZero ? Ink.Bad : Ink.Strong),
                new Text(Figures.Worth(outlook.NoDeal)),
                new Text(double.IsNaN(outlook.IdealUtility) ? "" : Bar.Scale(outlook.IdealUtility, outlook.NoDeal, bar), Ink.Plain),
                new Text(double.IsNaN(outlook.IdealUtility) ? "–" : Figures.Worth(outlook.IdealUtility)));
        }

        console.Write(table);
        console.Paragraph(
            view.Sentence().Strong("Texts").Say($": the share of the {Counts.Texts(view.Analysis.Feasible)} that {(view.Analysis.Feasible is { IsExact: true, AtLeast.IsOne: true } ? "crosses none of its red lines and is" : "cross none of its red lines and are")} worth at least what it has without a deal (◆). ")
                .Strong("Best").Say(": the most that any text across none of its red lines is worth to it (the line)."),
            2);
    }

    private static string Part(Overview view, int actor)
    {
        var role = RoleWords.Of(view, actor);
        return view.Analysis.Consent.Always.Contains(actor) && !view.Analysis.Consent.Counted.IsEmpty ? role + ", with a veto"
            : view.IsAskedInVain(actor) ? (view.Scenario.Actors[actor].Role == Scenarios.Role.Ratifier ? role.Replace("must consent", "is asked", StringComparison.Ordinal) + "; cannot block" : role + ", not needed")
            : role;
    }
}

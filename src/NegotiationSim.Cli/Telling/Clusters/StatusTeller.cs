using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Clusters;

/// <summary>Tells the state of a cluster: what its silos do together, each of them, and what is played.</summary>
internal static class StatusTeller
{
    public static void Tell(IAnsiConsole console, StatusTale tale)
    {
        if (tale.Detail == Detail.Ending)
        {
            console.Paragraph(Together(tale));
            return;
        }

        console.Section($"Cluster '{tale.Cluster}' at {tale.Store}");
        console.Paragraph(Together(tale), 2);
        if (tale.Silos.Count == 0)
        {
            console.Paragraph(new Sentence().Say($"'negsim silo --cluster {tale.Store} --cluster-id {tale.Cluster}' starts one."), 2);
            return;
        }

        if (tale.Living.Count > 0)
        {
            SilosTable.Tell(console, tale);
        }

        foreach (var silo in tale.Living.Where(silo => silo.Trouble is not null))
        {
            console.Bullet("!", Ink.Bad, new Sentence().Say($"{silo.Entry.Address.Endpoint}: {silo.Trouble}."));
        }

        if (tale.Dead.Count > 0)
        {
            console.Paragraph(Dead(tale), 2);
        }

        console.Paragraph(new Sentence().Say(Footnote(tale)), 2);
        if (tale.Totals.Batches.Length > 0)
        {
            console.Section("What is played");
            BatchesTable.Tell(console, tale.Totals.Batches);
        }
    }

    /// <summary>All silos together.</summary>
    private static Sentence Together(StatusTale tale)
    {
        var totals = tale.Totals;
        if (totals is { Answering: 0, Silent: 0 })
        {
            return new Sentence().Say(tale.Silos.Count == 0
                ? $"No silo of cluster '{tale.Cluster}' was ever seen there."
                : $"No silo of cluster '{tale.Cluster}' takes work.");
        }

        var sentence = new Sentence();
        if (totals.Answering > 0)
        {
            sentence.Strong(Figures.Count(totals.Answering, "silo"))
                .Say(totals.Answering == 1 ? " serves, " : " serve, ")
                .Say(Figures.Count(totals.Lanes, "table"))
                .Say(" at a time; ")
                .Say(totals.Running switch { 0 => "nothing is being played", 1 => "1 block is being played", _ => Figures.Whole(totals.Running) + " blocks are being played" })
                .Say(totals.Running == 0 && totals.Rate == 0 ? "." : $", {Figures.Count((long)Math.Round(totals.Rate), "replica")} a second.")
                .Say($" So far {Figures.Count(totals.Blocks, "block")} with {Figures.Count(totals.Replicas, "replica")}.");
        }

        return totals.Silent == 0 ? sentence : sentence
            .Say(totals.Answering > 0 ? " " : "")
            .Add(Figures.Count(totals.Silent, "silo"), Ink.Bad)
            .Say(totals.Silent == 1 ? " does not answer." : " do not answer.");
    }

    /// <summary>Those that were declared dead or have ended, with the moment when they were heard of last.</summary>
    private static Sentence Dead(StatusTale tale)
    {
        var sentence = new Sentence().Say("Gone: ");
        for (var i = 0; i < tale.DeadShown; i++)
        {
            sentence.Say($"{(i > 0 ? "; " : "")}{tale.Dead[i].Entry.Address.Endpoint}, last heard of {tale.When(tale.Dead[i].Entry.LastAlive)}");
        }

        var more = tale.Dead.Count - tale.DeadShown;
        return sentence.Say(more > 0 ? $"; and {Figures.Whole(more)} more, which --verbose shows." : ".");
    }

    private static string Footnote(StatusTale tale)
    {
        var builds = tale.Builds;
        return (builds.Count switch { 0 => "", 1 => $"{(tale.Totals.Answering == 1 ? "It runs" : "All run")} {builds[0]}. ", _ => $"They run different builds: {Figures.List(builds)}. " })
            + "Times are UTC, by each silo's own clock.";
    }
}

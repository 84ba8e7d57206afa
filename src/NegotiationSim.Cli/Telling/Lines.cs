using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// What an actor will not sign, in as few words as will do: per issue what is left between its lines, then its other lines; lines that are
/// a bluff in this replica are only named.
/// </summary>
internal sealed class Lines(Tale tale, int actor)
{
    /// <summary>More than this many entries are only told when everything is.</summary>
    private const int Most = 3;

    private readonly DemandWords _words = tale.Demands(actor);

    public Sentence InShort()
    {
        var lines = tale.Scenario.Actors[actor].RedLines.Where(line => !_words.IsMet(line.Never)).ToList();
        var entries = new List<Sentence>();
        foreach (var group in lines.Where(line => tale.Held(actor, line) != false && line.AcceptsIssue >= 0).GroupBy(line => line.AcceptsIssue).OrderByDescending(group => Weight(group.Key)))
        {
            entries.Add(tale.Sentence().Item().Say(_words.Of(group.Select(line => line.Never))));
        }

        foreach (var line in lines.Where(line => tale.Held(actor, line) != false && line.AcceptsIssue < 0))
        {
            var never = tale.Sentence().Item().Say(line.Costs is null ? "" : "rather ").Say(tale.Demand(actor, line));
            entries.Add(line.Costs is null ? Doubtful(never, line) : Cost(never, line.Costs));
        }

        var sentence = tale.Sentence();
        var shown = tale.Detail == Detail.Everything || entries.Count <= Most + 1 ? entries.Count : Most;
        foreach (var entry in entries.Take(shown))
        {
            sentence.Say(sentence.IsEmpty ? "" : "\n").Add(entry);
        }

        if (shown < entries.Count)
        {
            sentence.Item().Add($"and {entries.Count - shown} more (--verbose names them)", Ink.Aside);
        }

        var bluffs = lines.Where(line => tale.Held(actor, line) == false).ToList();
        if (bluffs.Count > 0)
        {
            sentence.Item().Add("a bluff this time: " + Figures.List([.. bluffs.Select(About).Distinct()]), Ink.Aside);
        }

        return sentence.IsEmpty ? sentence.Say("no red lines") : sentence;
    }

    /// <summary>How much an issue weighs for the actor, for telling the weightiest first; 0 where it is not known.</summary>
    private double Weight(int issue) =>
        tale.Scenario.Actors[actor].Preferences?.Issues[issue] is { } preference ? tale.Value(actor, preference.Weight) ?? 0 : 0;

    private string About(RedLine line) => line.AcceptsIssue >= 0 ? tale.Names.Issue(line.AcceptsIssue) : line.Id.Replace('-', ' ').Replace('_', ' ');

    private Sentence Cost(Sentence sentence, Quantity costs) =>
        sentence.Add(" (no veto: it costs " + (tale.Value(actor, costs) is { } cost ? Figures.Worth(cost) : "some worth") + ")", Ink.Aside);

    private Sentence Doubtful(Sentence sentence, RedLine line) =>
        tale.Held(actor, line) is null ? sentence.Add(" (perhaps a bluff)", Ink.Aside) : sentence;
}

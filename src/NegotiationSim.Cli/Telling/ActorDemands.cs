using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>What an actor's red lines come to in this replica: what it insists on, what it only claims to insist on, and what it would rather have.</summary>
internal sealed class ActorDemands(Tale tale, int actor)
{
    private readonly DemandWords _words = tale.Demands(actor);
    private readonly List<RedLine> _lines = [.. tale.Scenario.Actors[actor].RedLines.Where(line => !tale.Demands(actor).IsMet(line.Never))];

    /// <summary>
    /// What it insists on: per issue what is left between its lines there, the weightiest issues first; then its other lines. Before all others come the demands that a principal's first text
    /// did not meet, for these are what is argued about.
    /// </summary>
    public List<Sentence> Held() => [.. Ordered().Select(Demand).DistinctBy(demand => demand.ToString())];

    private IEnumerable<List<RedLine>> Ordered()
    {
        var held = _lines.Where(line => line.Costs is null && tale.Held(actor, line) != false).ToList();
        var ends = held.Where(line => line.AcceptsIssue >= 0).GroupBy(line => line.AcceptsIssue).OrderByDescending(group => Weight(group.Key)).Select(group => group.ToList());
        var all = ends.Concat(held.Where(line => line.AcceptsIssue < 0).Select(line => new List<RedLine> { line }));
        return all.OrderByDescending(IsAtStake);
    }

    /// <summary>Whether the first of its demands is about the issue that weighs most for it.</summary>
    public bool BeginWithTheWeightiestIssue =>
        Ordered().FirstOrDefault() is { } first
        && tale.Scenario.Actors[actor].Preferences is { } preferences
        && Enumerable.Range(0, preferences.Issues.Length).MaxBy(Weight) is var weightiest
        && _words.Issues(first[0].Never).Contains(tale.Scenario.Space.Issues[weightiest]);

    /// <summary>Lines that are no veto: crossing them costs something.</summary>
    public List<string> Costly() => [.. _lines.Where(line => line.Costs is not null).Select(line => tale.Demand(actor, line))];

    /// <summary>The issues of lines that are a bluff, where no line on them is held.</summary>
    public List<string> Bluffs()
    {
        var bluffs = _lines.Where(line => line.Costs is null && tale.Held(actor, line) == false).ToList();
        if (tale.Detail == Detail.Everything)
        {
            return [.. bluffs.Select(line => tale.Demand(actor, line))];
        }

        var insisted = _lines.Where(line => line.Costs is null && tale.Held(actor, line) != false).SelectMany(line => _words.Issues(line.Never)).ToHashSet();
        var issues = bluffs.SelectMany(line => _words.Issues(line.Never)).Distinct().Where(issue => !insisted.Contains(issue)).Select(Names.Issue).ToList();
        return issues;
    }

    private bool IsAtStake(List<RedLine> lines) => tale.Principals.Any(other =>
        other != actor && tale.Outline.FirstOffer(other)?.Outcome is { } text && lines.Any(line => _words.Holds(line.Never, text) == true));

    private Sentence Demand(List<RedLine> lines)
    {
        var ids = tale.Detail == Detail.Everything ? $" [{string.Join(", ", lines.Select(line => tale.Scenario.Actors[actor].Id + "." + line.Id))}]" : "";
        var sentence = tale.Sentence().Say(_words.Of(lines.Select(line => line.Never)) + ids);
        return lines.Any(line => tale.Held(actor, line) is null) ? sentence.Add(" (perhaps a bluff)", Ink.Aside) : sentence;
    }

    /// <summary>How much an issue weighs for the actor; 0 where it is not known.</summary>
    public double Weight(int issue) =>
        tale.Scenario.Actors[actor].Preferences?.Issues[issue] is { } preference ? tale.Value(actor, preference.Weight) ?? 0 : 0;
}

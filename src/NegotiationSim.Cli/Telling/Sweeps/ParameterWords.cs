using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>What a parameter is called: with the titles of actors, issues and events where there are words for it, else its path.</summary>
internal sealed class ParameterWords(Scenario scenario)
{
    private readonly Names _names = new(scenario);

    /// <summary>A noun in the singular that a sentence goes on with.</summary>
    public string Of(string path)
    {
        var steps = path.Split('.').Select(step => step.Trim()).ToArray();
        return Of(steps) ?? Visible.Title(path);
    }

    /// <summary>Whether there are words, so that the path is worth naming once beside them.</summary>
    public bool Has(string path) => Of([.. path.Split('.').Select(step => step.Trim())]) is not null;

    private string? Of(string[] path) => path switch
    {
        ["calendar", "rounds"] => "the number of rounds",
        ["drivers", var name] => Names.Readable(null, name),
        ["actors", "*", "red_lines", "*", "held_with"] => "the probability that a red line is held",
        ["actors", "*", "tactic", "kind"] or ["actors", "*", "tactic"] => "the tactic of all",
        ["actors", var id, .. var rest] when _names.ActorIndex(id) is >= 0 and var actor => new ActorWords(scenario, actor).Parameter(rest),
        ["events", var step, "probability"] when WhatIfWords.Find(scenario.Events, step, e => e.Id) is { } found => $"the probability of {Quoted(found.Title, found.Id)}",
        ["events", var step, "hazard"] when WhatIfWords.Find(scenario.Events, step, e => e.Id) is { } found => $"the rate of {Quoted(found.Title, found.Id)}",
        ["ties", var step, "words" or "deeds"] when WhatIfWords.Find(scenario.Ties, step, _ => null) is { } tie => Tie(tie, path[2] == "words"),
        ["implementation", .. var rest] when scenario.Implementation is { } implementation => After(implementation, rest),
        _ => null,
    };

    private string Tie(Tie tie, bool words)
    {
        var spoiler = tie.Client >= 0 ? null : scenario.Implementation!.Spoilers[tie.ClientSpoiler];
        var (patron, client) = (_names.Actor(tie.Patron), spoiler is null ? _names.Actor(tie.Client) : Names.Readable(spoiler.Title, spoiler.Id));
        return words ? $"the probability that {patron} can press {client} into consent" : $"the share of breaches that {patron} {Grammar.Of(patron).Verb("keeps")} {client} from";
    }

    private string? After(Implementation implementation, string[] path) => path switch
    {
        ["monitoring"] => "monitoring",
        ["enforcement"] => "enforcement",
        ["patience", var id] when _names.ActorIndex(id) is >= 0 and var actor => $"the patience of {_names.Actor(actor)}",
        ["spoilers", var step, "rate"] when WhatIfWords.Find(implementation.Spoilers, step, s => s.Id) is { } spoiler => $"the number of attacks a week by {Names.Readable(spoiler.Title, spoiler.Id)}",
        ["gates", var step, "needs_calm"] when WhatIfWords.Find(implementation.Gates, step, g => g.Id) is { } gate => $"the number of calm days that {Quoted(gate.Title, gate.Id)} needs",
        _ => null,
    };

    private static string Quoted(string? title, string id) => Names.Quoted(Names.Readable(title, id));
}

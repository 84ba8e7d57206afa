using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>What a what-if changes in an actor, in words.</summary>
internal sealed class ActorWords(Scenario scenario, int index)
{
    private readonly Actor _actor = scenario.Actors[index];
    private readonly string _name = new Names(scenario).Actor(index);
    private readonly Grammar _own = new Names(scenario).Grammar(index);

    /// <summary>A clause, or null where there are no words for it.</summary>
    /// <param name="path">The path below the actor.</param>
    /// <param name="value">The new value.</param>
    public string? Of(string[] path, ValueWords value) => path switch
    {
        ["red_lines", var step, .. var rest] when WhatIfWords.Find(Listed, step, line => line.Id) is { } line => RedLine(line, rest, value),
        ["red_lines"] when value.Text == "[]" => $"without the red lines of {_name}",
        ["preferences", var id, .. var rest] when scenario.Space.Issues.FirstOrDefault(issue => issue.Id == id) is { } issue => Preference(issue, rest, value),
        ["no_deal"] when value.Number is not null => $"if no deal is worth {value.Text} to {_name}{value.InsteadOf((_actor.NoDeal as FixedNoDeal)?.Value)}",
        ["no_deal"] => $"if no deal is worth something else to {_name} ({value.Text})",
        ["tactic"] or ["tactic", "kind"] => Tactic(value.Text) is { } kind ? $"if {_name} {_own.Verb("bargains")} {kind}{Besides(value.Text)}" : null,
        ["if_refused"] => value.Text switch
        {
            "blocks" => $"if a refusal by {_name} blocks the agreement",
            "becomes_spoiler" => $"if {_name}, where {_own.It} {_own.Verb("refuses")}, {_own.Verb("fights")} on as a spoiler",
            "stays_out" => $"if {_name}, where {_own.It} {_own.Verb("refuses")}, {_own.Verb("is")} passed over",
            _ => null,
        },
        ["deadline"] => $"if {_name} {_own.Verb("sits")} at the table until {value.Text}" + (_actor.Deadline is { } deadline ? $" instead of {Figures.Date(deadline)}" : ""),
        ["discount"] => $"with the discount of {_name} at {value.Text}{value.InsteadOf(_actor.Discount)}",
        ["consults"] => value.Text == "true" ? $"if {_name} {_own.Verb("asks")} {_own.Its} own side before {_own.It} {_own.Verb("moves")}" : $"if {_name} {_own.Verb("asks")} nobody before {_own.It} {_own.Verb("moves")}",
        _ => null,
    };

    /// <summary>What is varied in an actor, as a noun in the singular; null where there are no words for it.</summary>
    /// <param name="path">The path below the actor.</param>
    public string? Parameter(string[] path) => path switch
    {
        ["red_lines", var step, "held_with"] when WhatIfWords.Find(Listed, step, line => line.Id) is { } line => $"the probability that {Named(line)} is held",
        ["preferences", var id, "held_with"] when scenario.Space.Issues.FirstOrDefault(issue => issue.Id == id) is { } issue => $"the probability that {Ends(issue)} is held",
        ["preferences", var id, "weight"] when scenario.Space.Issues.FirstOrDefault(issue => issue.Id == id) is { } issue => $"the weight of {Names.Quoted(issue)} to {_name}",
        ["no_deal"] => $"what no deal is worth to {_name}",
        ["no_deal", "now"] => $"what no deal is worth to {_name} at first",
        ["no_deal", "per_round"] => $"what each round adds to no deal for {_name}",
        ["tactic"] or ["tactic", "kind"] => $"the tactic of {_name}",
        ["tactic", "e"] => $"the exponent of concession of {_name}",
        ["discount"] => $"the discount of {_name}",
        ["deadline"] => $"the deadline of {_name}",
        ["if_refused"] => $"what a refusal by {_name} does",
        _ => null,
    };

    /// <summary>Red lines in words, with limits that are drawn at their central values.</summary>
    private DemandWords Demands => new(scenario.Space, quantity => Sampler.AtMeans(scenario).Value(quantity));

    /// <summary>The lines that stand under <c>red_lines</c>.</summary>
    private IReadOnlyList<RedLine> Listed => [.. _actor.RedLines.Where(line => line.AcceptsIssue < 0)];

    private string Whose => _name + (_name.EndsWith('s') ? "'" : "'s");

    private string Named(RedLine line) => $"{Whose} red line ({Demands.Of(line.Never)})";

    private string? RedLine(RedLine line, string[] path, ValueWords value)
    {
        var named = Named(line);
        return path switch
        {
            ["held_with"] => value.Number switch
            {
                0 => "without " + named,
                1 => $"if {named} is held for certain{value.InsteadOfProbability(line.HeldWith)}",
                _ => $"if {named} is held with probability {value.Text}{value.InsteadOf(line.HeldWith)}",
            },
            ["yields"] => $"if {named} {(value.Text == "true" ? "yields" : "never yields")} to pressure",
            ["costs"] => $"if crossing {named} costs {value.Text} and is no veto",
            ["never"] => $"with another wording of {named}",
            _ => null,
        };
    }

    /// <summary>What the actor accepts on an issue, as a red line at one end or both.</summary>
    private string Ends(Issue issue) =>
        $"{Whose} red line ({Demands.Of(_actor.RedLines.Where(line => line.AcceptsIssue == scenario.Space.Issues.IndexOf(issue)).Select(line => line.Never))})";

    private string? Preference(Issue issue, string[] path, ValueWords value)
    {
        var on = Names.Issue(issue);
        var preference = _actor.Preferences?.Issues[scenario.Space.Issues.IndexOf(issue)];
        return path switch
        {
            ["held_with"] => value.Number switch
            {
                0 => "without " + Ends(issue),
                1 => $"if {Ends(issue)} is held for certain",
                _ => $"if {Ends(issue)} is held with probability {value.Text}",
            },
            ["accepts"] => $"if {_name} {_own.Verb("accepts")} {value.Text} on {on}",
            ["weight"] => $"if {on} weighs {value.Text} to {_name}{value.InsteadOf(preference?.Weight)}",
            ["ideal"] => $"if {_name} {_own.Verb("wants")} {value.Text} on {on}{value.InsteadOf((preference?.Value as IdealPoint)?.Position)}",
            ["open_value"] => $"if leaving {on} open is worth {value.Text} to {_name}{value.InsteadOf(preference?.OpenValue)}",
            _ => null,
        };
    }

    private static string? Tactic(string text) => text.Trim('{', '}', ' ').Split(',')[0].Split(':')[^1].Trim() switch
    {
        "boulware" => "like a boulware, giving way late",
        "linear" => "linearly, giving way evenly",
        "conceder" => "like a conceder, giving way early",
        "hardliner" => "like a hardliner, giving no way",
        "random" => "at random",
        "tit_for_tat" => "tit for tat",
        "micro" => "by MiCRO, step for step",
        _ => null,
    };

    /// <summary>What a tactic says besides its kind, in brackets.</summary>
    private static string Besides(string text) => text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? $" ({text[(comma + 1)..].Trim('}', ' ')})" : "";
}

using System.Globalization;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>
/// What a what-if changes, in words where there are some: the titles of actors, issues and events in place of paths. What it was before is said where it was a plain number. Else the path and the value
/// speak for themselves.
/// </summary>
internal sealed class WhatIfWords(Scenario scenario)
{
    private readonly Names _names = new(scenario);

    /// <summary>A clause that a sentence can begin with, not capitalised: <c>without Turkey's red line on Assad and if ...</c>.</summary>
    public string Of(IReadOnlyList<Setting> settings)
    {
        var clauses = settings.Select(Of).Distinct().ToList();
        // "if A and if B" reads better as "if A and B", and "without A and without B" as "without A or B".
        return Figures.List([.. clauses.Select((clause, i) => i > 0 && clause.StartsWith("if ", StringComparison.Ordinal) && clauses[i - 1].StartsWith("if ", StringComparison.Ordinal) ? clause[3..] : clause)]);
    }

    private string Of(Setting setting)
    {
        var equals = setting.Text.IndexOf('=', StringComparison.Ordinal);
        var path = setting.Text[..equals].Trim();
        var change = new ValueWords(setting.Text[(equals + 1)..].Trim());
        return Of(path.Split('.').Select(step => step.Trim()).ToArray(), change)
            ?? $"with {path} at {change.Text}" + (path.Split('.').Contains("*") ? " throughout" : "");
    }

    private string? Of(string[] path, ValueWords value) => path switch
    {
        ["actors", "*", "red_lines", "*", "held_with"] => Every("red line", value),
        ["actors", "*", "preferences", "*", "held_with"] => Every("limit to what somebody accepts", value),
        ["events", "*", "probability"] when value.Number == 0 => "without any event",
        ["actors", var id, .. var rest] when _names.ActorIndex(id) is >= 0 and var actor => new ActorWords(scenario, actor).Of(rest, value),
        ["events", var step, .. var rest] when Find(scenario.Events, step, e => e.Id) is { } found => Event(found, rest, value),
        ["drivers", var name] => $"with {Names.Readable(null, name)} at {value.Text}{value.InsteadOf(scenario.Drivers.FirstOrDefault(driver => driver.Name == name)?.Value)}",
        ["ties", var step, "words" or "deeds"] when Find(scenario.Ties, step, _ => null) is { } tie => Tie(tie, path[2] == "words", value),
        ["calendar", "rounds"] => $"with {value.Text} {(value.Number == 1 ? "round" : "rounds")} instead of {Figures.Whole(scenario.Calendar.Rounds)}",
        ["implementation", .. var rest] when scenario.Implementation is { } implementation => After(implementation, rest, value),
        _ => null,
    };

    private static string Every(string lines, ValueWords value) => value.Number switch
    {
        0 => $"without any {lines}",
        1 => $"if every {lines} is held for certain",
        _ => $"if every {lines} is held with probability {value.Text}",
    };

    private static string? Event(ScenarioEvent found, string[] path, ValueWords value) => path switch
    {
        ["probability"] => value.Number switch
        {
            0 => $"without “{Title(found.Title, found.Id)}”",
            1 => $"if “{Title(found.Title, found.Id)}” comes about for certain{value.InsteadOfProbability(found.Probability)}",
            _ => $"if “{Title(found.Title, found.Id)}” comes about with probability {value.Text}{value.InsteadOf(found.Probability)}",
        },
        ["hazard"] => value.Number == 0 ? $"without “{Title(found.Title, found.Id)}”"
            : $"with “{Title(found.Title, found.Id)}” at a rate of {value.Text}{value.InsteadOf((found.Timing as WithHazard)?.Rate)}",
        ["at"] => $"with “{Title(found.Title, found.Id)}” on {value.Text}",
        ["between"] => $"with “{Title(found.Title, found.Id)}” between {value.Text}",
        ["branches", var step, "probability"] when Find(found.Branches, step, b => b.Id) is { } branch => value.Number == 0
            ? $"if “{Title(found.Title, found.Id)}” never turns out as “{Title(branch.Title, branch.Id)}”"
            : $"if “{Title(found.Title, found.Id)}” turns out as “{Title(branch.Title, branch.Id)}” with weight {value.Text}{value.InsteadOf(branch.Probability)}",
        _ => null,
    };

    private string Tie(Tie tie, bool words, ValueWords value)
    {
        var spoiler = tie.Client >= 0 ? null : scenario.Implementation!.Spoilers[tie.ClientSpoiler];
        var (patron, client) = (_names.Actor(tie.Patron), spoiler is null ? _names.Actor(tie.Client) : Title(spoiler.Title, spoiler.Id));
        var was = words ? tie.Words : tie.Deeds;
        return words
            ? value.Number switch
            {
                0 => $"if {patron} can never press {client} into consent",
                1 => $"if {patron} can always press {client} into consent{value.InsteadOfProbability(was)}",
                _ => $"if {patron} can press {client} into consent with probability {value.Text}{value.InsteadOf(was)}",
            }
            : value.Number switch
            {
                0 => $"if {patron} {Grammar.Of(patron).Verb("keeps")} {client} from nothing",
                1 => $"if {patron} {Grammar.Of(patron).Verb("keeps")} {client} from every breach{value.InsteadOfShare(was)}",
                _ => $"if {patron} {Grammar.Of(patron).Verb("keeps")} {client} from a share of {value.Text} of {Grammar.Of(client).Its} breaches{value.InsteadOf(was)}",
            };
    }

    private string? After(Implementation implementation, string[] path, ValueWords value) => path switch
    {
        ["monitoring"] => $"with monitoring at {value.Text}{value.InsteadOf(implementation.Monitoring)}",
        ["enforcement"] => $"with enforcement at {value.Text}{value.InsteadOf(implementation.Enforcement)}",
        ["patience", var id] when _names.ActorIndex(id) is >= 0 and var actor => $"with the patience of {_names.Actor(actor)} at {value.Text}{value.InsteadOf(implementation.Patience[actor])}",
        ["spoilers", var step, "rate"] when Find(implementation.Spoilers, step, s => s.Id) is { } spoiler => value.Number == 0
            ? $"without the attacks of {Title(spoiler.Title, spoiler.Id)}"
            : $"if {Title(spoiler.Title, spoiler.Id)} {Grammar.Of(Title(spoiler.Title, spoiler.Id)).Verb("strikes")} {value.Text} {(value.Number == 1 ? "time" : "times")} a week{value.InsteadOf(spoiler.Rate)}",
        ["gates", var step, "needs_calm"] when Find(implementation.Gates, step, g => g.Id) is { } gate =>
            $"if “{Title(gate.Title, gate.Id)}” needs {value.Text} {(value.Number == 1 ? "day" : "days")} of calm instead of {Figures.Number(gate.NeedsCalm)}",
        ["gates", var step, "needs", var need, "probability"] when Find(implementation.Gates, step, g => g.Id) is { } gate && Find(gate.Needs, need, _ => null) is PerformanceNeed performance =>
            value.Number switch
            {
                0 => $"if {_names.Actor(performance.Actor)} never {_names.Grammar(performance.Actor).Verb("does")} {_names.Grammar(performance.Actor).Its} part",
                1 => $"if {_names.Actor(performance.Actor)} {_names.Grammar(performance.Actor).Verb("does")} {_names.Grammar(performance.Actor).Its} part for certain{value.InsteadOfProbability(performance.Probability)}",
                _ => $"if {_names.Actor(performance.Actor)} {_names.Grammar(performance.Actor).Verb("does")} {_names.Grammar(performance.Actor).Its} part with probability {value.Text}{value.InsteadOf(performance.Probability)}",
            },
        _ => null,
    };

    private static string Title(string? title, string id) => title is null ? Names.Readable(null, id).Replace('-', ' ') : Names.Readable(title, id);

    /// <summary>A list entry as paths name it: by its id, or by its index from 0.</summary>
    internal static T? Find<T>(IReadOnlyList<T> list, string step, Func<T, string?> id)
        where T : class =>
        list.FirstOrDefault(item => id(item) == step)
        ?? (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null);
}

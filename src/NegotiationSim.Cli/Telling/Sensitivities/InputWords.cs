using System.Globalization;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>What inputs are called: the titles of actors, issues and events in place of paths, as nouns of which one can be higher than another, or as something that is so or not. Where there are no words, the path speaks for itself.</summary>
internal sealed class InputWords(Scenario scenario)
{
    private readonly Names _names = new(scenario);
    private readonly DemandWords _demands = new(scenario.Space, quantity => Sampler.AtMeans(scenario).Value(quantity));
    private readonly DemandWords _open = new(scenario.Space, _ => null);
    private readonly ILookup<string, DerivedColumn> _moved = DerivedColumn.Of(scenario).SelectMany(column => column.Drivers.Select(driver => (driver, column))).ToLookup(pair => pair.driver, pair => pair.column);

    /// <summary>An input as a noun: <c>the no-deal value of the Syrian government</c>.</summary>
    public string Noun(InputColumn column) => column.Kind switch
    {
        InputKind.Unused => "a random number that nothing uses",
        InputKind.Event => $"whether {Event(column.Path[InputColumn.EventPrefix.Length..])} comes about",
        _ => Drawn(column.Path[InputColumn.DrawPrefix.Length..].Split('.')) ?? column.Path[InputColumn.DrawPrefix.Length..],
    };

    /// <summary>What the two values of an input that is so or not come to, as clauses: <c>where Turkey only claims its red line (...)</c>; null for a number.</summary>
    public (string Low, string High)? Sides(InputEffect input)
    {
        var (column, values) = (input.Column, input.Parts.Where(part => !part.IsMissing).Select(part => part.Typical).ToList());
        if (column.Kind == InputKind.Event)
        {
            var title = Event(column.Path[InputColumn.EventPrefix.Length..]);
            return column.Labels.Length == 2 ? ($"where {title} does not come about", "where it does") : null;
        }

        if (values is not [0, 1])
        {
            return null;
        }

        var path = column.Path[InputColumn.DrawPrefix.Length..].Split('.');
        return path switch
        {
            ["actors", var id, "red_lines", var line, "held"] when Line(id, line) is { } words && _names.ActorIndex(id) is var actor =>
                ($"where {_names.Actor(actor)} only {_names.Grammar(actor).Verb("claims")} {_names.Grammar(actor).Its} red line ({words})", $"where {_names.Actor(actor)} {_names.Grammar(actor).Verb("means")} it"),
            ["ties", var patron, var client, "deeds", "keeps_in"] => ($"where {Doer(patron)} does not keep {Doer(client)} in", "where it does"),
            ["implementation", "gates", var gate, "performs", var id] => ($"where {Doer(id)} does not do its part for “{_names.Gate(gate)}”", "where it does"),
            ["drivers", var name] => ($"without “{Names.Readable(null, name)}”", $"with “{Names.Readable(null, name)}”"),
            _ => ($"where {Noun(column)} is 0", "where it is 1"),
        };
    }

    /// <summary>What else of the file follows from a driver; nothing for other inputs.</summary>
    public string Moves(InputColumn column)
    {
        if (column.Path.Split('.') is not ["draws", "drivers", var name])
        {
            return "";
        }

        var nouns = _moved[name].Select(derived => Drawn(derived.Path[InputColumn.DrawPrefix.Length..].Split('.'))).OfType<string>().Distinct().ToList();
        return nouns.Count switch
        {
            0 => "",
            <= 3 => "which moves " + Figures.List(nouns),
            _ => $"which moves {string.Join(", ", nouns.Take(2))} and {nouns.Count - 2} numbers more",
        };
    }

    /// <summary>A value of an input, with three digits that count.</summary>
    public static string Value(double value)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
        {
            return value == 0 ? "0" : "–";
        }

        var unit = PortableMath.Pow(10, Math.Floor(PortableMath.Log10(Math.Abs(value))) - 2);
        var text = Figures.Number(Math.Round(value / unit) * unit);
        return text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : text;
    }

    /// <summary>A tie that is cut, as a clause.</summary>
    public string WithoutTie(string setting)
    {
        var place = int.Parse(setting.Split('.')[1], CultureInfo.InvariantCulture);
        var tie = scenario.Ties[place];
        var client = tie.Client >= 0 ? _names.Actor(tie.Client) : _names.Doer(scenario.Implementation!.Spoilers[tie.ClientSpoiler].Id);
        return $"without the tie of {_names.Actor(tie.Patron)} to {client}";
    }

    private string Event(string id) => $"“{_names.Event(id)}”";

    private string Doer(string id) => _names.Doer(id);

    private string Issue(string id) => scenario.Space.Issues.FirstOrDefault(issue => issue.Id == id) is { } issue ? Names.Quoted(issue) : id;

    private string? Drawn(string[] path) => path switch
    {
        ["drivers", var name] => $"“{Names.Readable(null, name)}”",
        ["actors", var id, .. var rest] when _names.ActorIndex(id) >= 0 => OfActor(id, rest),
        ["events", var id, "day"] => $"the day of {Event(id)}",
        ["events", var id, "probability"] => $"the probability of {Event(id)}",
        ["events", var id, "hazard"] => $"the rate of {Event(id)}",
        ["ties", var patron, var client, "words", "resistance"] => $"the resistance of {Doer(client)} to pressure by {Doer(patron)}",
        ["ties", var patron, var client, "words"] => $"the hold of {Doer(patron)} over the words of {Doer(client)}",
        ["ties", var patron, var client, "deeds"] => $"the hold of {Doer(patron)} over the deeds of {Doer(client)}",
        ["ties", var patron, var client, "deeds", "keeps_in"] => $"whether {Doer(patron)} keeps {Doer(client)} in the agreement",
        ["implementation", .. var rest] => OfImplementation(rest),
        _ => null,
    };

    private string? OfActor(string id, string[] path)
    {
        var name = _names.Actor(_names.ActorIndex(id));
        return path switch
        {
            ["no_deal"] or ["no_deal", "now"] => $"the no-deal value of {name}",
            ["no_deal", "per_round"] => $"the drift of the no-deal value of {name}",
            ["no_deal", ..] => $"the no-deal value of {name}",
            ["preferences", var issue, "ideal"] => $"the position that {name} likes best on {Issue(issue)}",
            ["preferences", var issue, "weight"] => $"the weight of {Issue(issue)} for {name}",
            ["preferences", var issue, "open_value"] => $"the worth to {name} of leaving {Issue(issue)} open",
            ["preferences", var issue, "accepts", ..] => $"the limit of {name} on {Issue(issue)}",
            ["preferences", var issue, ..] => $"the worth of terms on {Issue(issue)} to {name}",
            ["red_lines", var line, "held"] when Line(id, line) is { } words => $"whether {name} means {_names.Grammar(_names.ActorIndex(id)).Its} red line ({words})",
            ["red_lines", var line, "held_with"] when Line(id, line) is { } words => $"how likely {name} means {_names.Grammar(_names.ActorIndex(id)).Its} red line ({words})",
            ["red_lines", var line, "costs"] when Line(id, line) is { } words => $"the price to {name} of crossing a line ({words})",
            ["red_lines", var line, ..] when Line(id, line) is { } words => $"the limit of {name} ({words})",
            ["tactic", .. var rest] => $"the tactic of {name} ({string.Join(' ', rest)})",
            ["capability"] => $"the capability of {name}",
            ["discount"] => $"the discount of {name}",
            ["trust"] => $"the trust of {name}",
            ["betrayed"] => $"the worth to {name} of being betrayed",
            ["spread"] or ["referendum"] => $"the vote in {name}",
            _ => null,
        };
    }

    private string? OfImplementation(string[] path) => path switch
    {
        ["patience", var id] => $"the patience of {Doer(id)}",
        ["spoilers", var id, "rate"] => $"the rate of attacks by {Doer(id)}",
        ["gates", var gate, "performs", var id] => $"whether {Doer(id)} does {Grammar.Of(Doer(id)).Its} part for “{_names.Gate(gate)}”",
        ["gates", var gate, ..] => $"what “{_names.Gate(gate)}” needs",
        [var only] => Names.Readable(null, only),
        _ => null,
    };

    /// <summary>What an actor insists on by a line; null where it has no such line. One whose limit forbids nothing where it lies on average is told by the limit that is drawn.</summary>
    private string? Line(string actor, string line) =>
        scenario.Actors[_names.ActorIndex(actor)].RedLines.FirstOrDefault(own => own.Id == line) is not { } found ? null
        : (_demands.IsMet(found.Never) ? _open : _demands).Of(found.Never);
}

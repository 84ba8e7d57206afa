namespace NegotiationSim.Reference;

/// <summary>Writes the events of a random scenario.</summary>
internal sealed class RandomEvents(
    IReadOnlyList<RandomActor> actors, IReadOnlyList<string> ties, RandomActors writer, RandomNumbers numbers, RandomConditions conditions, ScenarioShape shape, Dice dice)
{
    /// <summary>Dates that random scenarios use; their calendars start on 2020-01-01.</summary>
    public static IReadOnlyList<string> Dates { get; } =
        ["2019-12-25", "2020-01-01", "2020-01-08", "2020-01-13", "2020-02-01", "2020-02-19", "2020-03-15", "2020-05-01"];

    private readonly List<string> _names = [];

    public List<string> Create(int count) => [.. Enumerable.Range(1, count).Select(k => Event($"e{k}"))];

    private string Event(string id)
    {
        var keys = new List<string> { $"id: {id}", Timing() };
        if (dice.Chance(0.4))
        {
            keys.Add($"probability: {numbers.Probability()}");
        }

        if (dice.Chance(0.2))
        {
            keys.Add($"while: {dice.Pick(["always", "talks", "implementation"])}");
        }

        if (_names.Count > 0 && dice.Chance(0.3))
        {
            keys.Add($"{dice.Pick(["given", "unless"])}: [{string.Join(", ", dice.Some(_names)[..1])}]");
        }

        if (dice.Chance(0.05))
        {
            keys.Add($"when: {conditions.Condition()}");
        }

        if (dice.Chance(0.3))
        {
            var branches = Enumerable.Range(1, dice.Int(2, 3)).Select(k => $"{id}_b{k}").ToList();
            keys.Add($"branches: [{string.Join(", ", branches.Select(b => $"{{id: {b}, probability: {numbers.Plain(0.1, 1)}, effects: [{Effects()}]}}"))}]");
            _names.AddRange(branches);
        }
        else
        {
            keys.Add($"effects: [{Effects()}]");
        }

        _names.Add(id);
        return $"{{{string.Join(", ", keys)}}}";
    }

    private string Timing()
    {
        if (!shape.Dates || dice.Chance(0.35))
        {
            return $"hazard: {numbers.Number(0, 0.5)}";
        }

        if (dice.Chance(0.6))
        {
            return $"at: {dice.Pick(Dates)}";
        }

        var first = dice.Int(0, Dates.Count - 2);
        return $"between: [{Dates[first]}, {Dates[dice.Int(first, Dates.Count - 1)]}]";
    }

    private string Effects() => string.Join(", ", Enumerable.Range(0, dice.Int(1, 2)).Select(_ => $"{{{Effect()}}}"));

    private string Effect()
    {
        var actor = dice.Pick(actors);
        var effects = new List<string> { $"actor: {(dice.Chance(0.2) ? "all" : actor.Id)}, no_deal: {numbers.Number(-0.2, 0.2)}" };
        if (actor.Ideals.Count > 0)
        {
            var issue = dice.Pick(actor.Ideals);
            var span = issue.To - issue.From;
            effects.Add($"actor: {actor.Id}, issue: {issue.Id}, ideal_by: {numbers.Number(-span / 4, span / 4)}");
            effects.Add($"actor: {actor.Id}, issue: {issue.Id}, ideal: {numbers.Number(issue.From, issue.To)}");
        }

        var cared = dice.Pick(actor.Cares);
        effects.Add($"actor: {actor.Id}, issue: {cared.Id}, weight_times: {dice.Pick(["0.5", "2", "3"])}");
        var value = writer.ValueFunction(cared, out var isIdeal);
        if (!isIdeal)
        {
            effects.Add($"actor: {actor.Id}, issue: {cared.Id}, {value}");
        }

        if (actor.Accepts.Count > 0)
        {
            var issue = dice.Pick(actor.Accepts);
            var span = issue.To - issue.From;
            effects.Add($"actor: {actor.Id}, issue: {issue.Id}, accepts_by: {numbers.Number(-span / 4, span / 4)}");
            effects.Add($"actor: {actor.Id}, issue: {issue.Id}, accepts: [{numbers.Plain(issue.From, issue.From + span / 4)}, {numbers.Plain(issue.To - span / 4, issue.To)}]");
        }

        if (actor.RedLines.Count > 0)
        {
            // Twice, so that lines are often switched.
            effects.Add($"actor: {actor.Id}, red_line: {dice.Pick(actor.RedLines)}, becomes: {dice.Pick(["on", "off"])}");
            effects.Add($"actor: {(dice.Chance(0.2) ? "all" : actor.Id)}, red_line: {dice.Pick(actor.RedLines)}, becomes: {dice.Pick(["on", "off"])}");
        }

        if (actor.Role == "principal")
        {
            effects.Add($"actor: {actor.Id}, tactic: {writer.TacticByEvent()}");
            if (shape.Dates && shape.Deadlines)
            {
                effects.Add($"actor: {actor.Id}, deadline: {dice.Pick(Dates)}");
            }

            if (shape.WalkOutEvents && dice.Chance(0.3))
            {
                effects.Add($"actor: {actor.Id}, walks_out: true");
            }
        }

        if (ties.Count > 0)
        {
            effects.Add($"{dice.Pick(ties)}, words: {numbers.Number(-0.5, 0.5)}");
        }

        if (dice.Chance(0.1))
        {
            effects.Add("ends: talks");
        }

        if (shape.Implementation)
        {
            effects.Add($"enforcement: {numbers.Number(-0.2, 0.3)}");
        }

        return dice.Pick(effects);
    }
}

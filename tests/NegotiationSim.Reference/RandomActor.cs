namespace NegotiationSim.Reference;

/// <summary>An actor of a random scenario: its lines of the file, and what events may say of it.</summary>
internal sealed class RandomActor
{
    public required string Id { get; init; }

    public required string Role { get; init; }

    public List<string> Lines { get; } = [];

    /// <summary>Issues it has a weight for.</summary>
    public List<RandomIssue> Cares { get; } = [];

    /// <summary>Issues with an ideal, which events may move.</summary>
    public List<RandomIssue> Ideals { get; } = [];

    /// <summary>Issues with both ends of what is accepted.</summary>
    public List<RandomIssue> Accepts { get; } = [];

    /// <summary>Its lines by id, those that <c>accepts</c> stands for included.</summary>
    public List<string> RedLines { get; } = [];
}

/// <summary>Writes the actors of a random scenario.</summary>
internal sealed class RandomActors(IReadOnlyList<RandomIssue> issues, RandomNumbers numbers, RandomConditions conditions, ScenarioShape shape, Dice dice)
{
    private readonly RandomTactics _tactics = new(numbers, shape, dice);

    public RandomActor Create(string id, string role, IReadOnlyList<string> principals)
    {
        var actor = new RandomActor { Id = id, Role = role };
        actor.Lines.Add($"role: {role}");
        if (role == "ratifier" && dice.Chance(0.8))
        {
            actor.Lines.Add(dice.Chance(0.6) ? $"of: {dice.Pick(principals)}" : $"of: [{string.Join(", ", dice.Some(principals))}]");
        }

        AddPreferences(actor);
        if (shape.Linkages && dice.Chance(0.3))
        {
            var linkages = Enumerable.Range(0, dice.Int(1, 2)).Select(_ => $"{{when: {conditions.Condition()}, adds: {numbers.Number(-0.3, 0.3)}}}");
            actor.Lines.Add($"linkages: [{string.Join(", ", linkages)}]");
        }

        AddNoDeal(actor);
        AddRedLines(actor);
        if (shape.Discounts && dice.Chance(0.2))
        {
            actor.Lines.Add($"discount: {dice.Pick(["0.9", "0.95", "0.99", "1"])}");
        }

        if (role == "principal")
        {
            AddBargaining(actor);
        }
        else if (role == "ratifier")
        {
            if (dice.Chance(0.4))
            {
                actor.Lines.Add($"if_refused: {dice.Pick(["blocks", "becomes_spoiler", "stays_out"])}");
            }

            if (shape.Spreads && dice.Chance(0.25))
            {
                actor.Lines.Add($"spread: {dice.Pick(["0.05", "0.2", "0"])}");
            }
        }

        return actor;
    }

    private void AddPreferences(RandomActor actor)
    {
        actor.Cares.AddRange(dice.Some(issues));
        var raw = shape.RawWeights && dice.Chance(0.15);
        var entries = new List<string>();
        for (var k = 0; k < actor.Cares.Count; k++)
        {
            // The first weight is never zero, so that they are never all zero.
            var weight = raw ? numbers.Plain(0.2, 0.8) : k == 0 ? RandomNumbers.Text(dice.Int(1, 9) * 10) : numbers.Number(0, 100, 0.1);
            entries.Add($"      {actor.Cares[k].Id}: {{weight: {weight}, {Preference(actor, actor.Cares[k])}}}");
        }

        if (raw)
        {
            actor.Lines.Add("normalise_weights: false");
        }

        actor.Lines.Add("preferences:\n" + string.Join("\n", entries));
    }

    private string Preference(RandomActor actor, RandomIssue issue)
    {
        var text = ValueFunction(issue, out var isIdeal);
        if (isIdeal)
        {
            actor.Ideals.Add(issue);
        }

        if (issue.MayStayOpen && dice.Chance(0.5))
        {
            text += $", open_value: {numbers.Number(0, 1)}";
        }

        return issue.HasOrder && shape.Accepts && dice.Chance(0.2) ? $"{text}, {Accepts(actor, issue)}" : text;
    }

    /// <summary><c>values</c> or <c>ideal</c> of an issue.</summary>
    public string ValueFunction(RandomIssue issue, out bool isIdeal)
    {
        isIdeal = false;
        if (issue.Kind == RandomIssueKind.Set)
        {
            var members = dice.Some(issue.Values).Select(member => $"{member}: {numbers.Number(-1, 1)}");
            return $"values: {{{string.Join(", ", members)}}}";
        }

        if (issue.HasOrder && dice.Chance(0.5))
        {
            isIdeal = true;
            return $"ideal: {numbers.Number(issue.From, issue.To)}";
        }

        if (issue.Kind == RandomIssueKind.Options)
        {
            return $"values: {{{string.Join(", ", issue.Values.Select(option => $"{option}: {numbers.Number(0, 1)}"))}}}";
        }

        if (dice.Chance(0.4))
        {
            return $"values: {{from: {numbers.Number(0, 1)}, to: {numbers.Number(0, 1)}}}";
        }

        var points = dice.Some(issue.Values, 2).Select(number => $"[{number}, {numbers.Number(0, 1)}]");
        return $"values: [{string.Join(", ", points)}]";
    }

    private string Accepts(RandomActor actor, RandomIssue issue)
    {
        var span = issue.To - issue.From;
        var low = numbers.Number(issue.From, issue.From + span * 0.4);
        var high = numbers.Number(issue.To - span * 0.4, issue.To);
        var text = dice.Int(0, 2) switch
        {
            0 => $"accepts: {{at_least: {low}}}",
            1 => $"accepts: {{at_most: {high}}}",
            _ => $"accepts: [{low}, {high}]",
        };
        if (text.Contains('[', StringComparison.Ordinal))
        {
            actor.Accepts.Add(issue);
        }

        actor.RedLines.Add(text.Contains("at_most", StringComparison.Ordinal) ? $"{issue.Id}-high" : $"{issue.Id}-low");
        return text
            + (dice.Chance(0.4) ? $", held_with: {numbers.Probability()}" : "")
            + (dice.Chance(0.3) ? $", yields: {dice.Pick(["true", "false"])}" : "");
    }

    /// <summary>A tactic that an event brings.</summary>
    public string TacticByEvent() => _tactics.Create(mayBeRandom: false, mayLearn: shape.LearningTacticsByEvent);

    private void AddNoDeal(RandomActor actor)
    {
        switch (dice.Int(0, shape.Dates && shape.DriftingNoDeal ? 4 : 3))
        {
            case 0:
                break;
            case 1:
                actor.Lines.Add($"no_deal: {numbers.Number(0, 0.4)}");
                break;
            case 2:
                actor.Lines.Add($"no_deal: {{now: {numbers.Number(0, 0.4)}, per_round: {(shape.DriftingNoDeal ? dice.Pick(["0.01", "-0.01", "0.02", "0"]) : "0")}}}");
                break;
            case 3:
                actor.Lines.Add($"no_deal: {{like: {conditions.Terms()}, plus: {numbers.Number(-0.5, 0)}}}");
                break;
            default:
                var points = dice.Some(RandomEvents.Dates).Select(date => $"{date}: {numbers.Number(0, 0.5)}");
                actor.Lines.Add($"no_deal: {{by_date: {{{string.Join(", ", points)}}}}}");
                break;
        }
    }

    private void AddRedLines(RandomActor actor)
    {
        if (!shape.RedLines || !dice.Chance(!shape.Objections ? 0.25 : actor.Role == "ratifier" ? 0.7 : 0.5))
        {
            return;
        }

        var lines = new List<string>();
        foreach (var k in Enumerable.Range(1, dice.Int(1, shape.Objections ? 3 : 2)))
        {
            var force = dice.Chance(0.2)
                ? $", costs: {numbers.Number(0, 0.5)}"
                : (dice.Chance(0.5) ? $", held_with: {numbers.Probability()}" : "") + (dice.Chance(0.35) ? ", yields: true" : "");
            actor.RedLines.Add($"line_{k}");
            lines.Add($"{{id: line_{k}, never: {conditions.Condition()}{force}}}");
        }

        actor.Lines.Add($"red_lines: [{string.Join(", ", lines)}]");
    }

    private void AddBargaining(RandomActor actor)
    {
        // Of the outcomes that a random walker may offer, an engine that asks ratifiers one outcome at a time cannot know how many are left.
        var consults = shape.Consults && dice.Chance(0.4);
        if (consults)
        {
            actor.Lines.Add("consults: true");
        }

        if (!_tactics.MayBeLeftOut || dice.Chance(0.9))
        {
            actor.Lines.Add($"tactic: {_tactics.Create(mayBeRandom: !consults, mayLearn: true)}");
        }

        if (shape.Dates && shape.Deadlines && dice.Chance(0.2))
        {
            actor.Lines.Add($"deadline: {dice.Pick(RandomEvents.Dates)}");
        }

        if (shape.Trust && dice.Chance(0.15))
        {
            actor.Lines.Add($"trust: {numbers.Probability()}");
            actor.Lines.Add($"betrayed: {numbers.Number(-0.4, -0.05)}");
        }
    }
}

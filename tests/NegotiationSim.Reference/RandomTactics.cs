using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>Writes the tactics of a random scenario.</summary>
internal sealed class RandomTactics(RandomNumbers numbers, ScenarioShape shape, Dice dice)
{
    /// <summary>Whether the language's default tactic is one that the shape allows.</summary>
    public bool MayBeLeftOut => shape.OpponentModels && shape.SpatialModel && shape.AcceptanceRules && shape.DeadlineRule && shape.Objections;

    /// <summary>A tactic as a flow mapping.</summary>
    /// <param name="mayBeRandom">Whether it may be the random walker.</param>
    /// <param name="mayLearn">Whether it may go by what was heard before.</param>
    public string Create(bool mayBeRandom, bool mayLearn)
    {
        var kinds = new List<string> { "boulware", "linear", "conceder", "hardliner" };
        if (shape.RandomTactic && mayBeRandom)
        {
            kinds.Add("random");
        }

        if (shape.Micro && mayLearn)
        {
            kinds.Add("micro");
        }

        if (shape.TitForTat && mayLearn)
        {
            kinds.Add("tit_for_tat");
        }

        var kind = dice.Pick(kinds);
        var keys = new List<string> { $"kind: {kind}" };
        if (kind == "tit_for_tat")
        {
            var of = dice.Pick(["averaged", "relative", "absolute"]);
            keys.Add($"of: {of}");
            if (of == "averaged" && dice.Chance(0.3))
            {
                keys.Add($"window: {dice.Int(1, 3)}");
            }
        }

        if (kind is "boulware" or "conceder" && dice.Chance(0.4))
        {
            keys.Add(kind == "boulware" ? $"e: {dice.Pick(["1", "2", "5.5"])}" : $"e: {dice.Pick(["0.5", "0.1", "1"])}");
        }

        // MiCRO and the random walker bring their own aspiration and acceptance.
        if (kind is not ("micro" or "random"))
        {
            AddAspiration(keys);
            AddModel(keys, mayLearn);
            AddAcceptance(keys);
        }

        AddObjections(keys);
        return $"{{{string.Join(", ", keys)}}}";
    }

    private void AddAspiration(List<string> keys)
    {
        if (dice.Chance(0.15))
        {
            keys.Add($"max: {numbers.Number(0.6, 1)}");
        }

        if (dice.Chance(0.15))
        {
            keys.Add($"min: {numbers.Number(0.2, 0.7)}");
        }

        if (dice.Chance(0.2))
        {
            keys.Add($"tolerance: {dice.Pick(["0.0001", "0.05"])}");
        }
    }

    private void AddModel(List<string> keys, bool mayLearn)
    {
        List<string> models = ["none"];
        if (shape.OpponentModels && mayLearn)
        {
            models.Add("frequency");
            if (shape.SpatialModel)
            {
                models.AddRange("spatial", "");
            }
        }

        if (dice.Pick(models) is { Length: > 0 } model)
        {
            keys.Add($"opponent_model: {model}");
        }
    }

    private void AddAcceptance(List<string> keys)
    {
        // Every rule of the language, also one that is new; and now and then none, for the default.
        var rules = Enum.GetValues<AcceptanceKind>().Where(rule => shape.AcceptanceRules ? shape.DeadlineRule || rule != AcceptanceKind.Deadline : rule == AcceptanceKind.Next);
        if (shape.AcceptanceRules && shape.DeadlineRule && dice.Chance(0.3))
        {
            return;
        }

        keys.Add("accept: " + dice.Pick([.. rules]) switch
        {
            AcceptanceKind.Constant => $"{{constant: {numbers.Number(0.2, 0.9)}}}",
            AcceptanceKind.Time => $"{{time: {numbers.Plain(0, 1)}}}",
            var rule => rule.ToString().ToLowerInvariant(),
        });
    }

    private void AddObjections(List<string> keys)
    {
        if (!shape.Objections || dice.Chance(0.15))
        {
            keys.Add("names_lines: false");
            return;
        }

        if (dice.Chance(0.1))
        {
            keys.Add("names_lines: true");
        }

        if (dice.Chance(0.4))
        {
            keys.Add($"bluffs_until: {numbers.Number(0, 1, 0.5)}");
        }
    }
}

namespace NegotiationSim.Reference;

/// <summary>Writes what follows the signature in a random scenario.</summary>
internal sealed class RandomImplementation(
    IReadOnlyList<RandomIssue> issues, IReadOnlyList<RandomActor> actors, RandomNumbers numbers, RandomConditions conditions, Dice dice)
{
    public List<string> Create()
    {
        var principals = actors.Where(a => a.Role == "principal").Select(a => a.Id).ToList();
        var lines = new List<string> { $"period: {dice.Pick(["1d", "12h", "1w"])}", $"horizon: {dice.Int(1, 60)}" };
        void Sometimes(double chance, Func<string> line)
        {
            if (dice.Chance(chance))
            {
                lines.Add(line());
            }
        }

        Sometimes(0.3, () => $"starts_after: {dice.Int(0, 5)}d");
        Sometimes(0.5, () => $"enforcement: {numbers.Number(0, 0.6)}");
        Sometimes(0.3, () => $"enforcement_by: [{{when: {conditions.Condition()}, adds: {numbers.Number(0, 0.3)}}}]");
        Sometimes(0.4, () => $"monitoring: {numbers.Probability()}");
        var spoilers = Enumerable.Range(1, dice.Int(0, 2)).Select(k => $"spoiler_{k}").ToList();
        if (spoilers.Count > 0)
        {
            lines.Add($"spoilers: [{string.Join(", ", spoilers.Select(s => Spoiler(s, principals)))}]");
        }

        var tempers = dice.Some(actors.Where(a => a.Role is "principal" or "ratifier").Select(a => a.Id).ToList(), 0);
        if (tempers.Count > 0)
        {
            lines.Add($"patience: {{{string.Join(", ", tempers.Select(a => $"{a}: {numbers.Number(0.5, 4)}"))}}}");
        }

        Sometimes(0.4, () => $"gates: [{{id: gate_1, needs_calm: {dice.Int(0, 7)}, within: {dice.Int(8, 30)}, unlocks: [{string.Join(", ", dice.Some(issues).Select(i => i.Id))}]}}]");
        Sometimes(0.3, () => $"breach: {numbers.Number(0, 0.2)}");
        Sometimes(0.3, () => "breach_severity: exponential(0.4)");
        Sometimes(0.3, () => $"revenge: {numbers.Number(0, 0.2)}");
        Sometimes(0.3, () => $"contagion: {numbers.Number(0, 0.5)}");
        Sometimes(0.3, () => $"half_life: {dice.Int(5, 40)}");
        return lines;
    }

    private string Spoiler(string id, List<string> principals)
    {
        var keys = new List<string> { $"id: {id}", $"rate: {numbers.Number(0, 1)}" };
        if (dice.Chance(0.4))
        {
            keys.Add("severity: exponential(0.5)");
        }

        if (dice.Chance(0.5))
        {
            keys.Add($"hurts: [{string.Join(", ", dice.Some(principals))}]");
        }

        if (dice.Chance(0.5))
        {
            keys.Add($"blamed_on: {dice.Pick(principals)}");
        }

        if (dice.Chance(0.5))
        {
            keys.Add($"camp: {dice.Pick(principals)}");
        }

        return $"{{{string.Join(", ", keys)}}}";
    }
}

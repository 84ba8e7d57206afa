using System.Text;
using CsCheck;

namespace NegotiationSim.Reference;

/// <summary>
/// Valid scenario files, made up, as text, so that whoever uses them goes through the reader. Two may differ in anything that
/// the <see cref="ScenarioShape"/> allows; a shorter text counts as the smaller one when a failure is shrunk.
/// </summary>
public static class RandomScenarios
{
    public static Gen<string> Create(ScenarioShape? shape = null) => new TextGen(shape ?? new ScenarioShape());

    private sealed class TextGen(ScenarioShape shape) : Gen<string>
    {
        public override string Generate(PCG pcg, Size? min, out Size size)
        {
            var text = Write(shape, new Dice(pcg));
            size = new Size((ulong)text.Length);
            return text;
        }
    }

    private static string Write(ScenarioShape shape, Dice dice)
    {
        var numbers = new RandomNumbers(shape, dice);
        var text = new StringBuilder("schema: negotiation-sim/1\nname: random\n");
        text.Append("calendar: {").Append(shape.Dates ? "start: 2020-01-01, " : "")
            .Append($"round: {dice.Pick(["7d", "1d", "12h", "2w"])}, rounds: {dice.Int(dice.Chance(0.8) ? Math.Min(8, shape.MaxRounds) : 1, shape.MaxRounds)}}}\n");
        if (shape.Distributions && dice.Chance(0.4))
        {
            text.Append("drivers:\n");
            foreach (var name in new[] { "weather", "markets" })
            {
                text.Append($"  {name}: {numbers.Expression(-1, 1)}\n");
                numbers.Drivers.Add(name);
            }
        }

        var issues = Issues(shape, dice);
        text.Append("issues:\n");
        issues.ForEach(issue => text.Append($"  {issue.Id}: {issue.Definition}\n"));
        var conditions = new RandomConditions(issues, numbers, dice);
        // A tabled text that is infeasible is a contradiction of the file, so there are not both.
        var isTabled = shape.Tabled && dice.Chance(0.15);
        if (shape.Infeasible && !isTabled && dice.Chance(0.2))
        {
            text.Append($"infeasible: [{conditions.Condition()}]\n");
        }

        var writer = new RandomActors(issues, numbers, conditions, shape, dice);
        var actors = Actors(writer, shape, dice);
        text.Append("actors:\n");
        foreach (var actor in actors)
        {
            text.Append($"  {actor.Id}:\n");
            actor.Lines.ForEach(line => text.Append($"    {line}\n"));
        }

        var ties = shape.Ties ? Ties(actors, numbers, text, dice) : [];
        AppendProtocol(actors, conditions, isTabled, shape, text, dice);
        if (shape.Events && dice.Chance(0.6))
        {
            var events = new RandomEvents(actors, ties, writer, numbers, conditions, shape, dice).Create(dice.Int(1, 4));
            text.Append("events:\n");
            events.ForEach(e => text.Append($"  - {e}\n"));
        }

        if (shape.Implementation)
        {
            text.Append("implementation:\n");
            new RandomImplementation(issues, actors, numbers, conditions, dice).Create().ForEach(line => text.Append($"  {line}\n"));
        }

        return text.ToString();
    }

    private static List<RandomIssue> Issues(ScenarioShape shape, Dice dice)
    {
        var issues = new List<RandomIssue>();
        var room = shape.MaxOutcomes;
        var count = dice.Int(1, shape.MaxIssues);
        while (issues.Count < count && room >= 2)
        {
            issues.Add(RandomIssue.Create($"i{issues.Count + 1}", room, shape, dice));
            room /= issues[^1].OutcomeFactor;
        }

        return issues;
    }

    private static List<RandomActor> Actors(RandomActors writer, ScenarioShape shape, Dice dice)
    {
        var roles = Enumerable.Repeat("principal", dice.Int(shape.MinPrincipals, shape.MaxPrincipals))
            .Concat(Enumerable.Repeat("ratifier", dice.Int(0, shape.MaxRatifiers)))
            .Concat(Enumerable.Repeat("outsider", dice.Int(0, shape.MaxOutsiders)))
            .ToList();

        // Roles are mixed in file order, as nothing says that principals come first.
        for (var k = roles.Count - 1; k > 0; k--)
        {
            var other = dice.Int(0, k);
            (roles[k], roles[other]) = (roles[other], roles[k]);
        }

        var ids = roles.Select((role, k) => $"{role[0]}{k + 1}").ToList();
        var principals = ids.Where((_, k) => roles[k] == "principal").ToList();
        return [.. ids.Select((id, k) => writer.Create(id, roles[k], principals))];
    }

    /// <summary>Appends the ties and returns each as an event names it.</summary>
    private static List<string> Ties(List<RandomActor> actors, RandomNumbers numbers, StringBuilder text, Dice dice)
    {
        var ties = new List<string>();
        foreach (var patron in actors)
        {
            foreach (var client in actors.Where(client => client != patron && dice.Chance(0.15)))
            {
                var tie = $"patron: {patron.Id}, client: {client.Id}";
                text.Append(ties.Count == 0 ? "ties:\n" : "").Append($"  - {{{tie}, words: {numbers.Probability()}}}\n");
                ties.Add(tie);
            }
        }

        return ties;
    }

    private static void AppendProtocol(List<RandomActor> actors, RandomConditions conditions, bool isTabled, ScenarioShape shape, StringBuilder text, Dice dice)
    {
        var keys = new List<string>();
        if (isTabled)
        {
            keys.Add($"kind: tabled, text: {conditions.Terms()}");
        }
        else if (dice.Chance(0.5))
        {
            keys.Add("kind: alternating");
        }

        var principals = actors.Where(a => a.Role == "principal").Select(a => a.Id).ToList();
        if (shape.Majorities && dice.Chance(0.5))
        {
            keys.Add("agreement: " + dice.Int(0, 2) switch
            {
                0 => "unanimity",
                1 => $"{{majority: {dice.Pick(["0.5", "0.6", "0.75", "1"])}, veto: [{string.Join(", ", dice.Some(principals, 0))}]}}",
                _ => $"{{all_of: [{string.Join(", ", dice.Some(principals))}]}}",
            });
        }

        if (shape.Renegotiation && !isTabled && dice.Chance(0.3))
        {
            keys.Add($"renegotiate: {dice.Int(0, 3)}");
        }

        if (keys.Count > 0)
        {
            text.Append($"protocol: {{{string.Join(", ", keys)}}}\n");
        }
    }
}

using CsCheck;
using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>Small random scenarios in which parties are hard to please: no-deal values and red lines beyond those of the common generator, so that zones are often empty.</summary>
internal static class SharpScenarios
{
    private static readonly ScenarioShape s_shape = new()
    {
        MaxPrincipals = 4, MaxRatifiers = 2, MaxOutsiders = 1, MaxIssues = 4, MaxOutcomes = 60, MaxRounds = 4, Events = false, Tabled = false, Ties = false, Implementation = true,
    };

    public static Gen<Scenario> All { get; } = Gen.Select(RandomScenarios.Create(s_shape), Gen.Int).Select(Sharpen);

    private static Scenario Sharpen(string text, int seed)
    {
        var read = ScenarioReader.Read(text, "random.yaml");
        var scenario = read.Scenario ?? throw new InvalidOperationException(string.Join("; ", read.Diagnostics) + text);
        var random = new Random(seed);
        return scenario with { Actors = [.. scenario.Actors.Select(actor => actor.Preferences is null ? actor : Sharpen(scenario, actor, random))] };
    }

    private static Actor Sharpen(Scenario scenario, Actor actor, Random random)
    {
        if (random.Next(2) == 0)
        {
            actor = actor with { NoDeal = new FixedNoDeal(Quantity.Of(random.Next(2, 11) / 10.0)) };
        }

        var lines = actor.RedLines;
        for (var k = random.Next(-2, 3); k > 0; k--)
        {
            lines = lines.Add(new RedLine { Id = $"extra_{k}", Never = Never(scenario, random), HeldWith = Quantity.Of(random.Next(3) / 2.0 + 0.2) });
        }

        return actor with { RedLines = lines };
    }

    private static Condition Never(Scenario scenario, Random random)
    {
        var components = scenario.Space.Components;
        Condition Test()
        {
            var c = random.Next(components.Length);
            return new ValueTest(c, [.. Enumerable.Range(0, components[c].ValueCount).Select(_ => random.Next(2) == 0)]);
        }

        return random.Next(4) switch
        {
            0 => new AllOf([Test(), Test()]),
            1 => new AnyOf([new AllOf([Test(), Test()]), new Negation(Test())]),
            _ => Test(),
        };
    }
}

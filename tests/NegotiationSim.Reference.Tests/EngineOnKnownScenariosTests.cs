using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>The engine beside the reference, move by move, on scenarios made by hand.</summary>
public sealed class EngineOnKnownScenariosTests
{
    private static readonly Dictionary<string, Scenario> _scenarios = Make();

    public static TheoryData<string> Names => [.. _scenarios.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_KnownScenario_IsThatOfTheReference(string name)
    {
        var scenario = _scenarios[name];
        for (ulong seed = 1; seed <= 20; seed++)
        {
            if (TraceComparison.FirstDifference(scenario, scenario.Run(seed), new DirectBlock(scenario).Run(seed, 0)) is { } difference)
            {
                Assert.Fail($"seed {seed}: {difference}");
            }
        }
    }

    [Fact]
    public void Run_NothingSigned_HasNoConsents()
    {
        var hard = Pie.Plain with { Kind = TacticKind.Hardliner };
        var scenario = Pie.Create(3).With(0, a => a with { Tactic = hard }).With(1, b => b with { Tactic = hard }).And(Pie.Party("c", -1));

        var run = new DirectBlock(scenario).Run(1, 0);

        Assert.Equal(Engine.Ending.NoDeal, run.Ending);
        Assert.All(run.Actors, actor => Assert.Equal(Engine.Consent.None, actor.Consent));
    }

    /// <summary>With the language's default tactic on both sides: lines are named and heard.</summary>
    private static Dictionary<string, Scenario> Outspoken(Scenario pie)
    {
        var line = pie.With(1, b => b.Never(k => k is >= 7 and <= 9));
        var bluff = pie.With(1, b => b.Never(k => k is >= 4 and <= 6, yields: true)).With(1, b => b with
        {
            RedLines = [b.RedLines[0] with { HeldWith = Quantity.Of(0.3) }],
        });
        var third = new AtDate(new DateOnly(2020, 1, 15));
        return new Dictionary<string, Scenario>
        {
            ["default"] = pie,
            ["line named"] = line,
            ["line named and turned off"] = line.Event(third, new ActorEffect(1, new RedLineSwitch(0, false))),
            ["bluff"] = bluff,
            ["bluff turned on"] = bluff.Event(third, new ActorEffect(1, new RedLineSwitch(0, true))),
            ["bluff pressed"] = bluff with { Ties = [new Tie(0, 1, -1, Quantity.Of(0.5), Quantity.Of(0))] },
            ["ratifier's line"] = pie.With(0, a => a with { Consults = true })
                .And(Pie.Party("c", 1, Role.Ratifier).Never(k => k is >= 1 and <= 4) with { Of = [0] }),
            ["lines of three, majority"] = line.And(Pie.Party("c", -1).Never(k => k is 6 or 8)) with { Protocol = new Protocol { Agreement = new Majority(0.6, [0]) } },
        };
    }

    private static Dictionary<string, Scenario> Make()
    {
        var pie = Pie.Create();
        var jealous = Pie.Party("c", 1, Role.Ratifier).Wants(0.7) with { Of = [0] };
        var half = Quantity.Of(0.5);
        var scenarios = new Dictionary<string, Scenario>
        {
            ["plain"] = pie,
            ["walk-out"] = pie.With(1, b => b.Wants(1.1)),
            ["own deadline"] = pie.With(1, b => b with { Deadline = new DateOnly(2020, 1, 8) }),
            ["red line"] = pie.With(1, b => b.Never(k => k is >= 3 and <= 6)),
            ["refused"] = pie.And(jealous),
            ["pressed"] = pie.And(jealous) with { Ties = [new Tie(0, 2, -1, half, Quantity.Of(0))] },
            ["consulted"] = pie.And(jealous).With(0, a => a with { Consults = true }),
            ["renegotiated"] = pie.And(jealous) with { Protocol = new Protocol { Renegotiate = 3 } },
            ["referendum"] = pie.And(jealous with { Spread = Quantity.Of(0.2) }) with { Protocol = new Protocol { Renegotiate = 2 } },
            ["distrust"] = pie.With(0, a => a.Wants(0.3) with { Trust = half, Betrayed = Quantity.Of(0.1) }),
            ["discount"] = pie.With(0, a => a.Wants(0.2) with { Discount = Quantity.Of(0.9) }),
            ["drift"] = pie.With(0, a => a with { NoDeal = new DriftingNoDeal(Quantity.Of(0.2), Quantity.Of(0.05)) }),
            ["leaving by event"] = pie.Event(new AtDate(new DateOnly(2020, 1, 9)), new ActorEffect(0, new WalkOut())),
            ["talks ended"] = pie.Event(new WithHazard(Quantity.Of(0.2)), new EndEffect(false)),
            ["majority"] = pie.And(Pie.Party("c", -1)) with { Protocol = new Protocol { Agreement = new Majority(0.5, [0]) } },
            ["named"] = pie.And(Pie.Party("c", -1)) with { Protocol = new Protocol { Agreement = new NamedPrincipals([0, 2]) } },
            ["tabled"] = pie.With(1, b => b.Wants(0.6)) with { Protocol = new Protocol { Kind = ProtocolKind.Tabled, Text = new Outcome([5]) } },
            ["tabled, majority"] = pie.With(0, b => b.Wants(0.6)).With(1, b => b.Wants(0.6)).And(Pie.Party("c", -1)) with
            {
                Protocol = new Protocol { Kind = ProtocolKind.Tabled, Text = new Outcome([5]), Agreement = new Majority(0.6, []) },
            },
            ["tabled, pressed"] = pie.With(0, a => a.Wants(0.4)).With(1, b => b.Wants(0.6)) with
            {
                Protocol = new Protocol { Kind = ProtocolKind.Tabled, Text = new Outcome([5]) },
                Ties = [new Tie(0, 1, -1, half, Quantity.Of(0))],
            },
            ["pressure at the table"] = pie.With(0, a => a.Wants(0.5)).With(1, b => b.Wants(0.9)) with { Ties = [new Tie(0, 1, -1, half, Quantity.Of(0))] },
        };
        foreach (var (name, scenario) in Outspoken(pie.With(0, a => a with { Tactic = new Tactic() }).With(1, b => b with { Tactic = new Tactic() })))
        {
            scenarios[name] = scenario;
        }

        foreach (var kind in Enum.GetValues<TacticKind>())
        {
            scenarios[$"{kind}"] = pie.With(1, b => b with { Tactic = Pie.Plain with { Kind = kind } }).And(Pie.Party("c", -1));
        }

        foreach (var of in Enum.GetValues<Reciprocity>())
        {
            scenarios[$"tit for tat {of}"] = pie.With(1, b => b with { Tactic = Pie.Plain with { Kind = TacticKind.TitForTat, Reciprocity = of } });
        }

        return scenarios;
    }
}

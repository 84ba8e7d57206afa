using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>Every tactic, opponent model and acceptance rule against every other, on three issues with many equal utilities.</summary>
public sealed class EngineOnRandomTacticsTests
{
    private static readonly Gen<Acceptance> _accept =
        from kind in Gen.Enum<AcceptanceKind>()
        from x in Gen.Int[0, 10]
        select new Acceptance(kind, kind is AcceptanceKind.Constant or AcceptanceKind.Time ? Quantity.Of(x / 10.0) : null);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(k => values[k]);

    private static readonly Gen<Tactic> _tactic =
        from kind in Gen.Enum<TacticKind>()
        from model in OneOf(OpponentModel.None, OpponentModel.Frequency, OpponentModel.Spatial)
        from of in Gen.Enum<Reciprocity>()
        from window in Gen.Int[1, 3]
        from tolerance in OneOf(0.0, 0.0001, 0.1)
        from min in OneOf(double.NaN, 0.3, 0.6)
        from max in OneOf(double.NaN, 0.5, 0.9)
        from accept in _accept
        select new Tactic
        {
            Kind = kind,
            OpponentModel = kind is TacticKind.Micro or TacticKind.Random ? OpponentModel.None : model,
            Reciprocity = of,
            Window = window,
            Tolerance = Quantity.Of(tolerance),
            Min = double.IsNaN(min) ? null : Quantity.Of(min),
            Max = double.IsNaN(max) ? null : Quantity.Of(max),
            Accept = kind is TacticKind.Micro or TacticKind.Random ? new Acceptance(AcceptanceKind.Next, null) : accept,
        };

    private static readonly Gen<Actor> _party =
        from weights in Gen.Int[1, 4].Array[3]
        from values in Gen.Int[0, 4].Array[12]
        from noDeal in Gen.Int[0, 6]
        from tactic in _tactic
        select new Actor
        {
            Id = "",
            Role = Role.Principal,
            Tactic = tactic,
            NoDeal = new FixedNoDeal(Quantity.Of(noDeal / 10.0)),
            Preferences = new Preferences
            {
                Issues = [.. weights.Select((weight, i) => new IssuePreference(
                    Quantity.Of(weight), new OptionValues([.. values.Skip(4 * i).Take(4).Select(v => Quantity.Of(v / 4.0))]), null))],
            },
        };

    private static readonly Gen<Scenario> _scenario =
        from parties in _party.Array[2, 4]
        from rounds in Gen.OneOf(Gen.Int[1, 20], Gen.Int[100, 120])
        from share in OneOf(0, 0.5, 0.75)
        select new Scenario
        {
            Name = "tactics",
            Calendar = new Calendar(null, TimeSpan.FromDays(1), rounds),
            Actors = [.. parties.Select((party, k) => party with { Id = $"p{k}" })],
            Protocol = new Protocol { Agreement = share > 0 ? new Majority(share, []) : new Unanimity() },
            Space = new OutcomeSpace([.. Enumerable.Range(0, 3).Select(i => new OptionsIssue
            {
                Id = $"i{i}",
                FirstComponent = i,
                StatusQuo = [0],
                Options = [.. Enumerable.Range(0, 4).Select(k => new Option($"o{k}", null, 100.0 * k / 3))],
            })]),
        };

    [Fact]
    public void Run_RandomTactics_IsThatOfTheReference() =>
        Gen.Select(_scenario, Gen.Int[0, 1000]).Sample(
            (scenario, seed) =>
            {
                if (TraceComparison.FirstDifference(scenario, scenario.Run((ulong)seed), new DirectBlock(scenario).Run((ulong)seed, 0)) is { } difference)
                {
                    Assert.Fail(difference);
                }
            },
            iter: 2_000,
            print: t => string.Join("\n", t.Item1.Actors.Select(a => $"{a.Tactic} {((FixedNoDeal)a.NoDeal).Value.Expression}")));
}

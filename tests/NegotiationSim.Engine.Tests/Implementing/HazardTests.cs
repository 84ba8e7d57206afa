using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Tests.Conformance;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>Hazards do what they say.</summary>
public sealed class HazardTests
{
    private const int Replicas = 4000;

    private static readonly int[] _days = [1, 7, 30, 60];

    [Fact]
    public void Survival_KnownRate_MatchesTheClosedForm() =>
        Gen.Select(Gen.Double[0.02, 1], Gen.Double[0, 0.9], Gen.Double[0, 0.9], Gen.ULong).Sample(
            (rate, enforcement, deeds, seed) =>
            {
                // One incident is more than anybody bears, so an agreement lives until the first.
                var survival = Survival(Text(rate, enforcement, deeds, frailty: "1"), seed);
                foreach (var day in _days)
                {
                    AssertShare(Math.Exp(-rate / 7 * day * (1 - enforcement) * (1 - deeds)), survival(day));
                }
            },
            iter: 25,
            threads: 1);

    [Fact]
    public void Survival_GammaFrailty_MatchesTheClosedForm() =>
        Gen.Select(Gen.Double[0.02, 1], Gen.Double[0.5, 8], Gen.ULong).Sample(
            (rate, variance, seed) =>
            {
                // E exp(-z L) for a gamma of mean 1 and variance v is (1 + v L)^(-1/v).
                var survival = Survival(Text(rate, 0, 0, frailty: FormattableString.Invariant($"\"gamma(1, {variance})\"")), seed);
                foreach (var day in _days)
                {
                    AssertShare(Math.Pow(1 + variance * rate / 7 * day, -1 / variance), survival(day));
                }
            },
            iter: 25,
            threads: 1);

    [Fact]
    public void Survival_BreachesOnly_MatchesTheClosedForm() =>
        Gen.Select(Gen.Double[0.05, 2], Gen.Double[0.01, 0.6], Gen.Double[0, 1], Gen.Double[0, 2], Gen.ULong).Sample(
            (breach, margin, monitoring, deterrence, seed) =>
            {
                var text = Text(0, 0, 0, "1").Replace("breach: 0", FormattableString.Invariant($"breach: {breach}"), StringComparison.Ordinal)
                    .Replace("monitoring: 1", FormattableString.Invariant($"monitoring: {monitoring}\n  deterrence: {deterrence}"), StringComparison.Ordinal)
                    .Replace("no_deal: 0.5", "no_deal: -1", StringComparison.Ordinal)
                    .Replace("no_deal: 0.2", FormattableString.Invariant($"no_deal: {0.6 - margin}"), StringComparison.Ordinal);
                var c = Math.Clamp(-margin / 0.1, -6, 3);
                var survival = Survival(text, seed);

                // Both parties may breach, and the outsider, which is much better off with the agreement; any breach ends it, whoever is blamed.
                foreach (var day in _days)
                {
                    AssertShare(Math.Exp(-breach / 7 * day * Math.Exp(-deterrence * monitoring) * (2 * Math.Exp(c) + Math.Exp(-6))), survival(day));
                }
            },
            iter: 25,
            threads: 1);

    [Fact]
    public void Gate_ThatCannotOpen_AlwaysLapses() =>
        Gen.Select(Gen.Double[0.1, 1], Gen.Int[3, 30], Gen.ULong).Sample(
            (rate, within, seed) =>
            {
                var text = Text(rate, 0, 0, "1").Replace("patience: {a: 0.5, b: 0.5}", "patience: {a: 1e6, b: 1e6}", StringComparison.Ordinal)
                    + FormattableString.Invariant($"  gates: [{{id: g, needs_calm: {within + 1}, within: {within}, unlocks: [deal]}}]\n");
                var result = new DirectBlock(ScenarioTexts.Read(text)).Play(new BlockSpec(seed, 0, 200, Tell: false));
                Assert.All(result.Causes, cause => Assert.Equal(CauseKind.Gate, cause.Kind));
                Assert.All(result.EndedPeriods, period => Assert.Equal(within, period));
            },
            iter: 40,
            threads: 1);

    [Fact]
    public void Deeds_One_PreventEveryBreachOfTheClient() =>
        Gen.Select(Gen.Double[0, 1], Gen.ULong).Sample(
            (other, seed) =>
            {
                var text = Text(0.3, 0, 0, "1").Replace("breach: 0", "breach: 5", StringComparison.Ordinal).Replace(
                    "ties:", FormattableString.Invariant($"ties:\n  - {{patron: a, client: c, deeds: 1}}\n  - {{patron: b, client: c, deeds: {other}}}"), StringComparison.Ordinal);
                var table = new DirectBlock(ScenarioTexts.Read(text));
                for (var replica = 0; replica < 40; replica++)
                {
                    Assert.DoesNotContain(table.Run(seed, replica).Transcript, e => e.Move == Move.Breach && e.Implementation!.Doer == "c");
                }
            },
            iter: 20,
            threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Monitoring_AtItsEnds_PutsBlameOnWhoDidItOrWhereItLooks(int monitoring)
    {
        var text = Text(2, 0, 0, "1").Replace("monitoring: 1", $"monitoring: {monitoring}", StringComparison.Ordinal)
            .Replace("patience: {a: 0.5, b: 0.5}", "patience: {a: 50, b: 50}", StringComparison.Ordinal)
            .Replace("breach: 0", "breach: 2", StringComparison.Ordinal);
        var table = new DirectBlock(ScenarioTexts.Read(text));
        var deeds = 0;
        for (var replica = 0; replica < 100; replica++)
        {
            foreach (var entry in table.Run(1, replica).Transcript.Where(e => e.Move is Move.Incident or Move.Breach))
            {
                deeds++;
                var detail = entry.Implementation!;
                if (monitoring == 1)
                {
                    Assert.Equal((detail.Doer, true), (detail.BlamedOn, detail.BlamedBy.IsEmpty));
                    continue;
                }

                // An incident is put on b, as the scenario has it, but b looks at a; what one party or the outsider does, each party puts on the other.
                var blamed = detail.Hurts.Select(hurt => KeyValuePair.Create(hurt, hurt == 0 ? "b" : "a")).ToList();
                Assert.Equal(blamed.Count == 1 ? blamed[0].Value : null, detail.BlamedOn);
                Assert.Equal(blamed.Count == 1 ? [] : blamed, detail.BlamedBy);
            }
        }

        Assert.True(deeds > 1000, "there was hardly anything to see");
    }

    /// <summary>Two parties that both clearly prefer the agreement, a client, and one spoiler whose incidents nobody bears.</summary>
    private static string Text(double rate, double enforcement, double deeds, string frailty) => FormattableString.Invariant($$$"""
        schema: negotiation-sim/1
        name: hazards
        calendar: {rounds: 1}
        issues:
          deal: {options: [war, peace]}
        actors:
          a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.6} } }, no_deal: 0.2}
          b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.6} } }, no_deal: 0.2}
          c: {role: outsider, preferences: {deal: {weight: 1, values: {war: 1, peace: 0} } }, no_deal: 0.5}
        ties:
          - {patron: a, client: gang, deeds: {{{deeds}}}}
        protocol: {kind: tabled, text: {deal: peace}}
        implementation:
          horizon: 60
          enforcement: {{{enforcement}}}
          monitoring: 1
          breach: 0
          revenge: 0
          contagion: 0
          breach_severity: 2
          frailty: {{{frailty}}}
          patience: {a: 0.5, b: 0.5}
          spoilers: [{id: gang, rate: {{{rate}}}, severity: 2, blamed_on: b, camp: a}]

        """);

    /// <summary>The share of replicas still in force after a number of days.</summary>
    private static Func<int, double> Survival(string text, ulong seed)
    {
        var result = new DirectBlock(ScenarioTexts.Read(text)).Play(new BlockSpec(seed, 0, Replicas, Tell: false));
        return day => result.EndedPeriods.Count(period => period == 0 || period > day) / (double)Replicas;
    }

    /// <summary>Within five standard deviations of the Monte Carlo error: one false alarm in two million.</summary>
    private static void AssertShare(double expected, double share) =>
        Assert.Equal(expected, share, 5 * Math.Sqrt(expected * (1 - expected) / Replicas) + 1e-9);
}

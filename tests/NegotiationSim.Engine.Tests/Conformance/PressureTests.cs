using CsCheck;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>Pressure has a price: the more a text costs a client, the less often its patron makes it go along.</summary>
public sealed class PressureTests
{
    private const int Replicas = 4000;

    [Fact]
    public void Ratification_ClientThatLoses_GoesAlongAtThePriceOfTheText() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[1e-6, 0.5], Gen.ULong).Sample(
            (words, shortfall, seed) => AssertShare(words * Math.Exp(-shortfall / 0.15), Pressed(words, shortfall, seed).Count(pressed => pressed)),
            iter: 25,
            threads: 1);

    [Fact]
    public void Ratification_TextThatCostsLess_IsTakenWhereverADearerOneIs() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[1e-6, 0.5], Gen.Double[1e-6, 0.5], Gen.ULong).Sample(
            (words, one, other, seed) =>
            {
                // One uniform per pair and replica decides about all texts.
                var cheap = Pressed(words, Math.Min(one, other), seed);
                var dear = Pressed(words, Math.Max(one, other), seed);
                Assert.All(Enumerable.Range(0, Replicas), k => Assert.True(cheap[k] || !dear[k]));
            },
            iter: 20,
            threads: 1);

    [Fact]
    public void Ratification_LineThatYieldsAndCostsNothing_YieldsAsOftenAsWords() =>
        Gen.Select(Gen.Double[0, 1], Gen.ULong).Sample(
            (words, seed) => AssertShare(words, Pressed(words, -0.2, seed, "red_lines: [{id: no, never: {deal: yes}, yields: true}], ").Count(pressed => pressed)),
            iter: 10,
            threads: 1);

    [Fact]
    public void Table_ClientThatLoses_AcceptsFromThreeQuartersOfTheTimeAtThePriceOfTheText()
    {
        var scenario = ScenarioTexts.Read("""
            schema: negotiation-sim/1
            name: price
            calendar: {rounds: 12}
            issues: {deal: {options: [no, yes]}}
            actors:
              patron: {role: principal, preferences: {deal: {weight: 1, values: {no: 0, yes: 1}}}, tactic: {kind: hardliner, accept: next}}
              client: {role: principal, preferences: {deal: {weight: 1, values: {no: 1, yes: 0.4}}}, no_deal: 0.5, tactic: {kind: hardliner, accept: next}}
            ties: [{patron: patron, client: client, words: 0.8}]
            """);
        var result = new DirectBlock(scenario).Play(new BlockSpec(3, 0, Replicas, Tell: false), TestContext.Current.CancellationToken);

        // t = s/13 reaches 0.75 in round 10.
        Assert.All(result.SignedRounds, round => Assert.True(round is 0 or 10));
        AssertShare(0.8 * Math.Exp(-0.1 / 0.15), result.SignedRounds.Count(round => round == 10));
    }

    /// <summary>Per replica whether a ratifier that loses by the text consents under pressure.</summary>
    private static bool[] Pressed(double words, double shortfall, ulong seed, string lines = "")
    {
        var text = FormattableString.Invariant($$$"""
            schema: negotiation-sim/1
            name: price
            calendar: {rounds: 1}
            issues: {deal: {options: [no, yes]}}
            actors:
              a: {role: principal, preferences: {deal: {weight: 1, values: {no: 0, yes: 1} } } }
              b: {role: principal, preferences: {deal: {weight: 1, values: {no: 0, yes: 1} } } }
              c: {role: ratifier, of: a, {{{lines}}}no_deal: {{{0.3 + shortfall}}}, preferences: {deal: {weight: 1, values: {no: 1, yes: 0.3} } } }
            ties: [{patron: a, client: c, words: {{{words}}} }]
            protocol: {kind: tabled, text: {deal: yes} }
            """);
        var result = new DirectBlock(ScenarioTexts.Read(text)).Play(new BlockSpec(seed, 0, Replicas, Tell: false));
        return [.. result.Endings.Take(Replicas).Select(ending => ending == Ending.Held)];
    }

    /// <summary>Within five standard deviations of the Monte Carlo error.</summary>
    private static void AssertShare(double expected, int count) =>
        Assert.Equal(expected, count / (double)Replicas, 5 * Math.Sqrt(expected * (1 - expected) / Replicas) + 1e-9);
}

using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Tests.Conformance;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>Whoever is better off without an agreement leaves it by a hazard that grows with what it loses by staying.</summary>
public sealed class LeavingTests
{
    private const int Replicas = 4000;
    private const int Horizon = 60;

    [Fact]
    public void Leaving_ConstantLoss_MatchesTheClosedForm() =>
        Gen.Select(Gen.Double[0.01, 0.4], Gen.Double[0, 1], Gen.Int[1, 10], Gen.ULong).Sample(
            (loss, deeds, period, seed) =>
            {
                // The patron keeps its client in for good, or not at all.
                var alive = Survivors(Text("0.5", 0.1 + loss, deeds, period), seed);
                foreach (var day in (int[])[1, 7, 20])
                {
                    AssertShare(deeds + (1 - deeds) * Math.Exp(-loss / 0.1 * day * period / 7), alive[day], Replicas);
                }
            },
            iter: 25,
            threads: 1);

    /// <summary>No cliff: of the agreements still in force no day ends more, or fewer, than that day's hazard explains.</summary>
    [Fact]
    public void Survival_RisingNoDealValue_FallsByEachDaysHazard()
    {
        const double perDay = 0.005;
        var alive = Survivors(Text(FormattableString.Invariant($"{{now: 0.5, per_round: {perDay}}}"), 0, 0, 1), 5);

        for (var day = 1; day <= Horizon; day++)
        {
            // Round 1 is the day of the signature and of the first period.
            var hazard = Math.Max(0, 0.5 + perDay * (day - 1) - 0.6) / 0.1 / 7;
            AssertShare(Math.Exp(-hazard), alive[day], alive[day - 1]);
        }

        Assert.InRange(alive[Horizon], 1, Replicas / 2);
    }

    [Fact]
    public void Survival_PlainAgreement_HasNoCliff()
    {
        // Two parties, all defaults: a day's share of endings never exceeds twice that of the four days around it, Monte Carlo error aside.
        var result = new DirectBlock(ScenarioTexts.Read(Text("0.4", 0, 0, 1).Replace("breach: 0, ", "", StringComparison.Ordinal))).Play(new BlockSpec(1, 0, 20_000, Tell: false), TestContext.Current.CancellationToken);
        for (var day = 4; day <= Horizon - 2; day++)
        {
            var here = result.EndedPeriods.Count(period => period == day);
            var around = result.EndedPeriods.Count(period => period != day && Math.Abs(period - day) <= 2) / 4.0;
            Assert.True(here <= 2 * around + 5 * Math.Sqrt(2 * around + 1), $"{here} agreements end on day {day}, {around} a day around it");
        }
    }

    /// <summary>Two parties and a ratifier that can end it; its no-deal value changes when the agreement enters into force.</summary>
    private static string Text(string noDeal, double change, double deeds, int period) => FormattableString.Invariant($$$"""
        schema: negotiation-sim/1
        name: leaving
        calendar: {rounds: 1, round: 1d}
        issues: {deal: {options: [war, peace]} }
        actors:
          a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7} } }, no_deal: 0.4}
          b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7} } }, no_deal: 0.4}
          c: {role: ratifier, of: a, can_end: true, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.6} } }, no_deal: {{{noDeal}}} }
        ties: [{patron: b, client: c, deeds: {{{deeds}}} }]
        events: [{id: change, hazard: 1e9, while: implementation, effects: [{actor: c, no_deal: {{{change}}} }]}]
        protocol: {kind: tabled, text: {deal: peace} }
        implementation: {horizon: 60, period: {{{period}}}d, breach: 0, frailty: 1}
        """);

    /// <summary>How many agreements are in force after so many periods.</summary>
    private static int[] Survivors(string text, ulong seed)
    {
        var result = new DirectBlock(ScenarioTexts.Read(text)).Play(new BlockSpec(seed, 0, Replicas, Tell: false));
        return [.. Enumerable.Range(0, Horizon + 1).Select(day => result.EndedPeriods.Take(Replicas).Count(period => period == 0 || period > day))];
    }

    private static void AssertShare(double expected, int count, int of) =>
        Assert.Equal(expected, count / (double)of, 5 * Math.Sqrt(expected * (1 - expected) / of) + 5.0 / of);
}

using System.Text;
using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Tests.Conformance;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>Where blame goes, and that better monitoring never shortens an agreement's life.</summary>
public sealed class BlameTests
{
    private const int Replicas = 300;

    /// <summary>
    /// Without gates more tension never does an agreement good, so the law holds in every single replica: with every number drawn the same, an agreement that is watched more
    /// closely ends no sooner.
    /// </summary>
    [Fact]
    public void Monitoring_Better_NeverShortensALife() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double[0, 1], Gen.Double[0, 1], Gen.ULong).Sample(
            (shape, one, other, seed) =>
            {
                var worse = Ends(Random(shape, Math.Min(one, other)), seed);
                var better = Ends(Random(shape, Math.Max(one, other)), seed);
                for (var replica = 0; replica < Replicas; replica++)
                {
                    Assert.True(Life(better[replica]) >= Life(worse[replica]), $"replica {replica} lives {Life(worse[replica])} days, better watched {Life(better[replica])}\n{Random(shape, one)}");
                }
            },
            iter: 60,
            threads: 1);

    [Theory]
    [InlineData("hurts: [a]", 0, "c")] // nobody is named, and a holds most against the camp of c
    [InlineData("hurts: [a], blamed_on: b", 0, "b")]
    [InlineData("hurts: [a], blamed_on: helper", 0, "helper")]
    [InlineData("hurts: [b], blamed_on: b", 1, "a")] // nobody puts it on itself
    [InlineData("hurts: [b], blamed_on: bystander", 1, "a")] // nor on its own camp
    public void Unseen_Incident_IsPutWhereTheHurtOneLooks(string spoiler, int hurt, string blamed)
    {
        var text = """
            schema: negotiation-sim/1
            name: blame
            calendar: {rounds: 1, start: 2020-01-01}
            issues: {deal: {options: [war, peace]}}
            actors:
              a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1}}}}
              b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1}}}}
              c: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1}}}}
              helper: {role: ratifier, of: c, preferences: {deal: {weight: 1, values: {war: 0, peace: 1}}}}
              bystander: {role: ratifier, of: b, preferences: {deal: {weight: 1, values: {war: 0, peace: 1}}}}
            protocol: {kind: tabled, text: {deal: peace}}
            events: [{id: insult, hazard: 1e9, while: implementation, effects: [{actor: a, tension: 1, against: helper}]}]
            implementation: {horizon: 20, monitoring: 0, breach: 0, spoilers: [{id: gang, rate: 7, severity: 0.001, SPOILER}]}
            """.Replace("SPOILER", spoiler, StringComparison.Ordinal);

        var incidents = new DirectBlock(ScenarioTexts.Read(text)).Run(1, 0).Transcript.Where(entry => entry.Move == Move.Incident).ToList();

        Assert.NotEmpty(incidents);
        Assert.All(incidents, entry => Assert.Equal((hurt, blamed), (Assert.Single(entry.Implementation!.Hurts), entry.Implementation.BlamedOn)));
    }

    private static int Life(int ended) => ended == 0 ? int.MaxValue : ended;

    private static int[] Ends(string text, ulong seed)
    {
        var result = new DirectBlock(ScenarioTexts.Read(text)).Play(new BlockSpec(seed, 0, Replicas, Tell: false));
        return [.. result.EndedPeriods.Take(Replicas)];
    }

    /// <summary>Two to four principals, ratifiers and outsiders, ties and spoilers of all kinds, no gates.</summary>
    private static string Random(int shape, double monitoring)
    {
        var dice = new Random(shape);
        var principals = Enumerable.Range(0, dice.Next(2, 5)).Select(k => $"p{k}").ToList();
        var others = Enumerable.Range(0, dice.Next(0, 4)).Select(k => $"q{k}").ToList();
        var text = new StringBuilder("""
            schema: negotiation-sim/1
            name: blame
            calendar: {rounds: 1}
            issues: {deal: {options: [war, peace]}}
            protocol: {kind: tabled, text: {deal: peace}}
            actors:

            """);
        foreach (var id in principals.Concat(others))
        {
            var isPrincipal = principals.Contains(id);
            var role = isPrincipal ? "principal" : dice.Next(3) == 0 ? "outsider" : Some($"ratifier, of: [{string.Join(", ", principals.Where(_ => dice.Next(2) == 0).DefaultIfEmpty("p0"))}], can_end: true", 1);
            text.AppendLine(FormattableString.Invariant($"  {id}: {{role: {role}, preferences: {{deal: {{weight: 1, values: {{war: 0, peace: 1}}}}}}, no_deal: {1 - 0.5 * dice.NextDouble()}}}"));
        }

        var ties = others.Where(_ => dice.Next(2) == 0).Select(id => FormattableString.Invariant($"{{patron: {Pick(principals)}, client: {id}, deeds: {dice.NextDouble() * 0.5}}}")).ToList();
        text.AppendLine($"ties: [{string.Join(", ", ties)}]");
        text.AppendLine(FormattableString.Invariant($"implementation: {{horizon: 60, monitoring: {monitoring}, revenge: {dice.NextDouble() * 0.1}, contagion: {dice.NextDouble()}, deterrence: {(dice.Next(2) == 0 ? 0 : dice.NextDouble())},"));
        var spoilers = Enumerable.Range(0, dice.Next(0, 4)).Select(k => FormattableString.Invariant($"{{id: s{k}, rate: {dice.NextDouble()}")
            + Some($", hurts: [{string.Join(", ", principals.Where(_ => dice.Next(2) == 0).DefaultIfEmpty("p0"))}]", 2)
            + Some($", blamed_on: {Pick([.. principals, .. others])}", 2) + Some($", camp: {Pick(principals)}", 2) + "}");
        text.AppendLine($"  spoilers: [{string.Join(", ", spoilers)}]}}");
        return text.ToString();

        string Pick(List<string> ids) => ids[dice.Next(ids.Count)];
        string Some(string part, int of) => dice.Next(of) == 0 ? part : "";
    }
}

using System.Collections.Immutable;
using System.Globalization;
using CsCheck;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>Lowered conditions against a naive reading of the written tests, on every outcome.</summary>
public sealed class ConditionTests
{
    private const string Head = """
        schema: negotiation-sim/1
        name: conditions
        calendar: {rounds: 10}
        issues:
          peace: {options: [none, truce, peace], may_stay_open: true}
          land: {options: {little: {at: 10}, more: {at: 40}, most: {at: 95}}}
          aid: {range: {from: 0, to: 1, step: 0.25}, may_stay_open: true}
          groups: {set_of: [alpha, beta]}
        actors:
          north: {role: principal, preferences: {peace: {weight: 1, ideal: 0}, aid: {weight: 1, ideal: 1}}}
          south: {role: principal, preferences: {land: {weight: 1, ideal: 0}, groups: {weight: 1, values: {alpha: 1}}}}
        """;

    /// <summary>What an outcome says: the written value per issue (null: open) and the members in the set.</summary>
    private sealed record Said(string? Peace, string Land, double? Aid, ImmutableHashSet<string> Groups);

    /// <summary>A written condition with its naive meaning.</summary>
    private sealed record Written(string Yaml, Func<Said, bool> Holds);

    private static readonly string[] PeaceOptions = ["none", "truce", "peace"];
    private static readonly string[] LandOptions = ["little", "more", "most"];
    private static readonly double[] LandPositions = [10, 40, 95];

    private static readonly (string Name, Func<double, double, bool> Holds)[] Comparing =
    [
        ("at_least", (v, x) => v >= x), ("at_most", (v, x) => v <= x), ("above", (v, x) => v > x), ("below", (v, x) => v < x),
    ];

    /// <summary>A test of one value; <c>Passes</c> is asked of values other than open only, <c>Open</c> says whether open passes.</summary>
    private sealed record Test<T>(string Yaml, Func<T, bool> Passes, bool Open);

    private static readonly Gen<Test<string>> PeaceTests = WithNot(Gen.OneOf(
        Gen.Int[0, 2].Select(i => new Test<string>(PeaceOptions[i], v => v == PeaceOptions[i], false)),
        Gen.Const(new Test<string>("open", _ => false, true)),
        Gen.Int[0, 2].Select(i => new Test<string>($"[{PeaceOptions[i]}, open]", v => v == PeaceOptions[i], true)),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], (i, c) => new Test<string>(
            $"{{{Comparing[c].Name}: {PeaceOptions[i]}}}", v => Comparing[c].Holds(Array.IndexOf(PeaceOptions, v), i), false))));

    private static readonly Gen<Test<string>> LandTests = WithNot(Gen.OneOf(
        Gen.Int[0, 2].Select(i => new Test<string>(LandOptions[i], v => v == LandOptions[i], false)),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 3], (p, c) => new Test<string>(
            $"{{{Comparing[c].Name}: {p * 5}}}", v => Comparing[c].Holds(LandPositions[Array.IndexOf(LandOptions, v)], p * 5), false)),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], (p, q) => new Test<string>(
            $"{{at_least: {p * 5}, below: {q * 5}}}", v => LandPositions[Array.IndexOf(LandOptions, v)] >= p * 5 && LandPositions[Array.IndexOf(LandOptions, v)] < q * 5, false))));

    private static readonly Gen<Test<double>> AidTests = WithNot(Gen.OneOf(
        Gen.Int[0, 4].Select(i => new Test<double>(Show(i * 0.25), v => v == i * 0.25, false)),
        Gen.Const(new Test<double>("open", _ => false, true)),
        Gen.Select(Gen.Int[-1, 9], Gen.Int[0, 3], (p, c) => new Test<double>($"{{{Comparing[c].Name}: {Show(p * 0.125)}}}", v => Comparing[c].Holds(v, p * 0.125), false))));

    private static readonly Gen<Test<ImmutableHashSet<string>>> GroupTests = WithNot(Gen.OneOf(
        Gen.Const(new Test<ImmutableHashSet<string>>("{includes: alpha}", s => s.Contains("alpha"), false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{excludes: beta}", s => !s.Contains("beta"), false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{includes_any: [alpha, beta]}", s => s.Count > 0, false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{includes_all: [beta, alpha]}", s => s.Count == 2, false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{is: [beta]}", s => s.SetEquals(["beta"]), false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{is: []}", s => s.Count == 0, false)),
        Gen.Const(new Test<ImmutableHashSet<string>>("{includes: alpha, excludes: beta}", s => s.SetEquals(["alpha"]), false))));

    private static readonly Gen<Written> Conditions = Gen.Recursive<Written>((depth, inner) =>
    {
        var single = Gen.OneOf(
            PeaceTests.Select(t => new Written($"{{peace: {t.Yaml}}}", o => o.Peace is null ? t.Open : t.Passes(o.Peace))),
            LandTests.Select(t => new Written($"{{land: {t.Yaml}}}", o => t.Passes(o.Land))),
            AidTests.Select(t => new Written($"{{aid: {t.Yaml}}}", o => o.Aid is null ? t.Open : t.Passes(o.Aid.Value))),
            GroupTests.Select(t => new Written($"{{groups: {t.Yaml}}}", o => t.Passes(o.Groups))),
            Gen.Select(LandTests, GroupTests, (l, g) => new Written($"{{land: {l.Yaml}, groups: {g.Yaml}}}", o => l.Passes(o.Land) && g.Passes(o.Groups))));
        return depth > 2 ? single : Gen.OneOf(
            single,
            inner.Select(c => new Written($"{{not: {c.Yaml}}}", o => !c.Holds(o))),
            Gen.Select(inner, inner, (a, b) => new Written($"{{all: [{a.Yaml}, {b.Yaml}]}}", o => a.Holds(o) && b.Holds(o))),
            Gen.Select(inner, inner, (a, b) => new Written($"{{any: [{a.Yaml}, {b.Yaml}]}}", o => a.Holds(o) || b.Holds(o))));
    });

    [Fact]
    public void Read_Condition_MeansWhatItSaysOnEveryOutcome() => Conditions.Sample(
        written =>
        {
            var result = ScenarioReader.Read($"{Head}\ninfeasible: [{written.Yaml}]\n", "conditions.yaml");
            Assert.True(result.Scenario is not null, $"{written.Yaml}: {string.Join("\n", result.Diagnostics)}");
            var condition = Assert.Single(result.Scenario!.Infeasible);
            Assert.NotEmpty(condition.Text);
            var space = result.Scenario.Space;
            for (var i = 0; i < (int)space.Count; i++)
            {
                var outcome = space.At(i);
                Assert.True(written.Holds(Say(outcome)) == Holds(condition, outcome), $"{written.Yaml} on {string.Join(",", outcome.Values)}");
            }
        },
        iter: 500);

    [Theory]
    [InlineData("normal(0.5, 0.1)", 0.5)]
    public void Read_UncertainLimit_BecomesAThreshold(string limit, double drawn)
    {
        var result = ScenarioReader.Read($"{Head}\ninfeasible: [{{aid: {{not: {{at_least: \"{limit}\"}}}}}}]\n", "conditions.yaml");

        var test = Assert.IsType<ThresholdTest>(Assert.Single(result.Scenario!.Infeasible));
        Assert.True(test.Negated);
        Assert.Equal([true, true, false, false, false, false], Enumerable.Range(0, 6).Select(v => test.Passes(v, drawn)));
        Assert.Equal("infeasible.0.aid.not.at_least", test.Limit.Path);
    }

    private static Gen<Test<T>> WithNot<T>(Gen<Test<T>> tests) => Gen.OneOf(
        tests,
        tests.Select(t => new Test<T>($"{{not: {t.Yaml}}}", v => !t.Passes(v), false)),
        tests.Select(t => new Test<T>($"{{not: {{not: {t.Yaml}}}}}", t.Passes, false)));

    private static Said Say(Outcome outcome)
    {
        var values = outcome.Values;
        return new Said(
            values[0] == 3 ? null : PeaceOptions[values[0]],
            LandOptions[values[1]],
            values[2] == 5 ? null : values[2] * 0.25,
            [.. new[] { "alpha", "beta" }.Where((_, m) => values[3 + m] == 1)]);
    }

    private static bool Holds(Condition condition, Outcome outcome) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, outcome)),
        AnyOf any => any.Parts.Any(part => Holds(part, outcome)),
        Negation not => !Holds(not.Part, outcome),
        ValueTest test => test.Allowed[outcome.Values[test.Component]],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

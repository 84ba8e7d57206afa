using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>An analysis tells apart as many actors, lines and values as the language allows.</summary>
public sealed class LimitTests
{
    private static readonly AnalysisOptions s_small = new() { Budget = 50_000_000 };

    [Theory]
    [InlineData("unanimity", 64, 0)]
    [InlineData("unanimity", 64, 31)]
    [InlineData("unanimity", 64, 32)]
    [InlineData("unanimity", 64, 63)]
    [InlineData("unanimity", 40, 3)]
    [InlineData("unanimity", 33, 32)]
    [InlineData("{majority: 1}", 64, 63)]
    [InlineData("{majority: 1}", 64, 7)]
    [InlineData("{majority: 0.99}", 40, 35)]
    [InlineData("{majority: 0.5, veto: [a61]}", 64, 61)]
    public void Analyze_OneNoDealValueOfManyBlocks_ItAloneIsToBeGivenUp(string agreement, int actors, int blocking)
    {
        var actor = (int a) => $"  a{a}: {{role: principal, no_deal: {(a == blocking ? 0.6 : 0.1)}, preferences: {{deal: {{weight: 1, values: {{no: 0, yes: {(a == blocking ? 0.3 : 1)} }} }} }} }}";

        var found = Analyze($$$$$$"""
            issues: {deal: {options: [no, yes]}}
            actors:
            {{{{{{string.Join('\n', Enumerable.Range(0, actors).Select(actor))}}}}}}
            protocol: {agreement: {{{{{{agreement}}}}}} }
            """).Blocking.Relaxations;

        var only = Assert.Single(found);
        Assert.Empty(only.Lines);
        Assert.Equal(blocking, Assert.Single(only.NoDeal).Actor);
    }

    /// <summary>More lines than can be told apart stay vetoes; what is named is right all the same.</summary>
    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(190)]
    [InlineData(253)]
    public void Analyze_OneRedLineOfManyBlocks_ItAloneIsToBeGivenUp(int blocking)
    {
        var lines = string.Join(", ", Enumerable.Range(0, 254).Select(l => $"{{id: l{l}, never: {{{(l == blocking ? "deal: yes" : "deal: no, other: [v9]")}}}}}"));

        var found = Analyze($$$$$$"""
            issues: {deal: {options: [no, yes]}, other: {options: [v0, v1, v2, v3, v4, v5, v6, v7, v8, v9]}}
            actors:
              x: {role: principal, no_deal: 0.1, preferences: {deal: {weight: 1, values: {no: 0, yes: 1}}}, red_lines: [ {{{{{{lines}}}}}} ]}
              y: {role: principal, no_deal: 0.1, preferences: {deal: {weight: 1, values: {no: 0, yes: 1}}}}
            """).Blocking.Relaxations;

        Assert.Contains(found, relaxation => relaxation.NoDeal.IsEmpty && relaxation.Lines.SequenceEqual([new LineOfActor(0, blocking)]));
    }

    private static ScenarioAnalysis Analyze(string rest)
    {
        var result = ScenarioReader.Read("schema: negotiation-sim/1\nname: at-the-limit\ncalendar: {rounds: 3}\n" + rest, "limit.yaml");
        Assert.True(result.Scenario is not null, string.Join('\n', result.Diagnostics));
        return ScenarioAnalyzer.Analyze(result.Scenario!, AnalysisCase.Central, s_small, TestContext.Current.CancellationToken);
    }
}

using System.Numerics;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Counting;

namespace NegotiationSim.Analysis.Tests;

/// <summary>What is exact at which size, in work that is counted and not timed.</summary>
public sealed class SizeTests
{
    /// <summary>A fraction of what an analysis may do by default; some seconds of one core.</summary>
    private static readonly AnalysisOptions s_modest = new() { Budget = 4_000_000_000 };

    [Theory]
    [InlineData(1, 0.5, 2)]
    [InlineData(3, 0.4, 3)]
    public void Analyze_ABillionOutcomesAndSixActors_IsExact(int seed, double noDeal, int linkages)
    {
        var scenario = new LargeScenarios { Seed = seed, NoDeal = noDeal, Linkages = linkages, Lines = 2 }.Create();

        var analysis = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Central, s_modest, TestContext.Current.CancellationToken);

        Assert.Equal(BigInteger.Pow(4, 15), analysis.Total);
        Assert.Equal(Existence.Yes, analysis.Zone.Exists);
        Assert.True(analysis.Zone.Count.IsExact && analysis.Feasible.IsExact && analysis.Solutions.IsExact);
        Assert.All(analysis.Actors, actor => Assert.True(actor.IsExact));
    }

    [Fact]
    public void Analyze_ABillionOutcomesAndNoZone_FindsAllThatBlocksIt()
    {
        var scenario = new LargeScenarios { NoDeal = 0.6, Lines = 3 }.Create();

        var analysis = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Central, s_modest, TestContext.Current.CancellationToken);

        Assert.Equal(Existence.No, analysis.Zone.Exists);
        Assert.True(analysis.Blocking.IsComplete && analysis.Solutions.IsExact);
        Assert.NotEmpty(analysis.Blocking.Relaxations);
        Assert.All(analysis.Blocking.Relaxations, relaxation => Opens(scenario, relaxation));
    }

    /// <summary>The outcome crosses no line and falls short of no value that is not in the set.</summary>
    private static void Opens(Scenario scenario, Relaxation relaxation)
    {
        var file = CaseFile.Open(scenario, AnalysisCase.Central);
        for (var actor = 0; actor < scenario.Actors.Length; actor++)
        {
            var standpoint = file.Of(actor);
            var crossed = standpoint.HeldLines.Where((_, at) => standpoint.Vetoes[at].Holds(relaxation.Opens.Span)).Select(line => new LineOfActor(actor, line));
            Assert.All(crossed, line => Assert.Contains(line, relaxation.Lines));
            var isShort = standpoint.Utility.Evaluate(relaxation.Opens.Span) < standpoint.NoDeal - 1e-9;
            Assert.Equal(isShort, relaxation.NoDeal.Any(shortfall => shortfall.Actor == actor));
        }
    }

    [Theory]
    [InlineData("unanimity")]
    [InlineData("{majority: 0.6, veto: [a0]}")]
    public void Count_AMillionOutcomes_EqualsEnumeration(string agreement)
    {
        var scenario = new LargeScenarios { Issues = 10, NoDeal = 0.5, Lines = 2, Linkages = 3, Infeasible = 3, Agreement = agreement }.Create();
        var file = CaseFile.Open(scenario, AnalysisCase.Central);

        var count = new OutcomeCounter(new WorkBudget(s_modest.Budget, default), s_modest.ForAll).Count(Questions.Zone(file));

        Assert.Equal(OutcomeCount.Exactly(ByEnumeration(scenario, file)), count);
    }

    private static int ByEnumeration(Scenario scenario, CaseFile file)
    {
        var outcome = new ushort[scenario.Space.Components.Length];
        var count = 0;
        for (var index = 0; index < (int)scenario.Space.Count; index++)
        {
            for (var (c, rest) = (outcome.Length - 1, index); c >= 0; c--)
            {
                (rest, var value) = Math.DivRem(rest, scenario.Space.Components[c].ValueCount);
                outcome[c] = (ushort)value;
            }

            if (!file.Infeasible.Any(condition => condition.Holds(outcome)))
            {
                var accepting = Enumerable.Range(0, scenario.Actors.Length)
                    .Where(a => file.Of(a).Utility.Evaluate(outcome) >= file.Of(a).NoDeal - 1e-9 && !file.Of(a).Vetoes.Any(line => line.Holds(outcome))).ToList();
                count += file.Consent.Always.All(accepting.Contains) && accepting.Count(file.Consent.Counted.Contains) >= file.Consent.AtLeast ? 1 : 0;
            }
        }

        return count;
    }

    [Fact]
    public void Count_TenToTheThirtyOutcomes_IsExactWhereActorsCareAboutDifferentThings()
    {
        var apart = new LargeScenarios { Issues = 50, Cares = 8, Linkages = 0, Lines = 1, Infeasible = 2 }.Create();
        var file = CaseFile.Open(apart, AnalysisCase.Central);
        var counter = new OutcomeCounter(new WorkBudget(s_modest.Budget, default), s_modest.ForAll);

        var zone = counter.Count(Questions.Zone(file));

        Assert.Equal(BigInteger.Pow(4, 50), apart.Space.Count);
        Assert.True(zone.IsExact);
        Assert.InRange(zone.AtLeast, 1, apart.Space.Count - 1);
        Assert.True(counter.Count(Questions.Feasible(file)).IsExact);
    }

    [Fact]
    public void Count_TenToTheThirtyOutcomesThatAllCareAbout_IsBounded()
    {
        var scenario = new LargeScenarios { Issues = 50, NoDeal = 0.3, Infeasible = 2 }.Create();
        var counter = new OutcomeCounter(new WorkBudget(s_modest.Budget, default), s_modest.ForAll);

        var zone = counter.Count(Questions.Zone(CaseFile.Open(scenario, AnalysisCase.Central)));

        Assert.False(zone.IsExact);
        Assert.True(zone.AtLeast <= zone.AtMost && zone.AtMost <= scenario.Space.Count);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    [InlineData(10_000_000)]
    public void Count_WithTooLittleBudget_GivesBoundsThatHold(long budget)
    {
        var scenario = new LargeScenarios { Issues = 10, Lines = 2, Linkages = 3, Infeasible = 3 }.Create();
        var file = CaseFile.Open(scenario, AnalysisCase.Central);
        var truth = ByEnumeration(scenario, file);

        var count = new OutcomeCounter(new WorkBudget(budget, default), s_modest.ForAll).Count(Questions.Zone(file));

        Assert.InRange(truth, (int)count.AtLeast, (int)count.AtMost);
    }

    [Fact]
    public void Analyze_PiecesInAnotherOrder_IsTheSame()
    {
        var scenario = new LargeScenarios { Issues = 11, NoDeal = 0.5, Lines = 2 }.Create();
        var backwards = s_modest with
        {
            ForAll = static (count, piece) =>
            {
                for (var i = count - 1; i >= 0; i--)
                {
                    piece(i);
                }
            },
            Budget = 3_000_000,
        };

        var one = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Central, s_modest with { Budget = 3_000_000 }, TestContext.Current.CancellationToken);
        var other = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Central, backwards, TestContext.Current.CancellationToken);

        Assert.Equal(one.Zone.Count, other.Zone.Count);
        Assert.Equal(one.Pareto.Count, other.Pareto.Count);
        Assert.Equal(one.Actors.Select(actor => actor.Acceptable), other.Actors.Select(actor => actor.Acceptable));
        Assert.Equal(one.Solutions.Nash.Points.Select(point => string.Join(' ', point.Terms.Values)), other.Solutions.Nash.Points.Select(point => string.Join(' ', point.Terms.Values)));
    }
}

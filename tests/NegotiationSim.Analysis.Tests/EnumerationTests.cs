using CsCheck;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>On scenarios small enough to look at every outcome, the analysis finds exactly what looking at every outcome finds.</summary>
public sealed class EnumerationTests
{
    private static readonly int s_cases = Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1" ? 100_000 : 3_000;

    [Fact]
    public void Analyze_SmallScenario_EqualsEnumeration() =>
        Gen.Select(SharpScenarios.All, Gen.ULong[0, 1000]).Sample((scenario, seed) => Compare(scenario, seed), iter: s_cases, threads: 2);

    private static void Compare(Scenario scenario, ulong seed)
    {
        var seen = new SeenByEnumeration(scenario, seed, 3);
        var analysis = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Of(seed, 3));
        Assert.True(analysis.IsExact);
        Assert.Equal(scenario.Space.Count, analysis.Total);
        Assert.Equal(OutcomeCount.Exactly(seen.Feasible.Length), analysis.Feasible);
        foreach (var outlook in analysis.Actors)
        {
            CompareOutlook(scenario, seen, outlook);
        }

        Assert.Equal(OutcomeCount.Exactly(seen.Zone.Length), analysis.Zone.Count);
        Assert.Equal(seen.Zone.Length > 0 ? Existence.Yes : Existence.No, analysis.Zone.Exists);
        Assert.Equal(seen.Zone.Length > 0, analysis.Zone.Example is not null);
        Assert.Equal(seen.Signing, analysis.Signatories.Actors);
        Assert.Equal((OutcomeCount.Exactly(seen.SignatoriesZone.Length), seen.SignatoriesZone.Length > 0 ? Existence.Yes : Existence.No), (analysis.Signatories.Count, analysis.Signatories.Exists));
        Assert.Equal(seen.SignatoriesZone.Length > 0, analysis.Signatories.Example is { } signed && seen.SignatoriesZone.Any(o => seen.Feasible[o].Equals(signed)));
        if (analysis.Zone.Example is { } example)
        {
            Assert.Contains(example, seen.Zone.Select(o => seen.Feasible[o]));
        }

        for (var c = 0; c < scenario.Space.Components.Length; c++)
        {
            Assert.Equal(
                Enumerable.Range(0, scenario.Space.Components[c].ValueCount).Select(v => seen.Zone.Any(o => seen.Feasible[o].Values[c] == v) ? Existence.Yes : Existence.No),
                analysis.Zone.Options[c]);
        }

        CompareBlocking(scenario, seed, seen, analysis.Blocking);
        CompareFrontier(seen, analysis);
        CompareSolutions(seen, analysis.Solutions);
    }

    private static void CompareOutlook(Scenario scenario, SeenByEnumeration seen, ActorOutlook outlook)
    {
        var a = outlook.Actor;
        Assert.Equal(OutcomeCount.Exactly(Enumerable.Range(0, seen.Feasible.Length).Count(o => seen.Accepts(a, o))), outlook.Acceptable);
        Assert.Equal(seen.NoDeal[a], outlook.NoDeal, 1e-9);
        int[] permitted = [.. Enumerable.Range(0, seen.Feasible.Length).Where(o => seen.Crossed[a][o].Length == 0)];
        if (permitted.Length == 0)
        {
            Assert.Null(outlook.Ideal);
        }
        else
        {
            var best = permitted.Max(o => seen.Utilities[a][o]);
            Assert.Equal(seen.Feasible[permitted.First(o => seen.Utilities[a][o] > best - 1e-9)], outlook.Ideal);
            Assert.Equal(best, outlook.IdealUtility, 1e-9);
        }

        Assert.Equal(seen.Feasible.Length == 0 ? double.NaN : seen.Utilities[a].Min(), outlook.WorstFeasible, 1e-9);
        for (var c = 0; c < scenario.Space.Components.Length; c++)
        {
            for (var v = 0; v < scenario.Space.Components[c].ValueCount; v++)
            {
                var isAccepted = Enumerable.Range(0, seen.Feasible.Length).Any(o => seen.Feasible[o].Values[c] == v && seen.Accepts(a, o));
                Assert.Equal(isAccepted, outlook.Options[c][v] == OptionStance.Acceptable);
            }
        }
    }

    private static void CompareBlocking(Scenario scenario, ulong seed, SeenByEnumeration seen, Blocking blocking)
    {
        var glance = ScenarioAnalyzer.Glance(scenario, AnalysisCase.Of(seed, 3));
        Assert.Equal(seen.Zone.Length > 0 ? Existence.Yes : Existence.No, glance.Zone);
        Assert.Equal(seen.SignatoriesZone.Length > 0 ? Existence.Yes : Existence.No, glance.Signatories);
        Assert.Equal(glance.Zone, ScenarioAnalyzer.Zones(scenario, seed, 4)[3]);
        Assert.True(glance.IsDecided);
        if (seen.Zone.Length > 0)
        {
            Assert.Empty(blocking.Relaxations);
            Assert.Empty(blocking.Pairs);
            return;
        }

        Assert.Equal(seen.Pairs(), blocking.Pairs.Select(pair => (pair.First, pair.Second)));
        var expected = seen.Relaxations();
        var found = blocking.Relaxations.Select(r => (Demands: r.Lines.Select(l => (l.Actor, l.Line)).Concat(r.NoDeal.Select(n => (n.Actor, -1))).ToHashSet(), Relaxation: r)).ToList();
        Assert.Equal(expected.Select(set => Text(set.Demands)).Order(StringComparer.Ordinal), found.Select(set => Text(set.Demands)).Order(StringComparer.Ordinal));
        foreach (var (demands, opens) in expected)
        {
            var relaxation = found.Single(r => r.Demands.SetEquals(demands)).Relaxation;
            Assert.Equal(seen.Feasible[opens], relaxation.Opens);
            Assert.All(relaxation.NoDeal, shortfall => Assert.Equal(seen.Shortfalls[shortfall.Actor][opens], shortfall.Amount, 1e-9));
        }

        var order = blocking.Relaxations.Select(r => (r.Size, r.Amount)).ToList();
        for (var i = 1; i < order.Count; i++)
        {
            Assert.True(order[i - 1].Size < order[i].Size || (order[i - 1].Size == order[i].Size && order[i - 1].Amount < order[i].Amount + 1e-9));
        }

        Assert.Equal(Text(blocking.Relaxations.FirstOrDefault()), Text(glance.Blocking));
    }

    private static string Text(HashSet<(int Actor, int Line)> demands) => string.Join(' ', demands.Order());

    private static string Text(Relaxation? relaxation) =>
        relaxation is null ? "" : string.Join(' ', relaxation.Lines) + string.Join(' ', relaxation.NoDeal) + string.Join(' ', relaxation.Opens.Values);

    private static void CompareFrontier(SeenByEnumeration seen, ScenarioAnalysis analysis)
    {
        var frontier = seen.Feasible.Length == 0 ? [] : seen.Frontier();
        Assert.Equal(OutcomeCount.Exactly(frontier.Count), analysis.Pareto.Count);
        Assert.Equal(
            frontier.Select(o => string.Join(' ', seen.Feasible[o].Values)).Order(StringComparer.Ordinal),
            analysis.Pareto.Points.Select(p => string.Join(' ', p.Terms.Values)).Order(StringComparer.Ordinal));
    }

    private static void CompareSolutions(SeenByEnumeration seen, BargainingSolutions solutions)
    {
        Assert.Equal(seen.IsUnconstrained, solutions.Unconstrained);
        if (seen.Feasible.Length == 0)
        {
            Assert.Empty(solutions.Nash.Points);
            return;
        }

        Compare(seen, seen.Nash(), seen.ProductOfGains, solutions.Nash);
        Compare(seen, seen.KalaiSmorodinsky(), seen.SmallestShare, solutions.KalaiSmorodinsky);
        Compare(seen, seen.Egalitarian(), seen.SmallestGain, solutions.Egalitarian);
        Compare(seen, seen.Utilitarian(), point => point.Sum(), solutions.Utilitarian);
    }

    private static void Compare(SeenByEnumeration seen, List<int> optima, Func<double[], double> value, BargainingSolution solution)
    {
        Assert.Equal(optima.Select(o => string.Join(' ', seen.Feasible[o].Values)), solution.Points.Select(point => string.Join(' ', point.Terms.Values)));
        Assert.Equal(seen.Range.Max(o => value(seen.Point(o))), solution.Points.Max(point => point.Value), 1e-9);
        Assert.All(solution.Points.Zip(optima), pair => Assert.All(pair.First.Utilities.Zip(seen.Point(pair.Second)), u => Assert.Equal(u.Second, u.First, 1e-9)));
    }

    /// <summary>With room for two points only, ties are not listed but searched, goal by goal, as in a space too large to list.</summary>
    [Fact]
    public void Analyze_TiesTooManyToList_SearchesThemGoalByGoal() =>
        Gen.Select(SharpScenarios.All, Gen.ULong[0, 1000]).Sample(
            (scenario, seed) =>
            {
                var seen = new SeenByEnumeration(scenario, seed, 3);
                var solutions = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Of(seed, 3), new AnalysisOptions { MostPoints = 2 }).Solutions;
                if (seen.Feasible.Length > 0)
                {
                    AssertAmong(seen, seen.Nash(), solutions.Nash);
                    AssertAmong(seen, seen.KalaiSmorodinsky(), solutions.KalaiSmorodinsky);
                    AssertAmong(seen, seen.Egalitarian(), solutions.Egalitarian);
                    AssertAmong(seen, seen.Utilitarian(), solutions.Utilitarian);
                }
            },
            iter: s_cases / 10,
            threads: 2);

    private static void AssertAmong(SeenByEnumeration seen, List<int> optima, BargainingSolution solution)
    {
        Assert.True(solution.IsProven);
        Assert.Equal(optima.Count <= 2, solution.IsComplete);
        Assert.Equal(Math.Min(2, optima.Count), solution.Points.Length);
        Assert.All(solution.Points, point => Assert.Contains(
            optima, o => seen.Point(o).Zip(point.Utilities).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9)));
    }

    /// <summary>Whatever is listed of the frontier and of any solution, nobody could have more of without another's having less.</summary>
    [Fact]
    public void Analyze_SmallScenario_ListsNothingThatIsDominated() =>
        Gen.Select(SharpScenarios.All, Gen.ULong[0, 1000]).Sample(
            (scenario, seed) =>
            {
                var seen = new SeenByEnumeration(scenario, seed, 1);
                var analysis = ScenarioAnalyzer.Analyze(scenario, AnalysisCase.Of(seed, 1));
                var (pareto, all) = (analysis.Pareto.Points, analysis.Solutions);
                var listed = pareto.Select(point => point.Utilities).Concat(
                    new[] { all.Nash, all.KalaiSmorodinsky, all.Egalitarian, all.Utilitarian }.SelectMany(solution => solution.Points).Select(point => point.Utilities));
                Assert.All(listed, point => Assert.False(seen.IsDominated([.. point])));
            },
            iter: s_cases / 10,
            threads: 2);
}

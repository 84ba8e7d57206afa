using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Analysis.Solving;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Counting;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis;

/// <summary>Everything that <c>analyze</c> computes. Stateless; safe to call from many threads.</summary>
public static class ScenarioAnalyzer
{
    /// <summary>A look at one of many draws has this part of the budget.</summary>
    private const int GlanceBudget = 8;

    /// <summary>The whole analysis of one case.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="analysisCase">The central case, or one replica.</param>
    /// <param name="options">How much may be done; null: the defaults.</param>
    /// <param name="cancel">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public static ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, AnalysisOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new AnalysisOptions();
        WorkBudget Budget(int part) => new(options.Budget / part, cancel);
        var file = CaseFile.Open(scenario, analysisCase);
        int[] all = [.. Enumerable.Range(0, scenario.Actors.Length).Where(a => file.Standpoints[a] is not null)];
        var (exists, witness) = OutcomeSearch.Any(SliceBuilder.Build(Questions.Zone(file)), Budget(8));
        var isUnconstrained = exists == Existence.No;

        // Questions that need no other's answer are put at once.
        var actors = new ActorOutlook[all.Length];
        var (feasible, count) = (default(OutcomeCount), default(OutcomeCount));
        Blocking blocking = null!;
        SignatoriesZone? signatories = null;
        InAnyOrder(
            options,
            [
                () => count = isUnconstrained ? OutcomeCount.Exactly(0) : new OutcomeCounter(Budget(1), options.ForAll).Count(Questions.Zone(file)),
                () => blocking = Block(file, exists, options, cancel),
                () => signatories = SignatoriesOf(file, options, cancel),
                () => feasible = new OutcomeCounter(Budget(8), options.ForAll).Count(Questions.Feasible(file)),
                .. all.Select((actor, i) => (Action)(() => actors[i] = new Outlooks(file, options, all.Length, cancel).Of(actor))),
            ]);
        var worst = new double[scenario.Actors.Length];
        foreach (var actor in actors)
        {
            worst[actor.Actor] = actor.WorstFeasible;
        }

        var solutions = new Bargaining(file, options, cancel).Solve(worst, isUnconstrained);
        var example = isUnconstrained ? null : Example(solutions, witness);
        ParetoFrontier pareto = null!;
        var grid = ImmutableArray<ImmutableArray<Existence>>.Empty;
        InAnyOrder(
            options,
            [
                () => pareto = new Frontier(file, options, cancel).Find(isUnconstrained, isUnconstrained ? feasible.AtMost : count.AtMost, solutions),
                () => grid = OptionGrid.Of(Questions.Zone(file), isUnconstrained ? [] : InZone(solutions, witness), Budget(2)),
            ]);
        var zone = ZoneOf(count, exists, example, grid);
        return new ScenarioAnalysis
        {
            Scenario = scenario,
            Case = analysisCase,
            Total = scenario.Space.Count,
            Feasible = feasible,
            Consent = file.Consent,
            Actors = [.. actors],
            Zone = zone,
            Signatories = signatories ?? new SignatoriesZone { Actors = file.Signatories.All, Count = zone.Count, Exists = zone.Exists, Example = zone.Example },
            Blocking = blocking,
            Pareto = pareto,
            Solutions = solutions,
            Baselines = IssueBaselines.Of(file),
        };
    }

    /// <summary>The zone of those who sign; null where it is the zone, since no ratifier is needed.</summary>
    private static SignatoriesZone? SignatoriesOf(CaseFile file, AnalysisOptions options, CancellationToken cancel)
    {
        if (file.Signatories.Always.Length == file.Consent.Always.Length)
        {
            return null;
        }

        var query = Questions.SignatoriesZone(file);
        var (exists, witness) = OutcomeSearch.Any(SliceBuilder.Build(query), new WorkBudget(options.Budget / 8, cancel));
        var count = exists == Existence.No ? OutcomeCount.Exactly(0) : new OutcomeCounter(new WorkBudget(options.Budget / 2, cancel), options.ForAll).Count(query);
        return new SignatoriesZone { Actors = file.Signatories.All, Count = AtLeastWhatIsKnown(count, exists), Exists = exists, Example = witness is null ? null : new Outcome([.. witness]) };
    }

    private static OutcomeCount AtLeastWhatIsKnown(OutcomeCount count, Existence exists) => exists == Existence.Yes && count.AtLeast.IsZero ? count with { AtLeast = 1 } : count;

    private static Outcome? Example(BargainingSolutions solutions, ushort[]? witness) =>
        solutions.Nash.Points.Length > 0 ? solutions.Nash.Points.MaxBy(point => point.Value)!.Terms : witness is null ? null : new Outcome([.. witness]);

    private static Zone ZoneOf(OutcomeCount count, Existence exists, Outcome? example, ImmutableArray<ImmutableArray<Existence>> grid) => new()
    {
        Count = AtLeastWhatIsKnown(count, exists),
        Exists = exists == Existence.Undecided && example is not null ? Existence.Yes : exists,
        Example = example,
        Options = grid,
    };

    private static void InAnyOrder(AnalysisOptions options, Action[] pieces) => options.ForAll(pieces.Length, i => pieces[i]());

    /// <summary>Outcomes that the zone is known to have.</summary>
    private static List<ushort[]> InZone(BargainingSolutions solutions, ushort[]? witness)
    {
        List<ushort[]> known = [.. solutions.All.SelectMany(solution => solution.Points.Take(8)).Select(point => point.Terms.Values.ToArray())];
        if (witness is not null)
        {
            known.Add(witness);
        }

        return known;
    }

    private static Blocking Block(CaseFile file, Existence zone, AnalysisOptions options, CancellationToken cancel)
    {
        if (zone != Existence.No)
        {
            return new Blocking { Relaxations = [], Pairs = [], UndecidedPairs = [], AreRelaxationsComplete = zone == Existence.Yes };
        }

        var (relaxations, isComplete) = new BlockingSets(file, options, cancel).All();
        var (excluding, undecided) = ExcludingPairs(file, new WorkBudget(options.Budget / 8, cancel));
        return new Blocking { Relaxations = relaxations, Pairs = excluding, UndecidedPairs = undecided, AreRelaxationsComplete = isComplete };
    }

    /// <summary>Pairs of actors whose consent is always needed and that accept no feasible outcome in common.</summary>
    private static (ImmutableArray<ActorPair> Excluding, ImmutableArray<ActorPair> Undecided) ExcludingPairs(CaseFile file, WorkBudget budget)
    {
        var (excluding, undecided) = (ImmutableArray.CreateBuilder<ActorPair>(), ImmutableArray.CreateBuilder<ActorPair>());
        var always = file.Consent.Always;
        for (var i = 0; i < always.Length; i++)
        {
            for (var j = i + 1; j < always.Length; j++)
            {
                switch (budget.IsSpent ? Existence.Undecided
                    : OutcomeSearch.Any(SliceBuilder.Build(Questions.AcceptableTo(file, [always[i], always[j]]), budget: budget), budget).Exists)
                {
                    case Existence.No:
                        excluding.Add(new ActorPair(always[i], always[j]));
                        break;
                    case Existence.Undecided:
                        undecided.Add(new ActorPair(always[i], always[j]));
                        break;
                }
            }
        }

        return (excluding.ToImmutable(), undecided.ToImmutable());
    }

    /// <summary>Whether there is a zone and, if not, the smallest blocking set: milliseconds for an ordinary scenario.</summary>
    public static ZoneGlance Glance(Scenario scenario, AnalysisCase analysisCase, AnalysisOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new AnalysisOptions();
        options = options with { Budget = options.Budget / GlanceBudget };
        var file = CaseFile.Open(scenario, analysisCase, ofEverybody: false);
        var exists = ZoneOf(file, options.Budget, cancel);
        if (exists != Existence.No)
        {
            // Whatever all accept, those accept who sign.
            return new ZoneGlance(exists, null, exists == Existence.Yes) { Signatories = exists };
        }

        var signatories = file.Signatories.Always.Length == file.Consent.Always.Length ? exists
            : OutcomeSearch.Any(SliceBuilder.Build(Questions.SignatoriesZone(file)), new WorkBudget(options.Budget, cancel)).Exists;

        var (smallest, isComplete) = new BlockingSets(file, options, cancel).Smallest();
        return new ZoneGlance(exists, smallest, isComplete) { Signatories = signatories };
    }

    /// <summary>Whether there is a zone in each of the replicas 0 to <paramref name="runs"/> - 1; what blocks it where there is none is not asked.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="options">How much may be done per replica; null: the defaults.</param>
    /// <param name="progress">Hears how many replicas are done.</param>
    /// <param name="cancel">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public static ImmutableArray<Existence> Zones(
        Scenario scenario, ulong seed, long runs, AnalysisOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        options ??= new AnalysisOptions();
        var zones = new Existence[runs];
        var done = 0L;
        options.ForAll(FrequencyTally.Blocks(runs), block =>
        {
            var first = (long)block * FrequencyTally.BlockSize;
            var count = Math.Min(FrequencyTally.BlockSize, runs - first);
            for (var replica = first; replica < first + count; replica++)
            {
                cancel.ThrowIfCancellationRequested();
                zones[replica] = ZoneOf(CaseFile.Open(scenario, AnalysisCase.Of(seed, replica), ofEverybody: false), options.Budget / GlanceBudget, cancel);
            }

            progress?.Report(Interlocked.Add(ref done, count));
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(zones);
    }

    private static Existence ZoneOf(CaseFile file, long budget, CancellationToken cancel) =>
        OutcomeSearch.Any(SliceBuilder.Build(Questions.Zone(file)), new WorkBudget(budget, cancel)).Exists;

    /// <summary><see cref="Glance"/> over the replicas 0 to <paramref name="runs"/> - 1.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="options">How much may be done per replica; null: the defaults.</param>
    /// <param name="progress">Hears how many replicas are done.</param>
    /// <param name="cancel">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public static ZoneFrequency Frequency(
        Scenario scenario, ulong seed, long runs, AnalysisOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        options ??= new AnalysisOptions();
        var tally = new FrequencyTally(seed, runs);
        options.ForAll(FrequencyTally.Blocks(runs), block => tally.Enter(block, scenario, options, progress, cancel));
        return tally.Sum();
    }
}

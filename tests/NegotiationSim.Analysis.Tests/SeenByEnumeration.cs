using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>A small negotiation seen from above by looking at every outcome, from the documents alone and with the reference's own utilities, lines and draws.</summary>
internal sealed class SeenByEnumeration
{
    private const double Tolerance = 1e-9;

    private readonly Scenario _scenario;
    private readonly NaiveDraws _draws;
    private readonly NaiveActor?[] _actors;
    private List<int>? _frontier;
    private double[]? _disagreement;

    public SeenByEnumeration(Scenario scenario, ulong seed, long replica)
    {
        _scenario = scenario;
        _draws = new NaiveDraws(scenario, seed, replica);
        _actors = [.. scenario.Actors.Select((actor, i) => actor.Preferences is null ? null : new NaiveActor(scenario, i, _draws))];
        Feasible = [.. Enumerable.Range(0, (int)scenario.Space.Count).Select(i => scenario.Space.At(i))
            .Where(outcome => !scenario.Infeasible.Any(condition => NaiveCondition.Holds(condition, outcome, _draws)))];
        Utilities = [.. _actors.Select(actor => actor is null ? [] : Feasible.Select(actor.Utility).ToArray())];
        Crossed = [.. _actors.Select(actor => actor is null ? [] : Feasible.Select(outcome => actor.CrossedLines(outcome).ToArray()).ToArray())];
        NoDeal = [.. _actors.Select(actor => actor?.NoDeal(1) ?? 0)];
        Shortfalls = [.. Enumerable.Range(0, _actors.Length).Select(a => Utilities[a].Select((utility, o) => NoDeal[a] - Worth(a, Feasible[o], utility)).ToArray())];
        Always = [.. Enumerable.Range(0, _actors.Length).Where(IsAlwaysNeeded)];
        Counted = scenario.Protocol.Agreement is Majority ? [.. Enumerable.Range(0, _actors.Length).Where(a => scenario.Actors[a].Role == Role.Principal)] : [];
        All = [.. Always.Union(Counted).Order()];
        Signing = [.. All.Where(actor => scenario.Actors[actor].Role == Role.Principal)];
        SignatoriesZone = [.. Enumerable.Range(0, Feasible.Length).Where(o => Consents(o, (actor, outcome) => scenario.Actors[actor].Role == Role.Ratifier || Accepts(actor, outcome)))];
        Zone = [.. Enumerable.Range(0, Feasible.Length).Where(o => Consents(o, Accepts))];
    }

    /// <summary>Feasible outcomes in enumeration order; everything else goes by their places here.</summary>
    public Outcome[] Feasible { get; }

    public double[][] Utilities { get; }

    public int[][][] Crossed { get; }

    public double[] NoDeal { get; }

    public double[][] Shortfalls { get; }

    public int[] Always { get; }

    public int[] Counted { get; }

    public int[] All { get; }

    public int[] Zone { get; }

    public int[] Signing { get; }

    public int[] SignatoriesZone { get; }

    public bool IsUnconstrained => Zone.Length == 0;

    /// <summary>What frontier and solutions range over.</summary>
    public int[] Range => IsUnconstrained ? [.. Enumerable.Range(0, Feasible.Length)] : Zone;

    public bool Accepts(int actor, int outcome) => Crossed[actor][outcome].Length == 0 && Shortfalls[actor][outcome] <= Tolerance;

    public double[] Point(int outcome) => [.. All.Select(actor => Utilities[actor][outcome])];

    /// <summary>The first outcome of every distinct point.</summary>
    public List<int> Distinct(IEnumerable<int> outcomes)
    {
        var first = new List<int>();
        foreach (var o in outcomes)
        {
            if (!first.Exists(p => All.All(actor => Math.Abs(Utilities[actor][p] - Utilities[actor][o]) < Tolerance)))
            {
                first.Add(o);
            }
        }

        return first;
    }

    public List<int> Frontier() => _frontier ??= Distinct(Range.Where(o => !Array.Exists(Range, p => Dominates(p, o))));

    private bool Dominates(int p, int o) =>
        All.All(a => Utilities[a][p] > Utilities[a][o] - Tolerance) && All.Any(a => Utilities[a][p] >= Utilities[a][o] + Tolerance);

    public double[] Disagreement() => _disagreement ??= [.. All.Select(a => IsUnconstrained ? Utilities[a].Min() : Math.Max(NoDeal[a], Utilities[a].Min()))];

    /// <summary>Whether another outcome of the range is nowhere worse and somewhere better.</summary>
    public bool IsDominated(double[] point) => Array.Exists(Range, p =>
        All.Zip(point).All(pair => Utilities[pair.First][p] > pair.Second - Tolerance) && All.Zip(point).Any(pair => Utilities[pair.First][p] >= pair.Second + Tolerance));

    /// <summary>
    /// The Nash solution: the largest product of gains; where somebody cannot gain the product of the others, then the sum for those who cannot; where the product is
    /// nothing the egalitarian solution.
    /// </summary>
    public List<int> Nash()
    {
        var (d, spans) = (Disagreement(), Spans());
        var gaining = Enumerable.Range(0, d.Length).Where(k => spans[k] > 0).ToArray();
        var frontier = Frontier();
        double Mean(int o) => gaining.Any(k => Point(o)[k] - d[k] < Tolerance) ? 0 : Math.Pow(gaining.Aggregate(1.0, (product, k) => product * (Point(o)[k] - d[k])), 1.0 / gaining.Length);
        return gaining.Length == 0 || frontier.Max(Mean) <= 0 ? Egalitarian()
            : Best(Best(frontier, Mean), o => Point(o).Where((_, k) => spans[k] <= 0).Sum());
    }

    /// <summary>The value shown for it.</summary>
    public double ProductOfGains(double[] point) => point.Zip(Disagreement(), (u, d) => Math.Max(0, u - d)).Aggregate(1.0, (product, gain) => product * gain);

    public List<int> Egalitarian() => Leximin([.. All.Select(_ => 1.0)]);

    public double SmallestGain(double[] point) => Math.Max(0, point.Zip(Disagreement(), (u, d) => u - d).Min());

    public List<int> KalaiSmorodinsky() => Leximin(Spans());

    public double SmallestShare(double[] point)
    {
        var (d, spans) = (Disagreement(), Spans());
        var shares = Enumerable.Range(0, d.Length).Where(k => spans[k] > 0).Select(k => (point[k] - d[k]) / spans[k]).ToList();
        return shares.Count == 0 ? 1 : Math.Max(0, shares.Min());
    }

    public List<int> Utilitarian() => Best(Frontier(), o => Point(o).Sum());

    /// <summary>How far each can get from its disagreement; 0 for who cannot.</summary>
    private double[] Spans() => [.. All.Select(a => Range.Max(o => Utilities[a][o])).Zip(Disagreement(), (best, d) => best - d >= Tolerance ? best - d : 0)];

    /// <summary>Of the frontier the points whose smallest share is largest, of those the ones whose second smallest is, and so on; at last those with the largest sum, losses counted.</summary>
    private List<int> Leximin(double[] scale)
    {
        var d = Disagreement();
        double[] Shares(int o) => [.. Enumerable.Range(0, d.Length).Where(k => scale[k] > 0).Select(k => Math.Max(0, (Point(o)[k] - d[k]) / scale[k])).Order()];
        var left = Frontier();
        for (var rank = 0; rank < scale.Count(s => s > 0); rank++)
        {
            left = Best(left, o => Shares(o)[rank]);
        }

        return Best(left, o => Point(o).Select((u, k) => u / (scale[k] > 0 ? scale[k] : 1)).Sum());
    }

    private static List<int> Best(List<int> outcomes, Func<int, double> value)
    {
        var best = outcomes.Max(value);
        return outcomes.FindAll(o => value(o) > best - Tolerance);
    }

    /// <summary>All minimal relaxations: lines and actors, with the outcome of the least sum of shortfalls.</summary>
    public List<(HashSet<(int Actor, int Line)> Demands, int Opens)> Relaxations()
    {
        var sets = new List<HashSet<(int Actor, int Line)>>();
        foreach (var coalition in Coalitions())
        {
            for (var o = 0; o < Feasible.Length; o++)
            {
                var set = coalition.SelectMany(actor => Demands(actor, o)).ToHashSet();
                if (!sets.Exists(set.IsSupersetOf))
                {
                    sets.RemoveAll(other => other.IsSupersetOf(set));
                    sets.Add(set);
                }
            }
        }

        return sets.ConvertAll(set => (set, Opens(set)));
    }

    /// <summary>What an outcome asks an actor to give up; the line -1 stands for its no-deal value.</summary>
    private IEnumerable<(int Actor, int Line)> Demands(int actor, int outcome)
    {
        foreach (var line in Crossed[actor][outcome])
        {
            yield return (actor, line);
        }

        if (Shortfalls[actor][outcome] > Tolerance)
        {
            yield return (actor, -1);
        }
    }

    private int Opens(HashSet<(int Actor, int Line)> set)
    {
        int[] open = [.. Enumerable.Range(0, Feasible.Length).Where(o => Consents(o, (actor, outcome) => Demands(actor, outcome).All(set.Contains)))];
        var sums = open.Select(o => set.Where(demand => demand.Line < 0).Sum(demand => Shortfalls[demand.Actor][o])).ToArray();
        return open[Array.FindIndex(sums, sum => sum < sums.Min() + Tolerance)];
    }

    private IEnumerable<int[]> Coalitions()
    {
        if (_scenario.Protocol.Agreement is not Majority)
        {
            return [Always];
        }

        return Enumerable.Range(0, 1 << All.Length).Select(bits => All.Where((_, k) => (bits >> k & 1) != 0).ToArray())
            .Where(set => Always.All(set.Contains) && IsMajority(set.Count(Counted.Contains)));
    }

    public IEnumerable<(int, int)> Pairs() =>
        from i in Always from j in Always where i < j && !Enumerable.Range(0, Feasible.Length).Any(o => Accepts(i, o) && Accepts(j, o)) select (i, j);

    private bool Consents(int outcome, Func<int, int, bool> accepts) =>
        Always.All(actor => accepts(actor, outcome)) && (_scenario.Protocol.Agreement is not Majority || IsMajority(Counted.Count(actor => accepts(actor, outcome))));

    private bool IsMajority(int supporters)
    {
        var majority = (Majority)_scenario.Protocol.Agreement;
        return supporters >= 1 && supporters >= majority.Share * Counted.Length - Tolerance;
    }

    private bool IsAlwaysNeeded(int actor)
    {
        var self = _scenario.Actors[actor];
        return self.Role == Role.Ratifier ? self.IfRefused == IfRefused.Blocks : self.Role == Role.Principal && _scenario.Protocol.Agreement switch
        {
            NamedPrincipals named => named.Principals.Contains(actor),
            Majority majority => majority.Veto.Contains(actor),
            _ => true,
        };
    }

    /// <summary>U, or for a principal with a commitment problem V = p' U + (1 - p') betrayed.</summary>
    private double Worth(int actor, Outcome outcome, double utility)
    {
        var self = _scenario.Actors[actor];
        if (self.Trust is null || self.Role != Role.Principal)
        {
            return utility;
        }

        var enforcement = 0.0;
        if (_scenario.Implementation is { } implementation)
        {
            enforcement = _draws.Value(implementation.Enforcement)
                + implementation.EnforcementBy.Where(l => NaiveCondition.Holds(l.When, outcome, _draws)).Sum(l => _draws.Value(l.Adds));
        }

        var kept = Math.Min(1, _draws.Value(self.Trust) + Math.Clamp(enforcement, 0, 0.95));
        return kept * utility + (1 - kept) * _draws.Value(self.Betrayed!);
    }
}

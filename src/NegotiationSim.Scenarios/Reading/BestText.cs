using NegotiationSim.Scenarios.Exports;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// The utility of the best text that an actor may sign in the central case (every distribution at its mean): red lines that it holds in every
/// replica and infeasible packages are left out. Where too many packages hang together to go through them, the result is an upper bound.
/// </summary>
internal sealed class BestText
{
    /// <summary>Packages times conditions that are gone through.</summary>
    private const long MostTests = 1_000_000;

    private readonly Scenario _scenario;
    private readonly Actor _actor;
    private readonly CentralCase _central;
    private readonly double[][] _worth;
    private readonly List<Condition> _forbidden = [];
    private readonly List<(Condition When, double Adds)> _additions = [];

    private BestText(Scenario scenario, Actor actor, CentralCase central)
    {
        (_scenario, _actor, _central) = (scenario, actor, central);
        _worth = Worth(new CentralUtility(scenario, actor, central));
    }

    /// <summary>The utility; null where the actor may sign nothing.</summary>
    public static double? Of(Scenario scenario, Actor actor, CentralCase central) => new BestText(scenario, actor, central).Find();

    private double? Find()
    {
        foreach (var condition in _actor.RedLines.Where(line => line.Costs is null && line.HeldWith.Expression is Constant { Value: >= 1 }).Select(line => line.Never).Concat(_scenario.Infeasible))
        {
            Forbid(condition);
        }

        _additions.AddRange(_actor.Preferences!.Linkages.Select(linkage => (linkage.When, _central.Value(linkage.Adds))));
        _additions.AddRange(_actor.RedLines.Where(line => line.Costs is not null).Select(line => (line.Never, -_central.Value(line.Costs!))));
        _additions.RemoveAll(addition => addition.Adds == 0);

        var coupled = _forbidden.Concat(_additions.Select(addition => addition.When)).SelectMany(Components).Distinct().Order().ToArray();
        var packages = coupled.Aggregate(1.0, (product, component) => product * _worth[component].Count(double.IsFinite));
        var best = Enumerable.Range(0, _worth.Length).Except(coupled).Sum(component => _worth[component].Max());
        best += packages * (_forbidden.Count + _additions.Count) <= MostTests ? BestPackage(coupled) : Bound(coupled);
        return double.IsNegativeInfinity(best) ? null : _actor.Preferences.NormaliseWeights ? best : Math.Min(1, best);
    }

    /// <summary>Per component what each of its values adds to utility.</summary>
    private double[][] Worth(CentralUtility utility)
    {
        var worth = new List<double[]>();
        for (var i = 0; i < _scenario.Space.Issues.Length; i++)
        {
            var share = utility.Share(i);
            if (_scenario.Space.Issues[i] is SetIssue)
            {
                worth.AddRange(utility.Members(i).Select(adds => new[] { share * Math.Max(0, -adds), share * Math.Max(0, adds) }));
            }
            else
            {
                worth.Add([.. utility.Values(i).Select(value => share * value)]);
            }
        }

        return [.. worth];
    }

    /// <summary>A line about one component takes values away; others are kept for the packages.</summary>
    private void Forbid(Condition condition)
    {
        if (condition is ValueTest or ThresholdTest && Components(condition).ToArray() is [var component])
        {
            for (var value = 0; value < _worth[component].Length; value++)
            {
                _worth[component][value] = Passes(condition, value) ? double.NegativeInfinity : _worth[component][value];
            }
        }
        else
        {
            _forbidden.Add(condition);
        }
    }

    private double BestPackage(int[] components)
    {
        var values = new int[_worth.Length];
        var best = double.NegativeInfinity;
        Try(0, 0);
        return best;

        void Try(int depth, double sum)
        {
            if (depth == components.Length)
            {
                if (!_forbidden.Exists(condition => Holds(condition, values)))
                {
                    best = Math.Max(best, sum + _additions.Sum(addition => Holds(addition.When, values) ? addition.Adds : 0));
                }

                return;
            }

            var component = components[depth];
            for (var value = 0; value < _worth[component].Length; value++)
            {
                if (double.IsFinite(_worth[component][value]))
                {
                    values[component] = value;
                    Try(depth + 1, sum + _worth[component][value]);
                }
            }
        }
    }

    /// <summary>At most what any package is worth: everything that may be added, and the best of each component.</summary>
    private double Bound(int[] components) =>
        components.Sum(component => _worth[component].Max()) + _additions.Sum(addition => addition.When is ValueTest { Allowed: var allowed } && !allowed.Contains(false) ? addition.Adds : Math.Max(0, addition.Adds));

    private bool Holds(Condition condition, int[] values) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, values)),
        AnyOf any => any.Parts.Any(part => Holds(part, values)),
        Negation negation => !Holds(negation.Part, values),
        _ => Passes(condition, values[Components(condition).First()]),
    };

    private bool Passes(Condition test, int value) => test switch
    {
        ValueTest one => one.Allowed[value],
        ThresholdTest threshold => threshold.Passes(value, _central.Value(threshold.Limit)),
        _ => throw new InvalidOperationException($"No rule tests a {test.GetType().Name}."),
    };

    /// <summary>Components that a condition tests.</summary>
    private static IEnumerable<int> Components(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Components),
        AnyOf any => any.Parts.SelectMany(Components),
        Negation negation => Components(negation.Part),
        ValueTest test => [test.Component],
        ThresholdTest test => [test.Component],
        _ => throw new InvalidOperationException($"No rule tests a {condition.GetType().Name}."),
    };
}

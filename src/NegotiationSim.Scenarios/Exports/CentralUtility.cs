namespace NegotiationSim.Scenarios.Exports;

/// <summary>One actor's utility in the central case: per issue what its values are worth, and the whole for one outcome.</summary>
internal sealed class CentralUtility
{
    private readonly Scenario _scenario;
    private readonly Actor _actor;
    private readonly CentralCase _central;
    private readonly double[] _shares;

    public CentralUtility(Scenario scenario, Actor actor, CentralCase central)
    {
        (_scenario, _actor, _central) = (scenario, actor, central);
        var preferences = actor.Preferences!;
        var weights = preferences.Issues.Select(issue => issue is null ? 0 : central.Value(issue.Weight)).ToArray();
        var sum = weights.Aggregate(0.0, (total, weight) => total + weight);
        _shares = preferences.NormaliseWeights && sum > 0 ? [.. weights.Select(weight => weight / sum)] : weights;
    }

    /// <summary>The issue's weight as utility counts it.</summary>
    public double Share(int issue) => _shares[issue];

    /// <summary>What each value of an option or range issue is worth, <c>open</c> included; zeros where the actor does not care.</summary>
    public double[] Values(int issue)
    {
        var matter = _scenario.Space.Issues[issue];
        if (_actor.Preferences!.Issues[issue] is not { } preference)
        {
            return new double[matter.ValueCount];
        }

        double[] values = (preference.Value, matter) switch
        {
            (OptionValues options, _) => [.. options.Values.Select(_central.Value)],
            (IdealPoint ideal, OptionsIssue options) => ByDistance(_central.Value(ideal.Position), 0, 100, [.. options.Options.Select(option => option.Position)]),
            (IdealPoint ideal, RangeIssue range) => ByDistance(_central.Value(ideal.Position), range.From, range.To, [.. range.Numbers]),
            (PiecewiseLinear line, RangeIssue range) => [.. range.Numbers.Select(x => Between(line, x))],
            _ => throw new InvalidOperationException($"No rule values a {matter.GetType().Name} by {preference.Value.GetType().Name}."),
        };
        var open = preference.OpenValue is { } worth ? _central.Value(worth) : values[matter.StatusQuo[0]];
        return matter.MayStayOpen ? [.. values, open] : values;
    }

    /// <summary>What each member of a set adds to the issue's value in [0, 1]; below 0: what leaving it out adds.</summary>
    public double[] Members(int issue)
    {
        var set = (SetIssue)_scenario.Space.Issues[issue];
        if (_actor.Preferences!.Issues[issue]?.Value is not MemberAttitudes members)
        {
            return new double[set.Members.Length];
        }

        double[] attitudes = [.. members.Attitudes.Select(_central.Value)];
        var span = attitudes.Sum(Math.Abs);
        return span > 0 ? [.. attitudes.Select(attitude => attitude / span)] : attitudes;
    }

    /// <summary>The utility of an outcome, linkages and costs included.</summary>
    public double Of(Outcome outcome)
    {
        var utility = 0.0;
        for (var i = 0; i < _shares.Length; i++)
        {
            utility += _shares[i] * ValueOf(i, outcome);
        }

        foreach (var linkage in _actor.Preferences!.Linkages.Where(linkage => Holds(linkage.When, outcome)))
        {
            utility += _central.Value(linkage.Adds);
        }

        foreach (var line in _actor.RedLines.Where(line => line.Costs is not null && Holds(line.Never, outcome)))
        {
            utility -= _central.Value(line.Costs!);
        }

        return _actor.Preferences.NormaliseWeights ? utility : Math.Min(1, utility);
    }

    private double ValueOf(int issue, Outcome outcome)
    {
        var matter = _scenario.Space.Issues[issue];
        if (matter is not SetIssue)
        {
            return Values(issue)[outcome.Values[matter.FirstComponent]];
        }

        return Members(issue).Select((adds, m) => outcome.Values[matter.FirstComponent + m] == 1 ? Math.Max(0, adds) : Math.Max(0, -adds)).Sum();
    }

    private bool Holds(Condition condition, Outcome outcome) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, outcome)),
        AnyOf any => any.Parts.Any(part => Holds(part, outcome)),
        Negation not => !Holds(not.Part, outcome),
        ValueTest test => test.Allowed[outcome.Values[test.Component]],
        ThresholdTest test => test.Passes(outcome.Values[test.Component], _central.Value(test.Limit)),
        _ => throw new InvalidOperationException($"No rule tests a {condition.GetType().Name}."),
    };

    private static double[] ByDistance(double ideal, double from, double to, double[] positions)
    {
        var reach = Math.Max(ideal - from, to - ideal);
        return [.. positions.Select(position => reach > 0 ? 1 - Math.Abs(position - ideal) / reach : 1)];
    }

    private double Between(PiecewiseLinear line, double x)
    {
        var next = 0;
        while (next < line.Points.Length && line.Points[next].Number < x)
        {
            next++;
        }

        if (next == 0 || next == line.Points.Length)
        {
            return _central.Value(line.Points[next == 0 ? 0 : ^1].Value);
        }

        var (from, to) = (line.Points[next - 1], line.Points[next]);
        var (low, high) = (_central.Value(from.Value), _central.Value(to.Value));
        return low + (high - low) * (x - from.Number) / (to.Number - from.Number);
    }
}

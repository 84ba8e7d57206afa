using System.Collections.Immutable;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Tests.Offers;

/// <summary>One actor over a random small space, as the engine sees it and as plain lists for the enumeration it is compared with.</summary>
internal sealed class RandomCase
{
    private readonly Random _random;
    private readonly bool _coarse;

    public RandomCase(int seed, int mostOutcomes = 3000, bool conditions = true, bool trust = true)
    {
        _random = new Random(seed);
        _coarse = _random.Next(2) == 0;
        Space = RandomSpace(mostOutcomes);
        Table = new UtilityTable(Space);
        FillPreferences();
        if (conditions)
        {
            Repeat(3, () => Linkages.Add((RandomCondition(2), RandomAmount())));
            Repeat(2, () => Costs.Add((RandomCondition(2), Math.Abs(RandomAmount()))));
            Repeat(2, () => Infeasible.Add(RandomCondition(2)));
            Repeat(3, () => Vetoes.Add(RandomCondition(2)));
        }

        Linkages.ForEach(linkage => Table.Linkages.Add(new WeightedCondition(Compile(linkage.When), linkage.Amount)));
        Costs.ForEach(cost => Table.Costs.Add(new WeightedCondition(Compile(cost.When), cost.Amount)));
        Table.Capped = _random.Next(5) == 0;
        Table.Seal();
        if (conditions && trust && _random.Next(3) == 0)
        {
            Consent = new ConsentRule { Trust = _random.NextDouble(), Betrayed = _random.NextDouble() - 0.5, Enforcement = 0.5 * _random.NextDouble() };
            Repeat(3, () => Consent.EnforcementBy.Add(new WeightedCondition(Compile(RandomCondition(1)), RandomAmount())));
        }

        Reservation = Number() * 0.8;
        Discount = _random.Next(3) == 0 ? 0.9 : 1;
    }

    public OutcomeSpace Space { get; }

    public UtilityTable Table { get; }

    public List<(Condition When, double Amount)> Linkages { get; } = [];

    public List<(Condition When, double Amount)> Costs { get; } = [];

    public List<Condition> Infeasible { get; } = [];

    public List<Condition> Vetoes { get; } = [];

    public ConsentRule? Consent { get; }

    public double Reservation { get; }

    public double Discount { get; }

    public ConcreteCondition Compile(Condition condition) => ConcreteCondition.Compile(condition, Space, Value);

    public OfferSearch Search(bool listed)
    {
        var search = new OfferSearch();
        search.Build(Table, [.. Infeasible.Select(Compile)], [.. Vetoes.Select(Compile)], Consent, listed);
        return search;
    }

    /// <summary>A target near what can be had: often exactly an outcome's utility, or a hair beside it.</summary>
    public double Target(Enumeration all)
    {
        var near = all.Utility[_random.Next(all.Utility.Length)];
        return _random.Next(5) switch
        {
            0 => near,
            1 => Math.BitIncrement(near),
            2 => Math.BitDecrement(near),
            3 => near - 1e-9,
            _ => _random.NextDouble(),
        };
    }

    public double Uniform() => _random.NextDouble();

    public static double Value(Quantity quantity) => ((Constant)quantity.Expression).Value;

    private void Repeat(int most, Action action)
    {
        for (var times = _random.Next(most + 1); times > 0; times--)
        {
            action();
        }
    }

    private double Number() => _coarse ? _random.Next(6) / 5.0 : _random.NextDouble();

    private double RandomAmount() => _coarse ? _random.Next(-3, 4) / 10.0 : 0.6 * (_random.NextDouble() - 0.5);

    private OutcomeSpace RandomSpace(int mostOutcomes)
    {
        var issues = new List<Issue>();
        var outcomes = 1L;
        var component = 0;
        var most = 1 + _random.Next(mostOutcomes);
        while (true)
        {
            var id = $"i{issues.Count}";
            Issue issue = _random.Next(3) switch
            {
                0 => new OptionsIssue
                {
                    Id = id, FirstComponent = component, StatusQuo = [0], MayStayOpen = _random.Next(3) == 0,
                    Options = [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(v => new Option($"o{v}", null, 10 * v))],
                },
                1 => new RangeIssue
                {
                    Id = id, FirstComponent = component, StatusQuo = [0], MayStayOpen = _random.Next(3) == 0,
                    From = 0, To = 3, Step = 1, Numbers = [0, 1, 2, 3],
                },
                _ => new SetIssue { Id = id, FirstComponent = component, StatusQuo = [0, 0, 0, 0], Members = [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(m => $"m{m}")] },
            };
            outcomes *= (long)Math.Pow(issue.ValueCount, issue.ComponentCount);
            if (outcomes > most && issues.Count > 0)
            {
                return new OutcomeSpace([.. issues]);
            }

            issues.Add(issue);
            component += issue.ComponentCount;
            if (outcomes > most)
            {
                return new OutcomeSpace([.. issues]);
            }
        }
    }

    private void FillPreferences()
    {
        var weights = Space.Issues.Select(_ => _random.Next(4) == 0 ? 0 : Number()).ToArray();
        weights[_random.Next(weights.Length)] = 1;
        for (var i = 0; i < weights.Length; i++)
        {
            Table.Share[i] = weights[i] / weights.Sum();
        }

        for (var c = 0; c < Space.Components.Length; c++)
        {
            for (var v = 0; v < Space.Components[c].ValueCount; v++)
            {
                var member = Space.Components[c].Member >= 0;
                Table.Value[Table.Layout.Offset(c) + v] = !member ? Number() : v == 0 ? 0 : 2 * Number() - 1;
            }
        }
    }

    private Condition RandomCondition(int depth)
    {
        if (depth == 0 || _random.Next(4) == 0)
        {
            return RandomTest();
        }

        ImmutableArray<Condition> parts = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => RandomCondition(depth - 1))];
        return _random.Next(4) switch
        {
            0 => new AnyOf(parts),
            1 => new Negation(parts[0]),
            _ => new AllOf(parts),
        };
    }

    private Condition RandomTest()
    {
        var component = _random.Next(Space.Components.Length);
        var count = Space.Components[component].ValueCount;
        var open = Space.Issues[Space.Components[component].Issue].OpenValue;
        if (_random.Next(2) == 0)
        {
            return new ValueTest(component, [.. Enumerable.Range(0, count).Select(v => v != open && _random.Next(3) == 0)]);
        }

        return new ThresholdTest(
            component, [.. Enumerable.Range(0, count).Select(v => v == open ? double.NaN : v)], (Comparison)_random.Next(4), Quantity.Of(_random.Next(count)), _random.Next(4) == 0);
    }
}

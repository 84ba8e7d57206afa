
namespace NegotiationSim.Scenarios.Exports;

/// <summary>
/// Numbers of a scenario where another format wants plain ones: every distribution at its mean, then the expression (the central case of an analysis).
/// Remembers which numbers were uncertain.
/// </summary>
internal sealed class CentralCase(Scenario scenario)
{
    private readonly List<double> _drivers = [];
    private readonly SortedSet<string> _uncertain = new(StringComparer.Ordinal);

    /// <summary>Paths of the numbers asked for that are no constants.</summary>
    public IReadOnlyCollection<string> Uncertain => _uncertain;

    /// <summary>The number, within its legal range.</summary>
    public double Value(Quantity quantity)
    {
        if (!quantity.IsConstant)
        {
            _uncertain.Add(quantity.Path);
        }

        return Bounded(quantity);
    }

    private double Evaluate(Expression expression) => expression switch
    {
        Constant constant => constant.Value,
        DriverReference reference => DriverValue(reference.Driver),
        Negate negate => -Evaluate(negate.Operand),
        Binary binary => Binary.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        Distribution distribution => DistributionMean.Of(distribution.Kind, [.. distribution.Arguments.Select(Evaluate)]),
        _ => throw new InvalidOperationException($"No rule evaluates a {expression.GetType().Name}."),
    };

    // In file order, for each driver uses only those before it: no long chain of them is followed down, and none twice.
    private double DriverValue(int driver)
    {
        while (_drivers.Count <= driver)
        {
            var next = scenario.Drivers[_drivers.Count].Value;
            _drivers.Add(Bounded(next));
        }

        return _drivers[driver];
    }

    private double Bounded(Quantity quantity)
    {
        var value = Evaluate(quantity.Expression);
        return double.IsNaN(value)
            ? throw new DrawnValueException(quantity.Path, "the expression", null)
            : Math.Min(Math.Max(value, quantity.Minimum), quantity.Maximum);
    }
}

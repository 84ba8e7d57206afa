using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Computes the scenario's quantities for one replica after another. Whoever computes a quantity gets the same value, because every
/// distribution has its own stream. Not thread-safe: each grain has its own.
/// </summary>
public sealed class Sampler
{
    private readonly ImmutableArray<Driver> _drivers;
    private readonly double[] _driverValues;
    private readonly bool[] _driverKnown;
    private double[] _arguments = [];
    private int _argumentsInUse;

    /// <summary>A sampler for a scenario; call <see cref="MoveTo"/> before asking for values.</summary>
    public Sampler(Scenario scenario)
    {
        _drivers = scenario.Drivers;
        _driverValues = new double[_drivers.Length];
        _driverKnown = new bool[_drivers.Length];
    }

    private Sampler(Scenario scenario, bool isAtMeans)
        : this(scenario) => IsAtMeans = isAtMeans;

    /// <summary>A sampler of no replica: every distribution is at its mean, then expressions are computed (the central case of an analysis).</summary>
    public static Sampler AtMeans(Scenario scenario) => new(scenario, true);

    /// <summary>Whether values are those of the central case and not a replica's.</summary>
    public bool IsAtMeans { get; }

    /// <summary>The replica that values are for.</summary>
    public ReplicaDraws Draws { get; private set; }

    /// <summary>Turns to another replica.</summary>
    public void MoveTo(ReplicaDraws draws)
    {
        if (Draws != draws)
        {
            Draws = draws;
            Array.Clear(_driverKnown);
        }
    }

    /// <summary>The quantity's value in this replica, clipped to its legal range.</summary>
    /// <exception cref="DrawnValueException">It comes to no number.</exception>
    public double Value(Quantity quantity)
    {
        if (quantity.Expression is Constant constant)
        {
            return constant.Value;
        }

        var value = Value(quantity.Expression, 0);
        return double.IsNaN(value) ? throw Fault(quantity.Path, quantity.Expression, 0) : Clip(quantity, value);
    }

    /// <summary>The <paramref name="index"/>-th severity, at least 0 and at most the largest number.</summary>
    /// <exception cref="DrawnValueException">It comes to no number.</exception>
    public double Severity(Expression severity, ulong index, string path)
    {
        var value = Value(severity, index);
        return double.IsNaN(value) ? throw Fault(path, severity, index) : Math.Min(Quantity.Largest, Math.Max(0, value));
    }

    /// <summary>The <paramref name="index"/>-th draw of an expression, kept in [0, 1].</summary>
    /// <exception cref="DrawnValueException">It comes to no number.</exception>
    public double Share(Expression expression, ulong index, string path)
    {
        var value = Value(expression, index);
        return double.IsNaN(value) ? throw Fault(path, expression, index) : Math.Clamp(value, 0, 1);
    }

    /// <summary>The value of the <paramref name="index"/>-th draw of an expression, as for severities; drivers keep their one value.</summary>
    public double Value(Expression expression, ulong index)
    {
        switch (expression)
        {
            case Constant constant:
                return constant.Value;
            case DriverReference driver:
                return DriverValue(driver.Driver);
            case Negate negate:
                return -Value(negate.Operand, index);
            case Binary binary:
                return Binary.Apply(binary.Operator, Value(binary.Left, index), Value(binary.Right, index));
            case Distribution { Arguments.Length: <= 8 } distribution:
                Span<double> arguments = stackalloc double[8];
                return Draw(distribution, index, arguments[..distribution.Arguments.Length]);
            case Distribution distribution:
                return DrawByMany(distribution, index);
            default:
                throw new InvalidOperationException($"No rule computes a {expression.GetType().Name}.");
        }
    }

    /// <summary>A number that was computed for a quantity, kept in its legal range; infinities are beyond it.</summary>
    internal static double Clip(Quantity quantity, double value) => Math.Min(quantity.Maximum, Math.Max(quantity.Minimum, value));

    private DrawnValueException Fault(string path, Expression expression, ulong index) =>
        new(path, Computed(expression, index), IsAtMeans ? null : (Draws.Seed, Draws.Replica));

    /// <summary>The first operation that has no result, in numbers.</summary>
    private string Computed(Expression expression, ulong index)
    {
        var operands = expression switch
        {
            Negate negate => [negate.Operand],
            Binary binary => [binary.Left, binary.Right],
            Distribution distribution => distribution.Arguments,
            _ => ImmutableArray<Expression>.Empty,
        };
        if (operands.FirstOrDefault(operand => double.IsNaN(Value(operand, index))) is { } faulty)
        {
            return Computed(faulty, index);
        }

        var sign = (expression as Binary)?.Operator switch
        {
            BinaryOperator.Add => '+',
            BinaryOperator.Subtract => '-',
            BinaryOperator.Multiply => '*',
            _ => '/',
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Value(operands[0], index):R} {sign} {Value(operands[1], index):R}");
    }

    private double Draw(Distribution distribution, ulong index, Span<double> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Value(distribution.Arguments[i], index);
        }

        return IsAtMeans
            ? DistributionMean.Of(distribution.Kind, arguments)
            : InverseCdf.ValueOfDrawn(distribution.Kind, Draws.Uniform(distribution.Stream, index), arguments);
    }

    /// <summary>A distribution with more arguments than most: a choice between many. Arguments that are such themselves take their room behind its own.</summary>
    private double DrawByMany(Distribution distribution, ulong index)
    {
        var first = _argumentsInUse;
        _argumentsInUse += distribution.Arguments.Length;
        if (_arguments.Length < _argumentsInUse)
        {
            // Whoever is in the middle of a draw goes on with the room it has.
            _arguments = new double[2 * _argumentsInUse];
        }

        try
        {
            return Draw(distribution, index, _arguments.AsSpan(first, distribution.Arguments.Length));
        }
        finally
        {
            _argumentsInUse = first;
        }
    }

    private double DriverValue(int driver)
    {
        if (!_driverKnown[driver])
        {
            _driverValues[driver] = Value(_drivers[driver].Value);
            _driverKnown[driver] = true;
        }

        return _driverValues[driver];
    }
}

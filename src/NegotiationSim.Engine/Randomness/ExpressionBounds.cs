using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Bounds of what an expression can come to, and whether it may come to no number at all. Rounding is monotone, so operations on bounds bound the operations; where nothing is known the
/// answer is that it may.
/// </summary>
internal sealed class ExpressionBounds(ImmutableArray<Driver> drivers)
{
    private static readonly (double Low, double High) Anything = (-double.MaxValue, double.MaxValue);

    private readonly Dictionary<int, (double Low, double High)> _drivers = [];
    private bool _mayFail;

    /// <summary>Whether some draw may make it none. That of a driver it names is that driver's fault and not counted.</summary>
    public bool MayBeNone(Expression expression)
    {
        _mayFail = false;
        Of(expression);
        return _mayFail;
    }

    private (double Low, double High) Of(Expression expression)
    {
        switch (expression)
        {
            case Constant constant:
                return (constant.Value, constant.Value);
            case DriverReference driver:
                return OfDriver(driver.Driver);
            case Negate negate:
                var (low, high) = Of(negate.Operand);
                return (-high, -low);
            case Binary binary:
                return Of(binary.Operator, Of(binary.Left), Of(binary.Right));
            case Distribution distribution:
                return Of(distribution);
            default:
                throw new InvalidOperationException($"No rule bounds a {expression.GetType().Name}.");
        }
    }

    private (double Low, double High) OfDriver(int driver)
    {
        if (!_drivers.TryGetValue(driver, out var bounds))
        {
            var mayFail = _mayFail;
            var value = drivers[driver].Value;
            var (low, high) = Of(value.Expression);
            bounds = (Math.Clamp(low, value.Minimum, value.Maximum), Math.Clamp(high, value.Minimum, value.Maximum));
            _drivers.Add(driver, bounds);
            _mayFail = mayFail;
        }

        return bounds;
    }

    private (double Low, double High) Of(BinaryOperator operation, (double Low, double High) left, (double Low, double High) right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                _mayFail |= (double.IsInfinity(left.High) && double.IsInfinity(right.Low)) || (double.IsInfinity(left.Low) && double.IsInfinity(right.High));
                return Known(left.Low + right.Low, left.High + right.High);
            case BinaryOperator.Subtract:
                return Of(BinaryOperator.Add, left, (-right.High, -right.Low));
            case BinaryOperator.Multiply:
                _mayFail |= (HasZero(left) && IsUnbounded(right)) || (HasZero(right) && IsUnbounded(left));
                return Hull(left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High);
            case BinaryOperator.Divide:
                _mayFail |= HasZero(right) || (IsUnbounded(left) && IsUnbounded(right));
                return HasZero(right) ? Anything : Hull(left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High);
            case BinaryOperator.Minimum:
                return (Math.Min(left.Low, right.Low), Math.Min(left.High, right.High));
            default:
                return (Math.Max(left.Low, right.Low), Math.Max(left.High, right.High));
        }
    }

    private (double Low, double High) Of(Distribution distribution)
    {
        var (arguments, kind) = (distribution.Arguments, distribution.Kind);
        var bounds = arguments.Select(Of).ToArray();
        if (arguments.All(argument => argument is Constant) && kind is not (DistributionKind.Choice or DistributionKind.Bernoulli))
        {
            double[] values = [.. bounds.Select(bound => bound.Low)];
            return (InverseCdf.Value(kind, ReplicaDraws.LeastUniform, values), InverseCdf.Value(kind, ReplicaDraws.LargestUniform, values));
        }

        return kind switch
        {
            DistributionKind.Beta or DistributionKind.Bernoulli => (0, 1),
            DistributionKind.Exponential or DistributionKind.Lognormal or DistributionKind.Gamma => (0, double.MaxValue),
            DistributionKind.Normal => Anything,
            _ => (bounds.Min(bound => bound.Low), bounds.Max(bound => bound.High)),
        };
    }

    private static bool HasZero((double Low, double High) bounds) => bounds.Low <= 0 && bounds.High >= 0;

    private static bool IsUnbounded((double Low, double High) bounds) => double.IsInfinity(bounds.Low) || double.IsInfinity(bounds.High);

    /// <summary>Corners that are no numbers say nothing; then anything is possible.</summary>
    private static (double Low, double High) Known(double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? (double.NegativeInfinity, double.PositiveInfinity) : (low, high);

    private static (double Low, double High) Hull(double a, double b, double c, double d) =>
        Known(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
}

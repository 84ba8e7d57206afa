using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A number, or how to compute it per replica. The parser folds what does not depend on a draw, so a tree that is not a
/// <see cref="Constant"/> holds a distribution or a driver that is drawn.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.expression")]
public abstract record Expression;

/// <summary>A plain number.</summary>
[GenerateSerializer, Immutable, Alias("negsim.constant")]
public sealed record Constant([property: Id(0)] double Value) : Expression;

/// <summary>The value of a driver in this replica.</summary>
[GenerateSerializer, Immutable, Alias("negsim.driver-reference")]
public sealed record DriverReference([property: Id(0)] int Driver) : Expression;

/// <summary>Minus the operand.</summary>
[GenerateSerializer, Immutable, Alias("negsim.negate")]
public sealed record Negate([property: Id(0)] Expression Operand) : Expression;

/// <summary>Two operands and an operator.</summary>
[GenerateSerializer, Immutable, Alias("negsim.binary")]
public sealed record Binary([property: Id(0)] BinaryOperator Operator, [property: Id(1)] Expression Left, [property: Id(2)] Expression Right) : Expression
{
    /// <summary>The result of an operation; NaN for a division by 0, which has no value, not even an infinite one: its sign would be that of the zero.</summary>
    public static double Apply(BinaryOperator operation, double left, double right) => operation switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => right == 0 ? double.NaN : left / right,
        BinaryOperator.Minimum => Math.Min(left, right),
        BinaryOperator.Maximum => Math.Max(left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

[GenerateSerializer, Alias("negsim.binary-operator")]
public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Minimum,
    Maximum,
}

/// <summary>
/// A distribution, drawn once per replica by inverse CDF from one uniform (a spoiler's severity: once per incident).
/// </summary>
/// <param name="Kind">Which one.</param>
/// <param name="Arguments">Its arguments, in the order of the language's documentation.</param>
/// <param name="Stream">The stable hash of <paramref name="StreamName"/>: where its uniform comes from.</param>
/// <param name="StreamName">The path of what is drawn and the distribution's ordinal there: <c>actors.north.no_deal#0</c>.</param>
[GenerateSerializer, Immutable, Alias("negsim.distribution")]
public sealed record Distribution([property: Id(0)] DistributionKind Kind, [property: Id(1)] ImmutableArray<Expression> Arguments, [property: Id(2)] ulong Stream, [property: Id(3)] string StreamName) : Expression;

/// <summary>The distributions of the language, with their arguments.</summary>
[GenerateSerializer, Alias("negsim.distribution-kind")]
public enum DistributionKind
{
    /// <summary>lo, hi.</summary>
    Uniform,

    /// <summary>mean, standard deviation.</summary>
    Normal,

    /// <summary>lo, mode, hi.</summary>
    Triangular,

    /// <summary>lo, mode, hi: a beta with shapes 1 + 4 (mode - lo) / (hi - lo) and 1 + 4 (hi - mode) / (hi - lo), scaled.</summary>
    Pert,

    /// <summary>a, b on [0, 1].</summary>
    Beta,

    /// <summary>mean.</summary>
    Exponential,

    /// <summary>median, sigma of the logarithm.</summary>
    Lognormal,

    /// <summary>mean, variance.</summary>
    Gamma,

    /// <summary>probability of 1, else 0.</summary>
    Bernoulli,

    /// <summary>one of the arguments, each as likely.</summary>
    Choice,
}

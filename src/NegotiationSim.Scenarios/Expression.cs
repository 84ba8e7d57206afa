using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A number, or how to compute it per replica. The parser folds what does not depend on a draw, so a tree that is not a
/// <see cref="Constant"/> holds a distribution or a driver that is drawn.
/// </summary>
public abstract record Expression;

/// <summary>A plain number.</summary>
public sealed record Constant(double Value) : Expression;

/// <summary>The value of a driver in this replica.</summary>
public sealed record DriverReference(int Driver) : Expression;

/// <summary>Minus the operand.</summary>
public sealed record Negate(Expression Operand) : Expression;

/// <summary>Two operands and an operator.</summary>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

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
public sealed record Distribution(DistributionKind Kind, ImmutableArray<Expression> Arguments, ulong Stream, string StreamName) : Expression;

/// <summary>The distributions of the language, with their arguments.</summary>
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

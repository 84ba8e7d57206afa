using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading.Expressions;

/// <summary>The functions of expressions: their arguments, what these must satisfy, and the folding of constants.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, (DistributionKind Kind, string[] Arguments)> Distributions = new(StringComparer.Ordinal)
    {
        ["uniform"] = (DistributionKind.Uniform, ["lo", "hi"]),
        ["normal"] = (DistributionKind.Normal, ["mean", "sd"]),
        ["triangular"] = (DistributionKind.Triangular, ["lo", "mode", "hi"]),
        ["pert"] = (DistributionKind.Pert, ["lo", "mode", "hi"]),
        ["beta"] = (DistributionKind.Beta, ["a", "b"]),
        ["exponential"] = (DistributionKind.Exponential, ["mean"]),
        ["lognormal"] = (DistributionKind.Lognormal, ["median", "sigma"]),
        ["gamma"] = (DistributionKind.Gamma, ["mean", "variance"]),
        ["bernoulli"] = (DistributionKind.Bernoulli, ["p"]),
        ["choice"] = (DistributionKind.Choice, ["a", "b", "..."]),
    };

    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(Distributions.Keys.Append("min").Append("max"), StringComparer.Ordinal);

    public static bool IsDistribution(string name) => Distributions.ContainsKey(name);

    public static string Signature(string name) =>
        Distributions.TryGetValue(name, out var found) ? $"{name}({string.Join(", ", found.Arguments)})" : $"{name}(a, b)";

    /// <summary>A call, its arguments checked as far as they are constant.</summary>
    public static Expression Make(string name, ImmutableArray<Expression> arguments, int offset, string streamName)
    {
        if (!Distributions.TryGetValue(name, out var distribution))
        {
            return arguments.Length == 2
                ? Fold(name == "min" ? BinaryOperator.Minimum : BinaryOperator.Maximum, arguments[0], arguments[1], offset)
                : throw new ExpressionException(offset, $"`{name}` takes two arguments, not {arguments.Length}: {Signature(name)}");
        }

        var (kind, names) = distribution;
        if (kind == DistributionKind.Choice ? arguments.Length == 0 : arguments.Length != names.Length)
        {
            throw new ExpressionException(offset, $"`{name}` is given {Count(arguments.Length)}; right would be {Signature(name)}");
        }

        double? Value(int i) => arguments[i] is Constant constant ? constant.Value : null;
        if (Complaint(kind, Value) is { } complaint)
        {
            throw new ExpressionException(offset, $"`{name}` needs {complaint}: {Signature(name)}");
        }

        return new Distribution(kind, arguments, StreamName.Hash(streamName), streamName);
    }

    /// <summary>The operation, carried out at once when both operands are constant.</summary>
    public static Expression Fold(BinaryOperator operation, Expression left, Expression right, int offset)
    {
        if (operation == BinaryOperator.Divide && right is Constant { Value: 0 })
        {
            throw new ExpressionException(offset, "division by zero");
        }

        if (left is not Constant { Value: var a } || right is not Constant { Value: var b })
        {
            return new Binary(operation, left, right);
        }

        var value = Binary.Apply(operation, a, b);
        return double.IsFinite(value) ? new Constant(value) : throw new ExpressionException(offset, "the result is too large; at most 1.8e308");
    }

    private static string Count(int arguments) => arguments switch { 0 => "no arguments", 1 => "one argument", _ => $"{arguments} arguments" };

    // Comparisons with an argument that is not constant (null) are false, so that only what is known is complained of.
    private static string? Complaint(DistributionKind kind, Func<int, double?> value) => kind switch
    {
        DistributionKind.Uniform when value(0) > value(1) => "lo at most hi",
        DistributionKind.Normal when value(1) < 0 => "a standard deviation of at least 0",
        DistributionKind.Triangular or DistributionKind.Pert when value(0) > value(1) || value(1) > value(2) || value(0) > value(2) => "lo at most mode at most hi",
        DistributionKind.Beta when value(0) <= 0 || value(1) <= 0 => "shapes a and b above 0",
        DistributionKind.Exponential when value(0) < 0 => "a mean of at least 0",
        DistributionKind.Lognormal when value(0) <= 0 => "a median above 0",
        DistributionKind.Lognormal when value(1) < 0 => "a sigma of at least 0",
        DistributionKind.Gamma when value(0) <= 0 || value(1) <= 0 => "a mean and a variance above 0",
        DistributionKind.Bernoulli when value(0) is < 0 or > 1 => "a probability in [0, 1]",
        _ => null,
    };
}

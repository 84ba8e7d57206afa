using System.Text;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>Every uncertain number of one replica, found by the name of what is drawn.</summary>
public sealed class NaiveDraws(Scenario scenario, ulong seed, long replica)
{
    // Only to spare time: a distribution is drawn once per replica, so asking again gives the same number.
    private readonly Dictionary<(string Stream, ulong Index), double> _drawn = [];

    /// <summary>The uniform of a named stream; the index tells repeated draws of one stream apart.</summary>
    public double Uniform(string stream, ulong index = 0) => Philox4x32.Uniform(seed, replica, Hash(stream), index);

    /// <summary>Whether something of probability <paramref name="p"/> happens.</summary>
    public bool Happens(double p, string stream, ulong index = 0) => Uniform(stream, index) < p;

    /// <summary>The quantity's value in this replica, clipped to its legal range.</summary>
    public double Value(Quantity quantity) => Math.Min(Math.Max(Evaluate(quantity.Expression), quantity.Minimum), quantity.Maximum);

    /// <summary>An expression's value, with its own distributions drawn anew for each index and drivers as they are in this replica.</summary>
    public double Evaluate(Expression expression, ulong index = 0) => expression switch
    {
        Constant constant => constant.Value,
        DriverReference driver => Value(scenario.Drivers[driver.Driver].Value),
        Negate negate => -Evaluate(negate.Operand, index),
        Binary binary => Apply(binary.Operator, Evaluate(binary.Left, index), Evaluate(binary.Right, index)),
        Distribution distribution => Draw(distribution, index),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "an unknown expression"),
    };

    private double Draw(Distribution distribution, ulong index)
    {
        if (!_drawn.TryGetValue((distribution.StreamName, index), out var value))
        {
            value = Quantiles.Of(distribution.Kind, [.. distribution.Arguments.Select(a => Evaluate(a, index))], Uniform(distribution.StreamName, index));
            _drawn.Add((distribution.StreamName, index), value);
        }

        return value;
    }

    private static double Apply(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Minimum => Math.Min(left, right),
        BinaryOperator.Maximum => Math.Max(left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "an unknown operator"),
    };

    /// <summary>FNV-1a over UTF-8, then MurmurHash3's 64-bit finaliser; written again so that the product's hash is checked too.</summary>
    public static ulong Hash(string name)
    {
        unchecked
        {
            var h = Encoding.UTF8.GetBytes(name).Aggregate(0xcbf29ce484222325UL, (hash, octet) => (hash ^ octet) * 0x100000001b3UL);
            h ^= h >> 33;
            h *= 0xff51afd7ed558ccdUL;
            h ^= h >> 33;
            h *= 0xc4ceb9fe1a85ec53UL;
            h ^= h >> 33;
            return h;
        }
    }
}

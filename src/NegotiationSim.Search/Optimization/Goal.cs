using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// What an outcome is searched for: a function of the parties' utilities, concave up to a monotone transformation, so that straight lines bound it from above.
/// </summary>
internal abstract class Goal
{
    /// <summary>The value of an outcome.</summary>
    /// <param name="utilities">A utility per party.</param>
    public abstract double Value(ReadOnlySpan<double> utilities);

    /// <summary>Fills in the weights of a line w U + c that is nowhere below the transformed value, and is near it at a point; returns c.</summary>
    /// <param name="at">The point.</param>
    /// <param name="sharpness">From 0 to 1: how closely the line is to follow the point, where the function has edges.</param>
    /// <param name="weights">Receives the weights, none negative.</param>
    public abstract double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights);

    /// <summary>The goal among the outcomes of one slice.</summary>
    public virtual Goal In(Slice slice) => this;

    /// <summary>Takes a bound on the transformed value back to one on the value.</summary>
    public virtual double FromBound(double transformed) => transformed;
}

/// <summary>A weighted sum of utilities and a constant.</summary>
internal sealed class WeightedSum(double[] weights, double constant = 0) : Goal
{
    public override double Value(ReadOnlySpan<double> utilities)
    {
        var sum = constant;
        for (var k = 0; k < weights.Length; k++)
        {
            sum += weights[k] * utilities[k];
        }

        return sum;
    }

    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> line)
    {
        weights.CopyTo(line);
        return constant;
    }
}

/// <summary>The sum of what an outcome is worth to the parties whose no-deal values are given up: U, or under trust V. The larger, the less they fall short in all.</summary>
internal sealed class WorthOfWaived : Goal
{
    public override Goal In(Slice slice)
    {
        var weights = new double[slice.PartyCount];
        var constant = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            if (slice.Parties[k].IsWaived)
            {
                weights[k] = slice.Kept[k];
                constant += slice.Parties[k].Rule is { } rule ? (1 - slice.Kept[k]) * rule.Betrayed : 0;
            }
        }

        return new WeightedSum(weights, constant);
    }

    public override double Value(ReadOnlySpan<double> utilities) => throw new InvalidOperationException("The worth is known slice by slice only.");

    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights) =>
        throw new InvalidOperationException("The worth is known slice by slice only.");
}

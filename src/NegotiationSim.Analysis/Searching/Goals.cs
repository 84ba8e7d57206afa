using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Searching;

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
            if (slice.PartyAt(k).IsWaived)
            {
                weights[k] = slice.Kept[k];
                constant += slice.PartyAt(k).Standpoint.Consent is { } rule ? (1 - slice.Kept[k]) * rule.Betrayed : 0;
            }
        }

        return new WeightedSum(weights, constant);
    }

    public override double Value(ReadOnlySpan<double> utilities) => throw new InvalidOperationException("The worth is known slice by slice only.");

    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights) =>
        throw new InvalidOperationException("The worth is known slice by slice only.");
}

/// <summary>The product of the gains over a disagreement point; less than that is no gain.</summary>
internal sealed class ProductOfGains(double[] disagreement) : Goal
{
    private const double LeastGain = 1e-6;

    public override double Value(ReadOnlySpan<double> utilities)
    {
        var product = 1.0;
        for (var k = 0; k < disagreement.Length; k++)
        {
            product *= Math.Max(0, utilities[k] - disagreement[k]);
        }

        return product;
    }

    /// <summary>The tangent of the sum of logarithms.</summary>
    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights)
    {
        var constant = 0.0;
        for (var k = 0; k < disagreement.Length; k++)
        {
            var gain = Math.Max(LeastGain, at[k] - disagreement[k]);
            weights[k] = 1 / gain;
            constant += Math.Log(gain) - 1 - disagreement[k] / gain;
        }

        return constant;
    }

    public override double FromBound(double transformed) => Math.Exp(Math.Min(700, transformed));
}

/// <summary>The smallest of the gains, each on a scale of its own; less than the disagreement point is no gain. Parties without a scale are left out.</summary>
/// <param name="disagreement">Per party where its gain is 0.</param>
/// <param name="scale">Per party the gain that counts 1; 0: the party is left out.</param>
/// <param name="isSigned">Gains may be negative.</param>
internal sealed class SmallestGain(double[] disagreement, double[] scale, bool isSigned = false) : Goal
{
    public override double Value(ReadOnlySpan<double> utilities)
    {
        var smallest = double.PositiveInfinity;
        for (var k = 0; k < scale.Length; k++)
        {
            if (scale[k] > 0)
            {
                smallest = Math.Min(smallest, (utilities[k] - disagreement[k]) / scale[k]);
            }
        }

        // With nobody left in, everybody has all that there is.
        return double.IsPositiveInfinity(smallest) ? 1 : isSigned ? smallest : Math.Max(0, smallest);
    }

    /// <summary>A mean of the gains that weighs the small ones most.</summary>
    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights)
    {
        var (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = 0; k < scale.Length; k++)
        {
            if (scale[k] > 0)
            {
                var gain = (at[k] - disagreement[k]) / scale[k];
                (smallest, largest) = (Math.Min(smallest, gain), Math.Max(largest, gain));
            }
        }

        weights.Clear();
        if (double.IsPositiveInfinity(smallest))
        {
            return 1;
        }

        var softness = Math.Max(1e-6, (largest - smallest + 0.01) * (1 - sharpness));
        var total = 0.0;
        for (var k = 0; k < scale.Length; k++)
        {
            if (scale[k] > 0)
            {
                weights[k] = Math.Exp(-((at[k] - disagreement[k]) / scale[k] - smallest) / softness);
                total += weights[k];
            }
        }

        var constant = 0.0;
        for (var k = 0; k < scale.Length; k++)
        {
            weights[k] = scale[k] > 0 ? weights[k] / (total * scale[k]) : 0;
            constant -= weights[k] * disagreement[k];
        }

        return constant;
    }

    public override double FromBound(double transformed) => isSigned ? transformed : Math.Max(0, transformed);
}

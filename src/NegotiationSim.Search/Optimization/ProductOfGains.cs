using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// The product of the gains over a disagreement point, as their geometric mean: unlike the product itself it is on the scale of utilities however many parties there
/// are, so that a difference of 1e-9 means the same everywhere. A gain below 1e-9 is none.
/// </summary>
/// <param name="disagreement">Per party where its gain is 0.</param>
/// <param name="counts">Per party whether it is in the product.</param>
internal sealed class ProductOfGains(double[] disagreement, bool[] counts) : Goal
{
    private const double LeastGain = 1e-9;

    private readonly int _factors = counts.Count(isIn => isIn);

    public override double Value(ReadOnlySpan<double> utilities)
    {
        var product = 1.0;
        var logarithm = 0.0;
        for (var k = 0; k < counts.Length; k++)
        {
            if (!counts[k])
            {
                continue;
            }

            var gain = utilities[k] - disagreement[k];
            if (gain < LeastGain)
            {
                return 0;
            }

            // The logarithm is taken of several gains at once, as long as their product is far from the ends of the doubles.
            product *= gain;
            if (product is < 1e-100 or > 1e100)
            {
                logarithm += PortableMath.Log(product);
                product = 1;
            }
        }

        return PortableMath.Exp((logarithm + PortableMath.Log(product)) / Math.Max(1, _factors));
    }

    /// <summary>The tangent of the sum of logarithms.</summary>
    public override double Majorant(ReadOnlySpan<double> at, double sharpness, Span<double> weights)
    {
        var constant = 0.0;
        for (var k = 0; k < counts.Length; k++)
        {
            weights[k] = 0;
            if (counts[k])
            {
                var gain = Math.Max(1000 * LeastGain, at[k] - disagreement[k]);
                weights[k] = 1 / gain;
                constant += PortableMath.Log(gain) - 1 - disagreement[k] / gain;
            }
        }

        return constant;
    }

    public override double FromBound(double transformed) => PortableMath.Exp(Math.Min(700, transformed / Math.Max(1, _factors)));
}

using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// The sum of the smallest gains, each on a scale of its own: of the smallest one, the two smallest ones and so on. Outcomes that are best in each of these sums in turn are
/// the best ones by the smallest gain, then by the second smallest, and so on (leximin). Less than the disagreement point is no gain.
/// </summary>
/// <param name="disagreement">Per party where its gain is 0.</param>
/// <param name="scale">Per party the gain that counts 1; 0: the party is left out.</param>
/// <param name="many">How many of the smallest gains are added up; at most as many as there are parties that are not left out.</param>
/// <param name="isSigned">Gains may be negative; for a single gain only.</param>
internal sealed class SmallestGains(double[] disagreement, double[] scale, int many = 1, bool isSigned = false) : Goal
{
    // Per party what a gain counts at most, as a line over it: with losses counting as nothing, the sum is not concave below 0.
    private (double Slope, double Constant)[]? _chord;

    public override double Value(ReadOnlySpan<double> utilities)
    {
        Span<double> gains = stackalloc double[scale.Length];
        var count = 0;
        for (var k = 0; k < scale.Length; k++)
        {
            if (scale[k] > 0)
            {
                var gain = (utilities[k] - disagreement[k]) / scale[k];
                gains[count++] = isSigned ? gain : Math.Max(0, gain);
            }
        }

        // Without any party the smallest share is that of everything.
        return count == 0 ? 1 : many == 1 ? Smallest(gains[..count]) : SumOfSmallest(gains[..count]);
    }

    private static double Smallest(ReadOnlySpan<double> gains)
    {
        var smallest = double.PositiveInfinity;
        foreach (var gain in gains)
        {
            smallest = Math.Min(smallest, gain);
        }

        return smallest;
    }

    private double SumOfSmallest(Span<double> gains)
    {
        gains.Sort();
        var sum = 0.0;
        foreach (var gain in gains[..Math.Min(many, gains.Length)])
        {
            sum += gain;
        }

        return sum;
    }

    public override Goal In(Slice slice)
    {
        if (isSigned || many == 1)
        {
            return this;
        }

        var chord = new (double Slope, double Constant)[scale.Length];
        for (var k = 0; k < chord.Length; k++)
        {
            var (low, high) = slice.RangeOf(k);
            var (loss, gain) = scale[k] > 0 ? (Math.Min(0, (low - disagreement[k]) / scale[k]), Math.Max(0, (high - disagreement[k]) / scale[k])) : (0, 0);
            var slope = loss < 0 ? gain / (gain - loss) : 1;
            chord[k] = (slope, -slope * loss);
        }

        return new SmallestGains(disagreement, scale, many) { _chord = chord };
    }

    /// <summary>A mean of the gains that weighs the small ones most: no weight above 1, all weights together as many as gains are added up.</summary>
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
        for (var k = 0; k < scale.Length; k++)
        {
            // Never quite nothing, so that the weights can always be made to add up.
            weights[k] = scale[k] > 0 ? Math.Max(1e-200, PortableMath.Exp(-((at[k] - disagreement[k]) / scale[k] - smallest) / softness)) : 0;
        }

        AddUpTo(many, weights);
        var constant = 0.0;
        for (var k = 0; k < scale.Length; k++)
        {
            if (scale[k] > 0)
            {
                var (slope, more) = _chord is null ? (1, 0) : _chord[k];
                constant += weights[k] * more;
                weights[k] *= slope / scale[k];
                constant -= weights[k] * disagreement[k];
            }
        }

        return constant;
    }

    /// <summary>Makes weights add up to a number, none being above 1.</summary>
    private static void AddUpTo(int sum, Span<double> weights)
    {
        for (var round = 0; round <= weights.Length; round++)
        {
            var (full, rest) = (0, 0.0);
            foreach (var weight in weights)
            {
                full += weight >= 1 ? 1 : 0;
                rest += weight >= 1 ? 0 : weight;
            }

            var isEnough = full + rest >= sum;
            if (!isEnough && rest <= 0)
            {
                return;
            }

            // Too much: all are made smaller. Too little: those below 1 are made larger, up to 1.
            var factor = isEnough ? sum / (full + rest) : (sum - full) / rest;
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = isEnough ? weights[k] * factor : weights[k] >= 1 ? 1 : Math.Min(1, weights[k] * factor);
            }

            if (isEnough)
            {
                return;
            }
        }
    }

    public override double FromBound(double transformed) => isSigned ? transformed : Math.Max(0, transformed);
}

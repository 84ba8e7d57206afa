using System.Collections.Immutable;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Analysis.Statistics;

/// <summary>How many agreements were alive at the start of a period, and what became of them in it.</summary>
/// <param name="Period">The period, from 1.</param>
/// <param name="AtRisk">Alive when it began.</param>
/// <param name="Collapsed">Ended in it.</param>
/// <param name="Share">The estimated share that outlives it, S(t).</param>
/// <param name="Low">The lower end of its 95% interval.</param>
/// <param name="High">The upper end.</param>
public readonly record struct SurvivalPoint(int Period, long AtRisk, long Collapsed, double Share, double Low, double High);

/// <summary>
/// Survival of agreements by the product-limit estimator S(t) = product over periods up to t of (1 - d / n), with Greenwood's variance
/// S(t)^2 * sum d / (n (n - d)) and intervals on the log-minus-log scale, which stay within [0, 1].
/// Sources: Kaplan and Meier, JASA 53 (1958), 457-481; Greenwood (1926); Kalbfleisch and Prentice, "The Statistical Analysis of Failure Time Data".
/// </summary>
public static class Survival
{
    /// <summary>The curve, a point per period in which something happened.</summary>
    /// <param name="collapsed">Per period, from period 1 on, how many agreements ended in it.</param>
    /// <param name="censored">Per period how many went out of sight at its end, alive.</param>
    /// <exception cref="ArgumentException">The two lists differ in length, or a count is negative.</exception>
    public static ImmutableArray<SurvivalPoint> Curve(ReadOnlySpan<long> collapsed, ReadOnlySpan<long> censored)
    {
        if (collapsed.Length != censored.Length)
        {
            throw new ArgumentException("There must be as many periods of the one as of the other.", nameof(censored));
        }

        var atRisk = 0L;
        for (var t = 0; t < collapsed.Length; t++)
        {
            if (collapsed[t] < 0 || censored[t] < 0)
            {
                throw new ArgumentException("A count is negative.", nameof(collapsed));
            }

            atRisk += collapsed[t] + censored[t];
        }

        var points = ImmutableArray.CreateBuilder<SurvivalPoint>();
        var (share, variance) = (1.0, 0.0);
        for (var t = 0; t < collapsed.Length && atRisk > 0; t++)
        {
            if (collapsed[t] > 0)
            {
                share *= 1 - (double)collapsed[t] / atRisk;
                variance += (double)collapsed[t] / ((double)atRisk * (atRisk - collapsed[t]));
                var (low, high) = Interval(share, variance);
                points.Add(new SurvivalPoint(t + 1, atRisk, collapsed[t], share, low, high));
            }

            atRisk -= collapsed[t] + censored[t];
        }

        return points.ToImmutable();
    }

    /// <summary>exp(-exp(log(-log S) +- z sqrt(V) / log S)); a share of 0 has no spread that this could tell.</summary>
    private static (double Low, double High) Interval(double share, double variance)
    {
        if (share <= 0)
        {
            return (0, 0);
        }

        var log = PortableMath.Log(share);
        var width = Wilson.Z * Math.Sqrt(variance) / -log;
        return (PortableMath.Exp(log * PortableMath.Exp(width)), PortableMath.Exp(log * PortableMath.Exp(-width)));
    }
}

using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios;

/// <summary>The means of the language's distributions, which stand for them where one case stands for all.</summary>
public static class DistributionMean
{
    /// <summary>The mean; arguments outside a distribution's domain (possible where they are themselves computed) are moved to its border.</summary>
    /// <param name="kind">Which distribution.</param>
    /// <param name="a">The arguments, in the order of <see cref="DistributionKind"/>'s documentation.</param>
    /// <returns>At most the largest double in size, which stands for means beyond it (<c>lognormal(1, 400)</c> has e^80000); no number if an argument is none.</returns>
    public static double Of(DistributionKind kind, ReadOnlySpan<double> a) => Math.Clamp(Formula(kind, a), -double.MaxValue, double.MaxValue);

    private static double Formula(DistributionKind kind, ReadOnlySpan<double> a)
    {
        switch (kind)
        {
            case DistributionKind.Uniform:
                return (a[0] + Math.Max(a[0], a[1])) / 2;
            case DistributionKind.Triangular:
                return (a[0] + a[1] + a[2]) / 3;
            case DistributionKind.Pert:
                return (a[0] + 4 * a[1] + a[2]) / 6;
            case DistributionKind.Beta:
                return double.IsInfinity(a[0] + a[1]) ? a[0] / 2 / (a[0] / 2 + a[1] / 2) : a[0] + a[1] > 0 ? a[0] / (a[0] + a[1]) : 0;
            case DistributionKind.Lognormal:
                return a[0] * PortableMath.Exp(a[1] * a[1] / 2);
            case DistributionKind.Choice:
                var sum = 0.0;
                foreach (var value in a)
                {
                    sum += value;
                }

                return sum / a.Length;
            default:
                return a[0];
        }
    }
}

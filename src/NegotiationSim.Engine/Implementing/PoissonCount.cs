using MathNet.Numerics.Distributions;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>How many incidents happen in a period: the Poisson quantile of one uniform.</summary>
internal static class PoissonCount
{
    /// <summary>
    /// A spoiler strikes no more often than this in one period, however far events, contagion and frailty raise its rate: the language's own limit on the rate.
    /// </summary>
    public const int Most = Spoiler.MostIncidents;

    /// <summary>The count for a uniform in (0, 1) and a mean of at least 0.</summary>
    public static int Value(double u, double mean) => Value(u, mean, Quiet(mean));

    /// <summary>How likely a period of this mean is quiet.</summary>
    public static double Quiet(double mean) => Math.Exp(-mean);

    /// <summary>The count for a uniform in (0, 1) and a mean whose <see cref="Quiet"/> is known.</summary>
    public static int Value(double u, double mean, double quiet)
    {
        // Nearly every period is quiet; one comparison settles it.
        var probability = quiet;
        if (u < probability || !(mean > 0))
        {
            return 0;
        }

        if (mean > 50)
        {
            return (int)Math.Clamp(Math.Round(mean + Math.Sqrt(mean) * Normal.InvCDF(0, 1, u)), 0, Most);
        }

        var cumulative = probability;
        for (var k = 1; k < Most; k++)
        {
            probability *= mean / k;
            cumulative += probability;
            if (u < cumulative)
            {
                return k;
            }
        }

        return Most;
    }
}

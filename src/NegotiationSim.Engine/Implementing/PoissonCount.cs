using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// How many incidents happen in a period: the Poisson quantile of one uniform. However far events, contagion and frailty raise its rate, a spoiler strikes no more often than the
/// language's own limit on the rate.
/// </summary>
internal static class PoissonCount
{
    /// <summary>How likely a period of this mean is quiet.</summary>
    public static double Quiet(double mean) => PortableMath.Exp(-mean);

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
            return (int)Math.Clamp(Math.Round(mean + Math.Sqrt(mean) * NormalQuantile.Value(u)), 0, Spoiler.MostIncidents);
        }

        var cumulative = probability;
        for (var k = 1; k < Spoiler.MostIncidents; k++)
        {
            probability *= mean / k;
            cumulative += probability;
            if (u < cumulative)
            {
                return k;
            }
        }

        return Spoiler.MostIncidents;
    }
}

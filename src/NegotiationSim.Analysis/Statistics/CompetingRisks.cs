using System.Collections.Immutable;

namespace NegotiationSim.Analysis.Statistics;

/// <summary>The share of agreements that one cause has ended by the end of a period.</summary>
/// <param name="Period">The period, from 1.</param>
/// <param name="Ended">How many it ended in this period.</param>
/// <param name="Share">The cumulative incidence: the share that it has ended by the end of the period, in [0, 1].</param>
public readonly record struct IncidencePoint(int Period, long Ended, double Share);

/// <summary>
/// What ended agreements, where several causes compete, by the estimator of Aalen and Johansen. In discrete time the cumulative incidence of cause k is the sum over periods s up to t of S(s - 1) d_k(s) / n(s), where S is
/// Kaplan and Meier's curve over all causes, d_k(s) counts those that k ended in period s, and n(s) those alive when it began. The incidences of all causes and S add up to 1 in every period, which one minus a Kaplan-Meier curve
/// per cause does not. Where nothing goes out of sight before the last period, an incidence is the plain share of agreements.
/// Sources: Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978), 141-150; Putter, Fiocco and Geskus, Statistics in Medicine 26 (2007), 2389-2430.
/// </summary>
public static class CompetingRisks
{
    /// <summary>A curve per cause, each with a point per period in which that cause ended something.</summary>
    /// <param name="ended">Per cause and period, from period 1 on, how many it ended in it; all of the same length.</param>
    /// <param name="censored">Per period how many went out of sight at its end, alive.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a count is negative.</exception>
    public static ImmutableArray<ImmutableArray<IncidencePoint>> Curves(IReadOnlyList<long[]> ended, ReadOnlySpan<long> censored)
    {
        var periods = censored.Length;
        var atRisk = 0L;
        foreach (var counts in ended)
        {
            if (counts.Length != periods)
            {
                throw new ArgumentException("There must be as many periods of each cause as of those that went out of sight.", nameof(ended));
            }

            foreach (var count in counts)
            {
                atRisk += count >= 0 ? count : throw new ArgumentException("A count is negative.", nameof(ended));
            }
        }

        foreach (var count in censored)
        {
            atRisk += count >= 0 ? count : throw new ArgumentException("A count is negative.", nameof(censored));
        }

        var curves = ended.Select(_ => ImmutableArray.CreateBuilder<IncidencePoint>()).ToArray();
        var shares = new double[ended.Count];
        var alive = 1.0;
        for (var t = 0; t < periods && atRisk > 0; t++)
        {
            var all = 0L;
            for (var k = 0; k < ended.Count; k++)
            {
                if (ended[k][t] > 0)
                {
                    all += ended[k][t];
                    shares[k] += alive * ended[k][t] / atRisk;
                    curves[k].Add(new IncidencePoint(t + 1, ended[k][t], shares[k]));
                }
            }

            alive *= 1 - (double)all / atRisk;
            atRisk -= all + censored[t];
        }

        return [.. curves.Select(curve => curve.ToImmutable())];
    }
}

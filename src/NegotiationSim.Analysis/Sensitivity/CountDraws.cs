using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Random counts by inversion: one uniform each, and the probabilities are summed outwards from the likeliest count, so that a draw takes a number of steps in the order of the standard deviation.
/// </summary>
internal static class CountDraws
{
    private const int Tabled = 1024;

    /// <summary>ln k! for small k; larger ones by Stirling's series, which is exact to 1e-15 there.</summary>
    private static readonly double[] s_logFactorials = Table();

    /// <summary>How many of <paramref name="trials"/> succeed, each with the same probability.</summary>
    public static long Binomial(SeededStream stream, long trials, double probability)
    {
        if (trials == 0 || probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return trials;
        }

        var mode = Math.Min(trials, (long)((trials + 1) * probability));
        var odds = probability / (1 - probability);
        var log = LogFactorial(trials) - LogFactorial(mode) - LogFactorial(trials - mode) + mode * PortableMath.Log(probability) + (trials - mode) * PortableMath.Log(1 - probability);
        return Outwards(stream.Uniform(), mode, 0, trials, PortableMath.Exp(log), new BinomialRatio(trials, odds));
    }

    /// <summary>How many marked ones are among some that are drawn without putting back.</summary>
    /// <param name="stream">Gives the uniform.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="marked">How many of them are marked.</param>
    /// <param name="drawn">How many are drawn.</param>
    public static long Hypergeometric(SeededStream stream, long all, long marked, long drawn)
    {
        var (low, high) = (Math.Max(0, drawn + marked - all), Math.Min(drawn, marked));
        if (low == high)
        {
            return low;
        }

        var mode = Math.Clamp((long)((drawn + 1.0) * (marked + 1.0) / (all + 2.0)), low, high);
        var log = LogChoose(marked, mode) + LogChoose(all - marked, drawn - mode) - LogChoose(all, drawn);
        return Outwards(stream.Uniform(), mode, low, high, PortableMath.Exp(log), new HypergeometricRatio(all, marked, drawn));
    }

    /// <summary>ln n!.</summary>
    internal static double LogFactorial(long n)
    {
        if (n < Tabled)
        {
            return s_logFactorials[n];
        }

        double x = n;
        return (x + 0.5) * PortableMath.Log(x) - x + 0.91893853320467274178 + 1 / (12 * x) - 1 / (360 * x * x * x);
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// <summary>Takes probabilities away from a uniform, from the mode outwards on both sides in turn, until nothing is left of it.</summary>
    /// <param name="left">The uniform.</param>
    /// <param name="mode">The likeliest count.</param>
    /// <param name="low">The smallest count.</param>
    /// <param name="high">The largest.</param>
    /// <param name="atMode">The probability of the mode.</param>
    /// <param name="ratio">The probability of k + 1 over that of k.</param>
    private static long Outwards<TRatio>(double left, long mode, long low, long high, double atMode, TRatio ratio)
        where TRatio : struct, IRatio
    {
        left -= atMode;
        var (up, above, down, below) = (mode, atMode, mode, atMode);
        while (left > 0)
        {
            var before = left;
            if (up < high)
            {
                above *= ratio.At(up++);
                left -= above;
                if (left <= 0)
                {
                    return up;
                }
            }

            if (down > low)
            {
                below /= ratio.At(--down);
                left -= below;
                if (left <= 0)
                {
                    return down;
                }
            }

            // What rounding has left over lies in no count.
            if (left == before)
            {
                break;
            }
        }

        return mode;
    }

    /// <summary>The probability of k + 1 over that of k.</summary>
    private interface IRatio
    {
        double At(long k);
    }

    private readonly struct BinomialRatio(long trials, double odds) : IRatio
    {
        public double At(long k) => (trials - k) * odds / (k + 1);
    }

    private readonly struct HypergeometricRatio(long all, long marked, long drawn) : IRatio
    {
        public double At(long k) => (double)(marked - k) * (drawn - k) / ((k + 1.0) * (all - marked - drawn + k + 1.0));
    }

    private static double[] Table()
    {
        var table = new double[Tabled];
        for (var k = 2; k < Tabled; k++)
        {
            table[k] = table[k - 1] + PortableMath.Log(k);
        }

        return table;
    }
}

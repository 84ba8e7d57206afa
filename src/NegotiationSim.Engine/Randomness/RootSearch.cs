namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The root of a rising function of one variable by Halley's steps, kept between bounds that close in: the logarithm of a distribution function against that of a share.
/// </summary>
/// <param name="upper">A bound that the root is known not to exceed.</param>
internal struct RootSearch(double upper)
{
    /// <summary>Steps at most; up to eight are usual.</summary>
    public const int MostSteps = 60;

    /// <summary>Halley's steps converge with the third power, so a step of this size leaves nothing.</summary>
    private const double Converged = 1e-7;

    private double _low = double.NegativeInfinity;
    private double _high = upper;

    /// <summary>Where to look next, or that <paramref name="at"/> has become the root.</summary>
    /// <param name="at">Where the function was computed; moved to the next place.</param>
    /// <param name="distance">Its value there.</param>
    /// <param name="slope">Its derivative, above 0.</param>
    /// <param name="curvature">Its second derivative.</param>
    public bool Step(ref double at, double distance, double slope, double curvature)
    {
        QuantileWork.Steps++;
        (_low, _high) = distance < 0 ? (at, _high) : (_low, at);
        var bend = distance * curvature / (2 * slope * slope);
        var next = at - distance / slope / Math.Max(0.5, Math.Min(2, 1 - bend));
        if (!(next >= _low && next <= _high))
        {
            next = double.IsInfinity(_low) ? at - Math.Max(1, Math.Abs(at)) : double.IsInfinity(_high) ? at + Math.Max(1, Math.Abs(at)) : _low + (_high - _low) / 2;
        }

        var change = Math.Abs(next - at);
        at = next;
        return change <= Converged || change <= 1e-15 * Math.Abs(at);
    }
}

/// <summary>How much quantiles had to compute on this thread, for tests that hold its bounds: time is no measure that a test can rely on.</summary>
internal static class QuantileWork
{
    /// <summary>Steps of root searches.</summary>
    [ThreadStatic]
    public static long Steps;

    /// <summary>Terms of series, of continued fractions and of integrals.</summary>
    [ThreadStatic]
    public static long Terms;
}

namespace NegotiationSim.Engine.Randomness;

/// <summary>How much quantiles had to compute on this thread, for tests that hold its bounds: time is no measure that a test can rely on.</summary>
internal static class QuantileWork
{
    [ThreadStatic]
    private static long t_steps;

    [ThreadStatic]
    private static long t_terms;

    /// <summary>Steps of root searches.</summary>
    public static long Steps
    {
        get => t_steps;
        set => t_steps = value;
    }

    /// <summary>Terms of series, of continued fractions and of integrals.</summary>
    public static long Terms
    {
        get => t_terms;
        set => t_terms = value;
    }
}

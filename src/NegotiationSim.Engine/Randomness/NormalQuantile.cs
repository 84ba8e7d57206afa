using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The quantile of the standard normal distribution, relatively exact to 1e-15: fractions of polynomials in the middle and in two ranges of the tails. <c>normal_coefficients.py</c> beside the tests
/// of quantiles computes the coefficients.
/// </summary>
internal static class NormalQuantile
{
    /// <summary>So far on either side of 1/2 the middle reaches.</summary>
    private const double Middle = 0.425;

    /// <summary>Where in sqrt(-ln u) the nearer range of the tails begins, and where the further one.</summary>
    private const double TailStart = 1.6;
    private const double FarStart = 5;

    private static ReadOnlySpan<double> MiddleAbove =>
    [
        3.387132872796367, 154.1211193730916, 2751.9909817655803, 24523.534956867716, 114893.7929619819, 274094.65914125176, 296987.8844219558, 112016.52964300373, 6510.211509555114,
    ];

    private static ReadOnlySpan<double> MiddleBelow =>
    [
        1.0, 48.507197983810045, 936.2025350626814, 9192.056163005333, 48787.59805607517, 137640.71622487128, 189783.79410997554, 105925.72065060667, 15030.664751270659,
    ];

    private static ReadOnlySpan<double> TailAbove =>
    [
        1.4234371107496835, 4.60462506737624, 5.720376438490535, 3.650921542926905, 1.3257564854996062, 0.2820193850838938, 0.03403839073612339, 0.0020513400127377644, 4.3349890532153866e-05,
    ];

    private static ReadOnlySpan<double> TailBelow =>
    [
        1.0, 2.035127759547228, 1.6635481284539038, 0.7057652475289623, 0.16735792921418677, 0.021916111533306828, 0.0014016745957790631, 3.065186730518595e-05,
    ];

    private static ReadOnlySpan<double> FarAbove =>
    [
        6.657904643501103, 5.600726036902808, 1.8939602043170207, 0.3308921111337512, 0.03196041277382198, 0.001696544758810712, 4.642837339520544e-05, 5.667678403129801e-07, 2.182015440123122e-09,
    ];

    private static ReadOnlySpan<double> FarBelow =>
    [
        1.0, 0.6204004082756817, 0.1487797249859957, 0.017442097747257412, 0.0010464650468653912, 3.087045100251295e-05, 3.9305248441688934e-07, 1.542916394387885e-09,
    ];

    /// <summary>The number below which a share <paramref name="u"/> of the distribution lies; infinite at 0 and 1.</summary>
    public static double Value(double u)
    {
        var q = u - 0.5;
        if (Math.Abs(q) <= Middle)
        {
            var nearness = Middle * Middle - q * q;
            return q * (At(nearness, MiddleAbove) / At(nearness, MiddleBelow));
        }

        var distance = InTail(q < 0 ? u : 1 - u);
        return q < 0 ? -distance : distance;
    }

    private static double InTail(double share)
    {
        if (share == 0)
        {
            return double.PositiveInfinity;
        }

        var root = Math.Sqrt(-PortableMath.Log(share));
        return root <= FarStart
            ? At(root - TailStart, TailAbove) / At(root - TailStart, TailBelow)
            : At(root - FarStart, FarAbove) / At(root - FarStart, FarBelow);
    }

    /// <summary>A polynomial, its lowest power first.</summary>
    private static double At(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }

        return sum;
    }
}

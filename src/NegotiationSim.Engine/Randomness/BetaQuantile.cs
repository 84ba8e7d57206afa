using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The beta quantile: the same double as the library's <c>Beta.InvCDF</c>, by the same search. The library makes a new function object for every draw;
/// here a thread keeps one.
/// </summary>
internal sealed class BetaQuantile
{
    private const double Accuracy = 1e-12;

    [ThreadStatic]
    private static BetaQuantile? _own;

    private readonly Func<double, double> _distance;
    private double _a;
    private double _b;
    private double _u;

    private BetaQuantile() => _distance = x => SpecialFunctions.BetaRegularized(_a, _b, x) - _u;

    /// <summary>The quantile at <paramref name="u"/> in (0, 1) of a beta distribution with these shapes, both above 0.</summary>
    public static double Value(double a, double b, double u)
    {
        var own = _own ??= new BetaQuantile();
        (own._a, own._b, own._u) = (a, b, u);
        return Brent.FindRoot(own._distance, 0, 1, Accuracy);
    }
}

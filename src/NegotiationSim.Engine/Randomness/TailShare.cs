using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>A share of a distribution below a point and the share above it; the smaller of the two is exact.</summary>
/// <param name="Below">In (0, 1).</param>
/// <param name="Above">1 - <paramref name="Below"/>.</param>
internal readonly record struct TailShare(double Below, double Above)
{
    /// <summary>The shares at a uniform of the open interval (0, 1).</summary>
    public static TailShare At(double u) => new(u, 1 - u);

    /// <summary>The same point seen from the other end.</summary>
    public TailShare Mirrored => new(Above, Below);

    /// <summary>ln of the share below, also where that is nearly 1.</summary>
    public double LogBelow => Below < 0.5 ? PortableMath.Log(Below) : Elementary.LogOnePlus(-Above);

    /// <summary>
    /// ln(below * (a + b) / b): how far a share is from the one that a beta distribution with tiny shapes has at 0. That share may agree with b / (a + b) in all its
    /// digits, so the difference is computed with exact products.
    /// </summary>
    public double LogAgainst(double a, double b)
    {
        if (a > 1)
        {
            return LogBelow + Elementary.LogOnePlus(a / b);
        }

        // below * a - above * b, from whichever share is exact.
        var (start, share) = Below <= 0.5 ? (-b, Below) : (a, -Above);
        var (p, q) = (share * a, share * b);
        var (pRest, qRest) = (PortableMath.LostByProduct(share, a), PortableMath.LostByProduct(share, b));
        var sum = start + q;
        var sumRest = Rest(start, q, sum);
        var total = sum + p;
        var difference = total + (Rest(sum, p, total) + sumRest + pRest + qRest);
        var relative = difference / b;
        return relative > -0.5 ? Elementary.LogOnePlus(relative) : LogBelow + Elementary.LogOnePlus(a / b);
    }

    /// <summary>What rounding took from x + y (Knuth's two-sum).</summary>
    private static double Rest(double x, double y, double sum)
    {
        var part = sum - x;
        return x - (sum - part) + (y - part);
    }
}

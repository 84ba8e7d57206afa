using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>A circle as a polygon. Its corners come from square roots and turns, so that they are the same numbers on every system; a sine from the C library would not be.</summary>
internal static class Circle
{
    private const int Corners = 48;

    /// <summary>The corners of the circle of radius 1 around the origin, from (1, 0) on, 7.5 degrees apart.</summary>
    public static Place[] Unit()
    {
        // The cosine of 30 degrees is known; two halvings lead to 7.5.
        var quarter = Math.Sqrt((1 + Math.Sqrt(3) / 2) / 2);
        var (cosine, sine) = (Math.Sqrt((1 + quarter) / 2), Math.Sqrt((1 - quarter) / 2));
        var corners = new Place[Corners];
        corners[0] = new Place(1, 0);
        for (var i = 1; i < Corners; i++)
        {
            var (x, y) = (corners[i - 1].X, corners[i - 1].Y);
            corners[i] = new Place(x * cosine - y * sine, x * sine + y * cosine);
        }

        return corners;
    }
}

using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>A closed curve of a glyph: points on it, and between two of them at most one control point of a parabola that is not on it; between two control points lies a point of the curve that is not said.</summary>
/// <param name="points">The points in font units, and whether each is on the curve.</param>
internal sealed class GlyphContour(IReadOnlyList<(Place Place, bool IsOn)> points)
{
    /// <summary>Pieces of a parabola: at the sizes of pictures nobody sees the corners.</summary>
    private const int Pieces = 5;

    public GlyphContour Moved(Func<Place, Place> move) => new([.. points.Select(point => (move(point.Place), point.IsOn))]);

    /// <summary>The curve as straight pieces.</summary>
    public IEnumerable<Place> Flat()
    {
        for (var i = 0; i < points.Count; i++)
        {
            var (place, isOn) = points[i];
            if (isOn)
            {
                yield return place;
                continue;
            }

            var (before, after) = (points[(i + points.Count - 1) % points.Count], points[(i + 1) % points.Count]);
            var start = before.IsOn ? before.Place : Middle(before.Place, place);
            var end = after.IsOn ? after.Place : Middle(place, after.Place);
            for (var piece = before.IsOn ? 1 : 0; piece < Pieces; piece++)
            {
                var t = (double)piece / Pieces;
                yield return new Place(
                    (1 - t) * (1 - t) * start.X + 2 * t * (1 - t) * place.X + t * t * end.X,
                    (1 - t) * (1 - t) * start.Y + 2 * t * (1 - t) * place.Y + t * t * end.Y);
            }
        }
    }

    private static Place Middle(Place one, Place other) => new((one.X + other.X) / 2, (one.Y + other.Y) / 2);
}

using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>
/// Pixels, and polygons on them with smooth edges. A pixel's coverage is the exact area of the polygon within it: every edge adds the signed area to its right, which is summed along each line of pixels.
/// Polygons of one mark that turn the same way may overlap: what is covered twice counts once.
/// </summary>
internal sealed class Bitmap
{
    /// <summary>What edges have added to each line of pixels so far; null where there is none.</summary>
    private readonly double[]?[] _cover;
    private readonly Stack<double[]> _spare = [];
    private int _top;
    private int _bottom;

    public Bitmap(int width, int height, string colour)
    {
        (Width, Height) = (width, height);
        _cover = new double[height][];
        (_top, _bottom) = (height, 0);
        Pixels = new byte[3 * width * height];
        var (red, green, blue) = Palette.Parts(colour);
        for (var i = 0; i < Pixels.Length; i += 3)
        {
            (Pixels[i], Pixels[i + 1], Pixels[i + 2]) = (red, green, blue);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue, pixel by pixel, line by line from the top.</summary>
    public byte[] Pixels { get; }

    /// <summary>Adds a closed polygon to what is filled next.</summary>
    public void Add(IReadOnlyList<Place> polygon)
    {
        for (var i = 0; i < polygon.Count; i++)
        {
            AddEdge(polygon[i], polygon[(i + 1) % polygon.Count]);
        }
    }

    /// <summary>Fills what was added.</summary>
    /// <param name="colour">With what, as <c>#rrggbb</c>.</param>
    /// <param name="opacity">How much of what lies behind is hidden, from 0 to 1.</param>
    public void Fill(string colour, double opacity)
    {
        var (red, green, blue) = Palette.Parts(colour);
        for (var y = _top; y < _bottom; y++)
        {
            if (_cover[y] is not { } line)
            {
                continue;
            }

            var sum = 0.0;
            for (var x = 0; x < Width; x++)
            {
                sum += line[x];
                var cover = Math.Min(1, Math.Abs(sum)) * opacity;
                if (cover > 1.0 / 512)
                {
                    var at = 3 * (y * Width + x);
                    Pixels[at] = Mix(Pixels[at], red, cover);
                    Pixels[at + 1] = Mix(Pixels[at + 1], green, cover);
                    Pixels[at + 2] = Mix(Pixels[at + 2], blue, cover);
                }
            }

            Array.Clear(line);
            _spare.Push(line);
            _cover[y] = null;
        }

        (_top, _bottom) = (Height, 0);
    }

    private static byte Mix(byte behind, byte before, double cover) => (byte)Math.Round(behind + (before - behind) * cover);

    private void AddEdge(Place from, Place to)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        var (sign, upper, lower) = from.Y < to.Y ? (1.0, from, to) : (-1.0, to, from);
        var slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        var (first, last) = (Math.Max(0, (int)Math.Floor(upper.Y)), Math.Min(Height - 1, (int)Math.Ceiling(lower.Y) - 1));
        (_top, _bottom) = (Math.Min(_top, first), Math.Max(_bottom, last + 1));
        for (var y = first; y <= last; y++)
        {
            var (top, bottom) = (Math.Max(upper.Y, y), Math.Min(lower.Y, y + 1));
            if (bottom > top)
            {
                AddPiece(y, sign * (bottom - top), upper.X + (top - upper.Y) * slope, upper.X + (bottom - upper.Y) * slope);
            }
        }
    }

    /// <summary>An edge within one line of pixels: the area to its right, in each pixel that it crosses and in the first one beyond.</summary>
    private void AddPiece(int y, double height, double x1, double x2)
    {
        var (left, right) = (Math.Clamp(Math.Min(x1, x2), 0, Width), Math.Clamp(Math.Max(x1, x2), 0, Width));
        var line = _cover[y] ??= _spare.TryPop(out var spare) ? spare : new double[Width + 2];
        var covered = 0.0;
        var pixel = (int)Math.Floor(left);
        for (; pixel < right && pixel + 1 < right; pixel++)
        {
            var area = AreaRightOf(left, right, pixel) * height;
            line[pixel] += area - covered;
            covered = area;
        }

        var rest = AreaRightOf(left, right, pixel) * height;
        line[pixel] += rest - covered;
        line[pixel + 1] += height - rest;
    }

    /// <summary>The mean share of a pixel that lies right of an edge that goes evenly from one place to another.</summary>
    private static double AreaRightOf(double left, double right, int pixel)
    {
        if (right - left < 1e-9)
        {
            return Math.Clamp(pixel + 1 - left, 0, 1);
        }

        // The integral over t of clamp(pixel + 1 - x(t), 0, 1) with x going from left to right.
        return (Primitive(pixel + 1 - left) - Primitive(pixel + 1 - right)) / (right - left);

        static double Primitive(double u) => u <= 0 ? 0 : u >= 1 ? u - 0.5 : u * u / 2;
    }
}

using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>Puts a drawing on pixels, two to a unit, in the light theme.</summary>
internal sealed class Painter
{
    private const double Scale = 2;
    private const double HaloRadius = 1.5;
    private const double BoldShift = 0.3;

    /// <summary>Two pixels to a unit of 1/96 of an inch.</summary>
    private const int PixelsPerMetre = 7559;

    private static readonly Place[] s_circle = Circle.Unit();

    private readonly Bitmap _bitmap;

    private Painter(Drawing drawing) =>
        _bitmap = new Bitmap((int)Math.Ceiling(drawing.Width * Scale), (int)Math.Ceiling(drawing.Height * Scale), Palette.Of(Role.Surface, Theme.Light));

    /// <summary>The drawing as a PNG file.</summary>
    public static byte[] Png(Drawing drawing)
    {
        var painter = new Painter(drawing);
        drawing.Marks.ForEach(painter.Paint);
        return PngFile.Write(painter._bitmap, PixelsPerMetre);
    }

    private void Paint(Mark mark)
    {
        switch (mark)
        {
            case { Ink.Paint: Drawings.Paint.Hit }:
                break;
            case TextMark text:
                Write(text);
                break;
            case PathMark { Ink.IsStroke: true } path:
                Stroke(path.Places, path.Ink);
                break;
            case PathMark path:
                Surface(path.Places, path.Ink);
                break;
            case RectangleMark(var x, var y, var width, var height, var ink, _):
                if (width > 0 && height > 0)
                {
                    Surface([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)], ink);
                }

                break;
            case CircleMark(var x, var y, var radius, var ink, _):
                Surface([.. s_circle.Select(place => new Place(x + radius * place.X, y + radius * place.Y))], ink);
                break;
        }
    }

    private void Surface(IReadOnlyList<Place> places, Ink ink)
    {
        _bitmap.Add([.. places.Select(Scaled)]);
        _bitmap.Fill(Palette.Of(ink, Theme.Light), ink.Opacity);
        if (ink.Paint == Drawings.Paint.Tile)
        {
            Line([.. places, places[0]], ink.Width, [], Palette.Of(Role.Surface, Theme.Light));
        }
    }

    private void Stroke(IReadOnlyList<Place> places, Ink ink) => Line(places, ink.Width, ink.Dashes, Palette.Of(ink, Theme.Light));

    /// <summary>A line of a width through places, with round joints; with dashes and gaps in turn where there are some.</summary>
    private void Line(IReadOnlyList<Place> places, double width, ReadOnlySpan<double> dashes, string colour)
    {
        var (dash, left) = (0, dashes.IsEmpty ? double.PositiveInfinity : dashes[0]);
        for (var i = 0; i + 1 < places.Count; i++)
        {
            var (from, to) = (places[i], places[i + 1]);
            var length = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
            for (var at = 0.0; at < length;)
            {
                var end = Math.Min(length, at + left);
                if (dash % 2 == 0)
                {
                    AddSegment(Between(from, to, at / length), Between(from, to, end / length), width);
                }

                left -= end - at;
                at = end;
                if (left <= 0)
                {
                    dash = (dash + 1) % dashes.Length;
                    left = dashes[dash];
                }
            }

            if (i > 0 && dashes.IsEmpty && width > 1)
            {
                _bitmap.Add([.. s_circle.Select(place => Scaled(new Place(from.X + width / 2 * place.X, from.Y + width / 2 * place.Y)))]);
            }
        }

        _bitmap.Fill(colour, 1);
    }

    private void AddSegment(Place from, Place to, double width)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        if (length > 0)
        {
            // To the right of the way, so that all pieces turn as the joints do.
            var (nx, ny) = (dy / length * width / 2, -dx / length * width / 2);
            _bitmap.Add([Scaled(new(from.X + nx, from.Y + ny)), Scaled(new(to.X + nx, to.Y + ny)), Scaled(new(to.X - nx, to.Y - ny)), Scaled(new(from.X - nx, from.Y - ny))]);
        }
    }

    private void Write(TextMark text)
    {
        if (text.HasHalo)
        {
            for (var i = 0; i < s_circle.Length; i += 6)
            {
                AddGlyphs(text, s_circle[i].X * HaloRadius, s_circle[i].Y * HaloRadius);
                _bitmap.Fill(Palette.Of(Role.Surface, Theme.Light), 1);
            }
        }

        var colour = Palette.Of(text.Ink, Theme.Light);
        foreach (var shift in text.IsBold ? [-BoldShift, BoldShift] : new[] { 0.0 })
        {
            AddGlyphs(text, shift, 0);
            _bitmap.Fill(colour, 1);
        }
    }

    private void AddGlyphs(TextMark text, double shiftX, double shiftY)
    {
        var font = TrueTypeFont.Embedded;
        var glyphs = VisualOrder.Of(ArabicForms.Of(TextFit.Plain(text.Text))).EnumerateRunes().Select(rune => (Glyph: font.Glyph(rune.Value), IsMark: TextFit.Width(rune.ToString(), 1) == 0)).ToList();
        var width = glyphs.Sum(glyph => glyph.IsMark ? 0 : font.Advance(glyph.Glyph)) * text.Size;
        var pen = text.Anchor switch { Anchor.Middle => -width / 2, Anchor.End => -width, _ => 0 };
        foreach (var (glyph, isMark) in glyphs)
        {
            foreach (var contour in font.Outline(glyph))
            {
                _bitmap.Add([.. contour.Select(place => Turned(pen + place.X * text.Size + shiftX, place.Y * text.Size + shiftY)).Select(Scaled)]);
            }

            pen += isMark ? 0 : font.Advance(glyph) * text.Size;
        }

        Place Turned(double along, double down) => text.IsUpright ? new Place(text.X + down, text.Y - along) : new Place(text.X + along, text.Y + down);
    }

    private static Place Between(Place from, Place to, double share) => new(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);

    private static Place Scaled(Place place) => new(place.X * Scale, place.Y * Scale);
}

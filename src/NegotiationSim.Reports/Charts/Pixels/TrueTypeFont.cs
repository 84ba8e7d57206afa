using System.Buffers.Binary;
using System.Collections.Immutable;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>
/// The outlines of a TrueType font: as much of the format as it takes to draw a line of text (OpenType 1.9: head, maxp, hhea, hmtx, cmap of formats 4 and 12, loca, glyf). Kerning and hinting are left out: pictures are
/// drawn large enough to do without. The font comes with the program and is trusted.
/// </summary>
internal sealed class TrueTypeFont
{
    private const int HeaderLength = 10;

    private static readonly Lazy<TrueTypeFont> s_embedded = new(() =>
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(bytes);
    });

    private readonly byte[] _bytes;
    private readonly Dictionary<string, int> _tables = [];
    private readonly Dictionary<int, ImmutableArray<ImmutableArray<Place>>> _outlines = [];
    private readonly int _unitsPerEm;
    private readonly bool _hasLongOffsets;
    private readonly int _advances;
    private readonly int _characters;

    public TrueTypeFont(byte[] bytes)
    {
        _bytes = bytes;
        for (var i = 0; i < UShort(4); i++)
        {
            var entry = 12 + 16 * i;
            _tables[System.Text.Encoding.ASCII.GetString(bytes, entry, 4)] = Int(entry + 8);
        }

        _unitsPerEm = UShort(_tables["head"] + 18);
        _hasLongOffsets = Short(_tables["head"] + 50) != 0;
        _advances = UShort(_tables["hhea"] + 34);
        _characters = CharacterMap();
    }

    /// <summary>The font that comes with the program, so that text is drawn alike on every machine, and where there are no fonts at all.</summary>
    public static TrueTypeFont Embedded => s_embedded.Value;

    /// <summary>The glyph of a character; 0, an empty box, where the font has none.</summary>
    public int Glyph(int character)
    {
        var map = _characters;
        return UShort(map) == 12 ? GlyphOfGroups(map, character) : character > 0xFFFF ? 0 : GlyphOfSegments(map, character);
    }

    /// <summary>How far the next glyph stands from this one, as a part of the size.</summary>
    public double Advance(int glyph) => (double)UShort(_tables["hmtx"] + 4 * Math.Min(glyph, _advances - 1)) / _unitsPerEm;

    /// <summary>The contours of a glyph, as parts of the size, from its origin on the base line, y downwards.</summary>
    public ImmutableArray<ImmutableArray<Place>> Outline(int glyph)
    {
        if (!_outlines.TryGetValue(glyph, out var outline))
        {
            outline = _outlines[glyph] = [.. Contours(glyph, 0).Select(contour => (ImmutableArray<Place>)[.. contour.Flat().Select(place => new Place(place.X / _unitsPerEm, -place.Y / _unitsPerEm))])];
        }

        return outline;
    }

    private int CharacterMap()
    {
        var cmap = _tables["cmap"];
        var maps = Enumerable.Range(0, UShort(cmap + 2)).Select(i => cmap + Int(cmap + 4 + 8 * i + 4)).ToList();
        var map = maps.FirstOrDefault(at => UShort(at) == 12, -1);
        return map >= 0 ? map : maps.First(at => UShort(at) == 4);
    }

    private int GlyphOfGroups(int map, int character)
    {
        for (int low = 0, high = Int(map + 12) - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            var group = map + 16 + 12 * middle;
            if (character < Int(group))
            {
                high = middle - 1;
            }
            else if (character > Int(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return Int(group + 8) + character - Int(group);
            }
        }

        return 0;
    }

    private int GlyphOfSegments(int map, int character)
    {
        var segments = UShort(map + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var (end, start) = (UShort(map + 14 + 2 * i), UShort(map + 16 + 2 * (segments + i)));
            if (character <= end)
            {
                var (delta, range) = (UShort(map + 16 + 2 * (2 * segments + i)), map + 16 + 2 * (3 * segments + i));
                var glyph = character < start ? 0 : UShort(range) == 0 ? character : UShort(range + UShort(range) + 2 * (character - start));
                return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
            }
        }

        return 0;
    }

    private List<GlyphContour> Contours(int glyph, int depth)
    {
        var (from, to) = (Location(glyph), Location(glyph + 1));
        if (from == to || depth > 8)
        {
            return [];
        }

        var at = _tables["glyf"] + from;
        var contours = Short(at);
        return contours >= 0 ? Simple(at + HeaderLength, contours) : Composite(at + HeaderLength, depth);
    }

    private int Location(int glyph) => _hasLongOffsets ? Int(_tables["loca"] + 4 * glyph) : 2 * UShort(_tables["loca"] + 2 * glyph);

    private List<GlyphContour> Simple(int at, int contours)
    {
        var ends = Enumerable.Range(0, contours).Select(i => UShort(at + 2 * i)).ToList();
        at += 2 * contours;
        at += 2 + UShort(at);
        var flags = new byte[contours == 0 ? 0 : ends[^1] + 1];
        for (var i = 0; i < flags.Length; i++)
        {
            flags[i] = _bytes[at++];
            if ((flags[i] & 8) != 0)
            {
                for (var repeat = _bytes[at++]; repeat > 0; repeat--, i++)
                {
                    flags[i + 1] = flags[i];
                }
            }
        }

        var xs = Coordinates(ref at, flags, 2, 16);
        var ys = Coordinates(ref at, flags, 4, 32);
        return [.. ends.Select((end, k) => (From: k == 0 ? 0 : ends[k - 1] + 1, end))
            .Select(range => new GlyphContour([.. Enumerable.Range(range.From, range.end - range.From + 1).Select(i => (new Place(xs[i], ys[i]), (flags[i] & 1) != 0))]))];
    }

    private double[] Coordinates(ref int at, byte[] flags, int isShort, int isSame)
    {
        var (values, last) = (new double[flags.Length], 0);
        for (var i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & isShort) != 0)
            {
                last += (flags[i] & isSame) != 0 ? _bytes[at] : -_bytes[at];
                at++;
            }
            else if ((flags[i] & isSame) == 0)
            {
                last += Short(at);
                at += 2;
            }

            values[i] = last;
        }

        return values;
    }

    /// <summary>A glyph that is put together from others, as a letter and its accent.</summary>
    private List<GlyphContour> Composite(int at, int depth)
    {
        var all = new List<GlyphContour>();
        for (var more = true; more;)
        {
            var (flags, glyph) = (UShort(at), UShort(at + 2));
            var areWords = (flags & 1) != 0;
            var (dx, dy) = (flags & 2) == 0 ? (0, 0) : areWords ? (Short(at + 4), Short(at + 6)) : ((sbyte)_bytes[at + 4], (sbyte)_bytes[at + 5]);
            at += areWords ? 8 : 6;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & 8) != 0)
            {
                a = d = Fraction(ref at);
            }
            else if ((flags & 0x40) != 0)
            {
                (a, d) = (Fraction(ref at), Fraction(ref at));
            }
            else if ((flags & 0x80) != 0)
            {
                (a, b, c, d) = (Fraction(ref at), Fraction(ref at), Fraction(ref at), Fraction(ref at));
            }

            all.AddRange(Contours(glyph, depth + 1).Select(contour => contour.Moved(place => new Place(a * place.X + c * place.Y + dx, b * place.X + d * place.Y + dy))));
            more = (flags & 0x20) != 0;
        }

        return all;
    }

    private double Fraction(ref int at)
    {
        at += 2;
        return Short(at - 2) / 16384.0;
    }

    private int UShort(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private short Short(int at) => BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at));

    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(at));
}

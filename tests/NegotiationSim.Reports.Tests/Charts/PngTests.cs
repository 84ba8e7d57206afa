using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Reports.Charts.Drawings;
using NegotiationSim.Reports.Charts.Pixels;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>Pictures as pixels.</summary>
public sealed class PngTests
{
    public static TheoryData<string> Names => ["bars", "curves", "scatter", "heat-classes", "bars-hostile", "curves-none"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_OfAnyChart_AreAWholePngOfTwicePixels(string name)
    {
        var chart = SampleCharts.All.TryGetValue(name, out var found) ? found : SampleCharts.Odd[name];
        var svg = System.Xml.Linq.XDocument.Parse(SvgChart.WriteFile(chart)).Root!;
        var png = ChartFile.Bytes(chart, "x.PNG");
        var (width, height, pixels) = Read(png);

        Assert.Equal((2 * (int)svg.Attribute("width")!, 2 * (int)svg.Attribute("height")!), (width, height));
        Assert.Equal(3 * width * height, pixels.Length);
        // The title at least is there: not all of it is paper.
        Assert.Contains(pixels, part => part < 0x40);
    }

    [Fact]
    public void Bytes_Twice_AreTheSame() => Assert.Equal(ChartFile.Bytes(SampleCharts.All["curves"], "x.png"), ChartFile.Bytes(SampleCharts.All["curves"], "y.png"));

    [Fact]
    public void Fill_RectangleBetweenPixels_CoversItsArea()
    {
        var bitmap = new Bitmap(8, 6, "#ffffff");
        bitmap.Add([new(1.25, 1.5), new(6.5, 1.5), new(6.5, 4.75), new(1.25, 4.75)]);
        bitmap.Fill("#000000", 1);

        Assert.Equal(5.25 * 3.25, Darkness(bitmap), 0.05);
        Assert.Equal(0, bitmap.Pixels[3 * (3 * 8 + 3)]);
        Assert.Equal(255, bitmap.Pixels[0]);
    }

    [Fact]
    public void Fill_AnyTriangle_CoversItsArea() => Check.Sample(
        Gen.Select(Gen.Double[0, 40], Gen.Double[0, 30], (x, y) => new Place(x, y)).Array[3],
        corners =>
        {
            var bitmap = new Bitmap(40, 30, "#ffffff");
            bitmap.Add(corners);
            bitmap.Fill("#000000", 1);
            var area = Math.Abs((corners[1].X - corners[0].X) * (corners[2].Y - corners[0].Y) - (corners[2].X - corners[0].X) * (corners[1].Y - corners[0].Y)) / 2;

            // Every pixel of an edge is rounded to one of 256 greys.
            Assert.Equal(area, Darkness(bitmap), 0.4);
        },
        iter: 500);

    [Fact]
    public void Fill_PartlyOutside_CoversWhatIsInside()
    {
        var bitmap = new Bitmap(10, 10, "#ffffff");
        bitmap.Add([new(-5, -5), new(5, -5), new(5, 20), new(-5, 20)]);
        bitmap.Fill("#000000", 1);

        Assert.Equal(50, Darkness(bitmap), 0.01);
    }

    [Fact]
    public void Outline_OfLetters_HasTheFontsShapesAndWidths()
    {
        var font = TrueTypeFont.Embedded;

        Assert.Equal(0.684, font.Advance(font.Glyph('A')), 0.001);
        Assert.Equal(0.278, font.Advance(font.Glyph('i')), 0.001);
        // An o has a hole, an i a dot, an e with an acute accent is put together from others, a blank is empty.
        Assert.Equal([2, 2, 3, 0], new[] { 'o', 'i', 'é', ' ' }.Select(letter => font.Outline(font.Glyph(letter)).Length));
        Assert.True(font.Glyph('✓') > 0 && font.Glyph('ж') > 0 && font.Glyph('ש') > 0);
        Assert.Equal(0, font.Glyph('停'));
    }

    [Theory]
    [InlineData("plain (text) 12", "plain (text) 12")]
    [InlineData("שלום", "םולש")]
    [InlineData("שלום (2016)", "(2016) םולש")]
    [InlineData("Deal: שלום עולם!", "Deal: םלוע םולש!")]
    public void VisualOrder_OfALine_IsAsItIsRead(string text, string expected) => Assert.Equal(expected, VisualOrder.Of(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u0628", "\uFE8F")]
    [InlineData("\u0628\u0628\u0628", "\uFE91\uFE92\uFE90")]
    // The alef joins what is before it and not what comes after; marks above do not part letters.
    [InlineData("\u0628\u0627\u0628", "\uFE91\uFE8E\uFE8F")]
    [InlineData("\u0628\u064E\u0628", "\uFE91\u064E\uFE90")]
    [InlineData("\u0644\u0627 \u0628\u0644\u0627", "\uFEFB \uFE91\uFEFC")]
    [InlineData("\u0633\u0644\u0627\u0645", "\uFEB3\uFEFC\uFEE1")]
    [InlineData("\u064A\u06AF", "\uFEF3\uFB93")]
    public void ArabicForms_OfAWord_JoinItsLetters(string text, string expected)
    {
        Assert.Equal(expected, ArabicForms.Of(text));
        Assert.DoesNotContain(ArabicForms.Of(text), letter => letter > 0xFB00 && TrueTypeFont.Embedded.Glyph(letter) == 0);
    }

    [Fact]
    public void Bytes_OtherEnding_IsRefused() => Assert.Throws<ArgumentException>(() => ChartFile.Bytes(SampleCharts.All["bars"], "x.pdf"));

    private static double Darkness(Bitmap bitmap) => bitmap.Pixels.Sum(part => (255 - part) / 255.0) / 3;

    /// <summary>Reads a PNG as its specification says, with its checksums.</summary>
    private static (int Width, int Height, byte[] Pixels) Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var (names, size, data) = (new List<string>(), (Width: 0, Height: 0), new MemoryStream());
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var name = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            names.Add(name);
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (name == "IHDR")
            {
                size = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12)));
            }
            else if (name == "IDAT")
            {
                data.Write(png, at + 8, length);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "pHYs", "IDAT", "IEND"], names);
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        var (lines, stride) = (raw.ToArray(), 3 * size.Width);
        var pixels = new byte[stride * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            Assert.Equal(2, lines[y * (stride + 1)]);
            for (var i = 0; i < stride; i++)
            {
                pixels[y * stride + i] = (byte)(lines[y * (stride + 1) + 1 + i] + (y == 0 ? 0 : pixels[(y - 1) * stride + i]));
            }
        }

        return (size.Width, size.Height, pixels);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}

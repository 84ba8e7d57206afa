using System.Buffers.Binary;
using System.IO.Compression;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>Pixels as a PNG file (ISO/IEC 15948): true colour, eight bits, without a time or a name of the program, so that the same pixels are the same bytes.</summary>
internal static class PngFile
{
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++)
        {
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }

        return c;
    })];

    /// <summary>The file's bytes.</summary>
    /// <param name="bitmap">The pixels.</param>
    /// <param name="pixelsPerMetre">How large it is meant to be printed.</param>
    public static byte[] Write(Bitmap bitmap, int pixelsPerMetre)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, bitmap.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), bitmap.Height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR"u8, header);
        var size = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(size, pixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), pixelsPerMetre);
        size[8] = 1;
        Chunk(file, "pHYs"u8, size);
        Chunk(file, "IDAT"u8, Compressed(bitmap));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Each line as its difference from the one above (filter 2), which in pictures of straight lines is nothing for the most part.</summary>
    private static byte[] Compressed(Bitmap bitmap)
    {
        var stride = 3 * bitmap.Width;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            var line = new byte[stride + 1];
            line[0] = 2;
            for (var y = 0; y < bitmap.Height; y++)
            {
                for (var i = 0; i < stride; i++)
                {
                    line[i + 1] = (byte)(bitmap.Pixels[y * stride + i] - (y == 0 ? 0 : bitmap.Pixels[(y - 1) * stride + i]));
                }

                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(name, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data)
        {
            crc = s_crc[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }
}

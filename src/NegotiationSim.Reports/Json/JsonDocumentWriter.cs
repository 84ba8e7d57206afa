using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Reports.Json;

/// <summary>Writes one JSON document the same way everywhere: indented by two, line feeds, numbers in their shortest round-trip form.</summary>
public static class JsonDocumentWriter
{
    /// <summary>Bytes from which on a piece of a long document is passed on.</summary>
    private const int PieceLength = 1 << 16;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        // Titles and messages stay legible; the document is never put inside HTML.
        Encoder = LegibleJsonEncoder.Instance,
    };

    /// <summary>The document that <paramref name="write"/> writes, with a line feed at its end.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>
    /// Writes a document piece by piece, for one that is too long to be held: <paramref name="write"/> calls its second argument wherever what is written so far may go.
    /// </summary>
    public static async Task WriteAsync(TextWriter output, Func<Utf8JsonWriter, Action, Task> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * PieceLength);
        await using (var json = new Utf8JsonWriter(buffer, Options))
        {
            await write(json, () =>
            {
                if (json.BytesPending + buffer.WrittenCount >= PieceLength)
                {
                    json.Flush();
                    Drain();
                }
            }).ConfigureAwait(false);
        }

        Drain();
        await output.WriteAsync('\n').ConfigureAwait(false);

        // The writer ends at the end of a token, so that no character is cut in two.
        void Drain()
        {
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Date(this Utf8JsonWriter json, string name, DateTime? value) =>
        json.WriteString(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>An array of texts.</summary>
    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>An array of objects, whose fields <paramref name="fields"/> writes.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The fields of an estimate: <c>"count"</c>, <c>"share"</c> and the interval.</summary>
    public static void WriteEstimate(this Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteNumber("count", estimate.Count);
        json.WriteNumber("share", estimate.Share);
        json.WriteInterval(estimate.Low, estimate.High);
    }

    /// <summary>A 95% interval: <c>"ci95": [low, high]</c>.</summary>
    public static void WriteInterval(this Utf8JsonWriter json, double low, double high)
    {
        json.WriteStartArray("ci95");
        json.WriteNumberValue(low);
        json.WriteNumberValue(high);
        json.WriteEndArray();
    }
}

using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Reads a file of Genius as a tree: as XML where it is, else as Genius's own lenient parser reads it, with warnings. About one template in
/// eighteen that Genius ships is not well-formed.
/// </summary>
internal static class GeniusXml
{
    private const int CrowdedTag = 10_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The root element; null (and an error) when the bytes are no such file.</summary>
    public static MarkupElement? Read(ReadOnlySpan<byte> bytes, InputFile file, ImportBudget budget, Findings findings)
    {
        try
        {
            return Parse(Decode(bytes, file, findings), file.Path, budget, findings);
        }
        catch (ReadingAbortedException e)
        {
            findings.Error(e.Position, e.Message);
            return null;
        }
    }

    private static MarkupElement Parse(string text, string file, ImportBudget budget, Findings findings)
    {
        if (HasCrowdedTag(text))
        {
            return LenientXml.Read(text, file, budget, findings);
        }

        var before = budget.Spent;
        try
        {
            return StrictXml.Read(text, file, budget);
        }
        catch (XmlException)
        {
            budget.Restore(before);

            // Says better than the strict reader what is wrong where it is wrong for Genius too.
            return LenientXml.Read(text, file, budget, findings);
        }
    }

    /// <summary>Whether a tag may have more attributes than the platform's reader takes in reasonable time; ours, which reads the same, does not mind.</summary>
    private static bool HasCrowdedTag(ReadOnlySpan<char> text)
    {
        var equals = 0;
        foreach (var c in text)
        {
            equals = c switch
            {
                '<' => 0,
                '=' => equals + 1,
                _ => equals,
            };
            if (equals > CrowdedTag)
            {
                return true;
            }
        }

        return false;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, InputFile file, Findings findings)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                bytes = bytes[3..];
                break;
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes[2..]);
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            if (!DeclaresWestern(bytes))
            {
                var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
                var lineStart = before.LastIndexOf((byte)'\n') + 1;
                var position = new Position(file.Path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
                findings.Warn(position, "the file is not UTF-8 here; it is read as Windows-1252");
            }

            return windows.GetString(bytes);
        }
    }

    private static bool DeclaresWestern(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        return Regex.IsMatch(head, "<\\?xml[^>]*encoding\\s*=\\s*[\"'](windows-1252|cp1252|iso-8859-1|latin1)[\"']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}

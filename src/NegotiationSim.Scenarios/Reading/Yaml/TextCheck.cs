using System.Globalization;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Refuses text that no YAML reader should see: too much of it, control characters, halves of surrogate pairs.</summary>
internal static class TextCheck
{
    public static void ThrowIfUnreadable(Source source)
    {
        var text = source.Text;
        if (text.Length > Limits.Bytes || System.Text.Encoding.UTF8.GetByteCount(text) > Limits.Bytes)
        {
            throw new ReadingAbortedException(source.At(1, 1), "the file is over 4 MiB, the limit of a scenario file");
        }

        RefuseManyDocuments(source);
        int line = 1, column = 1;
        for (var i = 0; i < text.Length; i++, column++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                line++;
                column = 0;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (IsRefused(c))
            {
                throw new ReadingAbortedException(
                    source.At(line, column), $"the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)} is not allowed in YAML; delete it");
            }
        }
    }

    // The YAML parser goes one call deeper per `...` that follows another: thousands would exhaust its stack.
    private static void RefuseManyDocuments(Source source)
    {
        var (line, ends) = (0, 0);
        foreach (var text in source.Text.AsSpan().EnumerateLines())
        {
            line++;
            if (text.StartsWith("...") && ++ends > 1)
            {
                throw new ReadingAbortedException(source.At(line, 1), "a second document ends here; a scenario is one YAML document");
            }
        }
    }

    // YAML 1.2, production [1]: c-printable; the byte order mark is taken off before.
    private static bool IsRefused(char c) =>
        c < ' ' ? c is not ('\t' or '\r') : c is >= '\u007f' and < '\u00a0' and not '\u0085' || char.IsSurrogate(c) || c is '\ufffe' or '\uffff' or '\ufeff';
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>
/// Leaves text in JSON legible (no escapes for letters of any script, quotes of prose or signs that only HTML minds), and escapes what is hidden in it, such as
/// controls of writing direction: a document that is looked at on a terminal must not do anything to it.
/// </summary>
internal sealed class LegibleJsonEncoder : JavaScriptEncoder
{
    public static readonly LegibleJsonEncoder Instance = new();

    private static readonly JavaScriptEncoder s_relaxed = UnsafeRelaxedJsonEscaping;

    private LegibleJsonEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => s_relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => s_relaxed.WillEncode(unicodeScalar) || (Rune.IsValid(unicodeScalar) && HiddenCharacters.Contains(new Rune(unicodeScalar)));

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var first = s_relaxed.FindFirstCharacterToEncode(text, textLength);
        // Escapes that are needed anyway come first in nearly every text that has any.
        for (var at = HiddenCharacters.IndexOfSuspect(span); at >= 0 && at < textLength && (first < 0 || at < first);)
        {
            if (Rune.DecodeFromUtf16(span[at..], out var rune, out var length) != OperationStatus.Done || HiddenCharacters.Contains(rune))
            {
                return at;
            }

            at += length;
            var next = HiddenCharacters.IndexOfSuspect(span[at..]);
            at = next < 0 ? -1 : at + next;
        }

        return first;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (s_relaxed.WillEncode(unicodeScalar))
        {
            return s_relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        Span<char> units = stackalloc char[2];
        var count = new Rune(unicodeScalar).EncodeToUtf16(units);
        numberOfCharactersWritten = 0;
        if (bufferLength < 6 * count)
        {
            return false;
        }

        var target = new Span<char>(buffer, bufferLength);
        foreach (var unit in units[..count])
        {
            @"\u".CopyTo(target[numberOfCharactersWritten..]);
            ((int)unit).TryFormat(target[(numberOfCharactersWritten + 2)..], out _, "X4", System.Globalization.CultureInfo.InvariantCulture);
            numberOfCharactersWritten += 6;
        }

        return true;
    }
}

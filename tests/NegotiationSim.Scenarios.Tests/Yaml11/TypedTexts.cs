using CsCheck;

namespace NegotiationSim.Scenarios.Tests.Yaml11;

/// <summary>Texts that YAML might take for something else, and texts made of their parts.</summary>
internal static class TypedTexts
{
    public static readonly string[] Known =
    [
        "0_02", "1_000", "on", "On", "oN", "y", "Y", "n", "N", "yes", "no", "off", "true", "TRUE", "null", "nULL", "~", "12:30", "1:2:3", "190:20:30.15", "1e3", "1E3", "1e-3", "0o7", "0b1", "0x1f",
        ".inf", "-.INF", ".NaN", "=", "<<", "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "", " ", "-", "- a", "?", ":", ":a", "a: b", "a #b", "#", "1.", ".5", "+1",
        "1.2.3", "1_0.5", "010", "08", "0_8", "1,000", "0,1", "e5", "_1", "1_", "0_", "---", "...", "!", "&a", "*a", "%", "@", "`a", "{", "[", "a,b", "a\\b", "\"", "'", "a\"", "it's", "|", ">", "a\nb", "a\tb", "\ta",
        "a ", " a", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u0000", "\u007f", "\ud83d\ude00", "\u202e", "null_", "yes_", "1e3_", "0x", "0b", "7d", "48_hours", "7.0", "1-2", "2001-01-01x",
    ];

    private static readonly Gen<string> s_part = Gen.OneOf(
        OneOf([.. "0123456789_.:+-exobynYNtTzZ~=<#,%&*!|>'\"{}[]?@`\\/() \t\nEfFaAlLuUsS"]).Select(c => c.ToString()),
        OneOf("on", "off", "yes", "no", "null", "true", "false", ".inf", ".nan", "0x", "0o", "0b", "1e", "12:30", "2001-01-01", "T", "Z", "é", "日", "\u0085", "\ufeff", "\ud83d\ude00"));

    /// <summary>Well-formed texts, with every sort of character now and then.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (2, OneOf(Known)),
        (8, s_part.Array[0, 8].Select(string.Concat)),
        (2, Gen.Select(OneOf(Known), s_part, (known, part) => known + part)),
        (2, Gen.Select(s_part, OneOf(Known), (part, known) => part + known)),
        (1, Gen.Char.Where(c => !char.IsSurrogate(c)).Array[1, 4].Select(characters => new string(characters))));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}

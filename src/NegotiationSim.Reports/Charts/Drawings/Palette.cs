using System.Globalization;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>On what a picture is looked at.</summary>
internal enum Theme
{
    Light,
    Dark,
}

/// <summary>
/// The colours of every role in every theme, as <c>#rrggbb</c>. Marks have a contrast of at least 3:1 against the paper and text one of 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3); the endings among each other, and the series
/// among each other, stay at least 15 units of CIELAB apart for people who lack one of the three kinds of cones (simulated after Machado, Oliveira and Fernandes 2009). They were found by search.
/// </summary>
internal static class Palette
{
    private static readonly string[] s_light =
    [
        "#1d4fae", "#dd660f", "#219a75", "#7d1f58", "#57461a", "#ba68c6",
        "#3f88c0", "#bd4c10", "#9a30d8", "#42474e", "#6b5d00",
        "#1b2027", "#565d67", "#7b828c", "#dfe2e6", "#ffffff",
    ];

    private static readonly string[] s_dark =
    [
        "#d3e9f2", "#c9712b", "#3fe09a", "#e83d90", "#e0c840", "#a05be0",
        "#8ec7f4", "#ee6d3a", "#b566e6", "#6f7782", "#d9c66a",
        "#e8ebef", "#a5adb8", "#7d8590", "#30363e", "#14181d",
    ];

    /// <summary>The colour of a role.</summary>
    public static string Of(Role role, Theme theme) => role switch
    {
        >= Role.Split0 => theme == Theme.Light
            ? Between("#f3f4f6", role < Role.Split4 ? "#a33c05" : "#12498f", Math.Abs(role - Role.Split4) / 4.0)
            : Between("#262c33", role < Role.Split4 ? "#ff9a63" : "#8fc4ff", Math.Abs(role - Role.Split4) / 4.0),
        >= Role.Heat0 => theme == Theme.Light ? Between("#f0f4f9", "#0f3f80", (role - Role.Heat0) / 8.0) : Between("#222930", "#9fd0ff", (role - Role.Heat0) / 8.0),
        _ => (theme == Theme.Light ? s_light : s_dark)[(int)role],
    };

    /// <summary>The colour of text that stands on a mark: the one of black and white that is easier to read there.</summary>
    public static string On(Role role, Theme theme)
    {
        var behind = Of(role, theme);
        return Contrast("#ffffff", behind) >= Contrast("#000000", behind) ? "#ffffff" : "#000000";
    }

    /// <summary>The colour of an ink.</summary>
    public static string Of(Ink ink, Theme theme) => ink.Paint == Paint.TextOn ? On(ink.Role, theme) : Of(ink.Role, theme);

    /// <summary>(L1 + 0.05) / (L2 + 0.05) of the relative luminances, the larger first (WCAG 2.2).</summary>
    public static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    /// <summary>Red, green and blue from 0 to 255.</summary>
    public static (byte Red, byte Green, byte Blue) Parts(string colour) => (Part(colour, 1), Part(colour, 3), Part(colour, 5));

    private static byte Part(string colour, int at) => byte.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static double Luminance(string colour)
    {
        var (red, green, blue) = Parts(colour);
        return 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue);
    }

    private static double Linear(byte part) => part / 255.0 is var share && share <= 0.04045 ? share / 12.92 : PortableMath.Pow((share + 0.055) / 1.055, 2.4);

    private static string Between(string from, string to, double share)
    {
        var (first, last) = (Parts(from), Parts(to));
        return FormattableString.Invariant($"#{Mix(first.Red, last.Red):x2}{Mix(first.Green, last.Green):x2}{Mix(first.Blue, last.Blue):x2}");

        int Mix(byte a, byte b) => (int)Math.Round(a + (b - a) * share);
    }
}

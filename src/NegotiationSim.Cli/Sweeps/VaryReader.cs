using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>
/// Reads what is to be varied: <c>P=FROM:TO:STEPS</c>, where STEPS equal steps lead from the one to the other, so that there is one point more than steps, or a list <c>P=A,B,C</c>. Numbers are reckoned in decimal: what is
/// printed is what is played.
/// </summary>
internal static class VaryReader
{
    public const string Source = "--vary";

    /// <summary>Points of all parameters together: each is a scenario of its own that is held and played.</summary>
    public const int MostPoints = 500;

    /// <summary>Digits that steps which do not come out even are written with.</summary>
    private const int Digits = 4;

    /// <summary>Decimals up to which a step counts as coming out even.</summary>
    private const int MostDecimals = 12;

    private const decimal Largest = 1_000_000_000_000;

    private const string Forms = "write PATH=FROM:TO:STEPS, as PATH=0:1:4 for 0, 0.25, 0.5, 0.75 and 1, or PATH=VALUE,VALUE";

    /// <summary>A parameter, or what is wrong.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="number">Which <c>--vary</c> it is, from 1.</param>
    public static (Axis? Axis, Diagnostic? Error) Read(string text, int number)
    {
        var (parts, error) = SettingList.Split(text, Source, number);
        if (error is not null)
        {
            return (null, error with { Message = error.Message.Replace("PATH=VALUE,PATH=VALUE", "PATH=VALUE,VALUE", StringComparison.Ordinal) });
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || text[..equals].Contains(',', StringComparison.Ordinal))
        {
            return Fail(0, $"`{text}` varies nothing; {Forms}");
        }

        var path = text[..equals].Trim();
        var start = equals + 1 + text[(equals + 1)..].TakeWhile(char.IsWhiteSpace).Count();
        var typed = parts.Select((part, i) => i == 0 ? (Text: text[start..(part.Column - 1 + part.Text.Length)], Offset: start) : (part.Text, Offset: part.Column - 1)).ToList();
        if (typed.FindIndex(value => value.Text.Length == 0) >= 0)
        {
            return Fail(start, $"there is no value after `=`; {Forms}");
        }

        var (values, message) = typed.Count == 1 ? Range(typed[0].Text, typed[0].Offset) : ([.. typed.Select(value => Number(value.Text) is { } found ? AxisValue.Of(found, value.Offset) : new AxisValue(value.Text, null, value.Offset))], null);
        if (message is not null)
        {
            return Fail(start, message);
        }

        if (values.GroupBy(value => value.Text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return Fail(twice.Last().Offset, $"`{twice.Key}` is in the list twice");
        }

        return (new Axis(text, path, values.All(value => value.Number is not null) ? [.. values.OrderBy(value => value.Number)] : values), null);

        (Axis?, Diagnostic?) Fail(int offset, string message) => (null, new Diagnostic(Severity.Error, Source, number, offset + 1, message));
    }

    private static (ImmutableArray<AxisValue> Values, string? Error) Range(string text, int offset)
    {
        var parts = text.Split(':');
        if (parts.Length != 3 || Number(parts[0]) is not { } from || Number(parts[1]) is not { } to)
        {
            return ([], $"`{text}` is one value, and neither a range nor a list; {Forms}");
        }

        if (!int.TryParse(parts[2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) || steps is < 1 or >= MostPoints)
        {
            return ([], $"`{parts[2].Trim()}` is no number of steps: a whole number from 1 to {MostPoints - 1}, the number of equal steps from {parts[0].Trim()} to {parts[1].Trim()}; there is one point more than steps");
        }

        if (from == to)
        {
            return ([], $"`{text}` begins where it ends; {Forms}");
        }

        var step = (to - from) / steps;
        var decimals = Scale(step) <= MostDecimals ? 28 : Math.Clamp(Math.Max(Math.Max(Scale(from), Scale(to)), Digits - 1 - (int)Math.Floor(PortableMath.Log10((double)Math.Abs(step)))), 0, 28);
        ImmutableArray<AxisValue> values = [.. Enumerable.Range(0, steps + 1).Select(i => AxisValue.Of(i == steps ? to : Math.Round(from + i * step, decimals), offset))];
        return values.DistinctBy(value => value.Number).Count() == values.Length ? (values, null) : ([], $"the steps of `{text}` are too small to be written");
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest ? number : null;

    /// <summary>Decimals without zeros at the end.</summary>
    private static int Scale(decimal number) => AxisValue.Write(number) is var text && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text.Length - point - 1 : 0;
}

using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>A parameter that is varied.</summary>
/// <param name="Text">How it was typed.</param>
/// <param name="Path">Where it stands in the scenario, as <c>--set</c> takes it.</param>
/// <param name="Values">Its values: numbers ascending, else as typed. At least two, all different.</param>
internal sealed record Axis(string Text, string Path, ImmutableArray<AxisValue> Values)
{
    /// <summary>Whether all values are numbers, so that the points lie on a line.</summary>
    public bool IsNumeric { get; } = Values.All(value => value.Number is not null);

    /// <summary>Whether a number between two of the values is one that the scenario takes; false for rounds, days and the like.</summary>
    public bool IsContinuous { get; init; } = true;

    /// <summary>The values of a parameter that is a number.</summary>
    public ImmutableArray<decimal> Numbers => [.. Values.Select(value => value.Number!.Value)];

    /// <summary>A value in a setting: what a message says of it stands where it was typed.</summary>
    public Setting SettingOf(AxisValue value, int number)
    {
        var path = Text[..(Text.IndexOf('=', StringComparison.Ordinal) + 1)];
        return new Setting(path + new string(' ', Math.Max(0, value.Offset - path.Length)) + value.Text, VaryReader.Source, number);
    }
}

/// <summary>A value of a parameter.</summary>
/// <param name="Text">As it is set and shown: of numbers the shortest form.</param>
/// <param name="Number">The number; null where it is none.</param>
/// <param name="Offset">Characters before it in what was typed.</param>
internal sealed record AxisValue(string Text, decimal? Number, int Offset)
{
    /// <summary>A number without exponent and needless zeros.</summary>
    public static AxisValue Of(decimal number, int offset) => new(Write(number), number, offset);

    /// <summary>A number as it is set and shown.</summary>
    public static string Write(decimal number) => number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);
}

using System.Globalization;
using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>The value of a setting in words, beside what it was before.</summary>
internal sealed class ValueWords(string yaml)
{
    private const int Longest = 40;

    /// <summary>The value as it was typed, without quotes around it; a long one cut.</summary>
    public string Text { get; } = Shorten(yaml.Length > 1 && yaml[0] is '"' or '\'' && yaml[^1] == yaml[0] ? yaml[1..^1] : yaml);

    /// <summary>The value as a number; null where it is none.</summary>
    public double? Number { get; } = double.TryParse(yaml, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c> instead of 0.3</c>, where there was a plain number.</summary>
    public string InsteadOf(Quantity? before) => before?.Expression is Constant(var was) ? $" instead of {Figures.Number(was)}" : "";

    /// <summary><c> instead of with probability 0.3</c>; nothing where it never happened before, which is what its name leads to expect.</summary>
    public string InsteadOfProbability(Quantity? before) => before?.Expression is Constant(> 0 and var was) ? $" instead of with probability {Figures.Number(was)}" : "";

    /// <summary><c> instead of a share of 0.3</c>.</summary>
    public string InsteadOfShare(Quantity? before) => before?.Expression is Constant(var was) ? $" instead of a share of {Figures.Number(was)}" : "";

    private static string Shorten(string text) => Cells.Shorten(Visible.Title(text), Longest, "...");
}

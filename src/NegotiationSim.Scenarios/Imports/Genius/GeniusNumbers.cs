using System.Globalization;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Reads numbers of attributes.</summary>
internal sealed class GeniusNumbers(Findings findings)
{
    /// <summary>The largest size of a number that a scenario holds.</summary>
    private const double Largest = 1e100;

    /// <summary>A number; null (and an error) when the attribute is missing or no number.</summary>
    public double? Required(MarkupElement element, string name)
    {
        if (element.Find(name) is not { } attribute)
        {
            findings.Error(element.Position, $"<{element.Name}> has no `{name}`; give it a number");
            return null;
        }

        if (Parse(attribute.Text) is { } number)
        {
            return number;
        }

        findings.Error(attribute.Position, $"`{name}` is no number: `{Excerpt.Of(attribute.Text)}`{(attribute.Text.Contains(',') ? "; decimals have a point" : "")}");
        return null;
    }

    /// <summary>A whole number; null (and an error) when the attribute is missing or no whole number.</summary>
    public int? RequiredWhole(MarkupElement element, string name)
    {
        if (element.Find(name) is not { } attribute)
        {
            findings.Error(element.Position, $"<{element.Name}> has no `{name}`; give it a whole number");
            return null;
        }

        if (int.TryParse(attribute.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        findings.Error(attribute.Position, $"`{name}` is no whole number: `{Excerpt.Of(attribute.Text)}`");
        return null;
    }

    /// <summary>A number that is neither infinite nor absurd; null when the text is none.</summary>
    public static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest ? number : null;
}

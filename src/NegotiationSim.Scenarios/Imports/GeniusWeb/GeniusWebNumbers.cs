using System.Globalization;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Reads members that must be there.</summary>
internal sealed class GeniusWebNumbers(Findings findings)
{
    private const decimal Largest = 1e12m;

    /// <summary>A number; null (and an error) when it is missing or something else.</summary>
    public decimal? Required(JsonTree owner, string name)
    {
        if (owner.Find(name) is { } value)
        {
            return Number(value, name);
        }

        findings.Error(owner.Position, $"the number `{name}` is missing");
        return null;
    }

    /// <summary>A number; null (and an error) when it is something else.</summary>
    public decimal? Number(JsonTree value, string name)
    {
        if (value.IsNumber && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest)
        {
            return number;
        }

        findings.Error(value.Position, $"`{Excerpt.Of(name)}` is no number up to {Largest.ToString("0e0", CultureInfo.InvariantCulture)}");
        return null;
    }

    /// <summary>A number from 0 to 1; null (and an error) when it is something else.</summary>
    public decimal? Share(JsonTree value, string name)
    {
        if (Number(value, name) is not { } number)
        {
            return null;
        }

        if (number is >= 0 and <= 1)
        {
            return number;
        }

        findings.Error(value.Position, $"`{Excerpt.Of(name)}` is {value.Text}; it must lie between 0 and 1");
        return null;
    }

    /// <summary>An object; null (and an error) when it is missing or something else.</summary>
    public JsonTree? RequiredObject(JsonTree owner, string name)
    {
        if (owner.Find(name) is { IsObject: true } value)
        {
            return value;
        }

        findings.Error(owner.Find(name)?.Position ?? owner.Position, $"the object `{name}` is missing here");
        return null;
    }
}

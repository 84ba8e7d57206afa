using System.Globalization;

namespace NegotiationSim.Reference;

/// <summary>Numbers of a random scenario, as they are written in it: plain, or as an expression with draws.</summary>
internal sealed class RandomNumbers(ScenarioShape shape, Dice dice)
{
    /// <summary>Names of drivers that expressions may use.</summary>
    public List<string> Drivers { get; } = [];

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A plain number on a grid of tenths between the ends, or of thousandths where numbers are not coarse.</summary>
    public string Plain(double low, double high)
    {
        var grid = shape.CoarseNumbers ? dice.Pick([4, 10]) : 1000;
        return Text(Math.Round(low + (high - low) * dice.Int(0, grid) / grid, 6));
    }

    /// <summary>A number between the ends, sometimes as an expression with draws that may reach beyond them.</summary>
    public string Number(double low, double high, double drawn = 0.2) =>
        shape.Distributions && dice.Chance(drawn) ? $"\"{Expression(low, high)}\"" : Plain(low, high);

    /// <summary>A probability.</summary>
    public string Probability() => dice.Chance(0.3) ? dice.Pick(["0", "1"]) : Number(0, 1);

    /// <summary>A distribution over about these ends; its arguments are always legal.</summary>
    public string Expression(double low, double high)
    {
        var span = high - low;
        var middle = Plain(low, high);
        var text = dice.Int(0, shape.NumericQuantiles ? 11 : 5) switch
        {
            0 => $"uniform({Text(low)}, {Text(high)})",
            1 => $"{middle} / 2 + uniform({Text(low / 2)}, {Text(high / 2)})",
            2 => $"min({Text(high)}, {Text(low)} + exponential({Text(span / 3)}))",
            3 => $"{Text(low)} + {Text(span)} * bernoulli(0.4)",
            4 => $"choice({Plain(low, high)}, {Plain(low, high)}, {Plain(low, high)})",
            5 => $"max({Text(low)}, {middle} - uniform(0, {Text(span / 2)}))",
            6 => $"triangular({Text(low)}, {middle}, {Text(high)})",
            7 => $"normal({middle}, {Text(span / 5)})",
            8 => $"pert({Text(low)}, {middle}, {Text(high)})",
            9 => $"{Text(low)} + {Text(span)} * beta({Text(dice.Int(1, 4))}, {Text(dice.Int(1, 8) / 2.0)})",
            10 => $"{Text(low)} + {Text(span / 4)} * lognormal(1, 0.4)",
            _ => $"{Text(low)} + {Text(span)} * gamma(0.5, 0.1)",
        };
        return Drivers.Count > 0 && dice.Chance(0.3) ? $"{text} + {Text(span / 10)} * {dice.Pick(Drivers)}" : text;
    }
}

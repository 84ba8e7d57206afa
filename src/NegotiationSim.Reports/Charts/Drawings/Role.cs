namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>What a mark is there for; its colour in every theme follows from it (<see cref="Palette"/>). The first ones are those of <see cref="ChartColour"/>, in the same order.</summary>
internal enum Role
{
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,
    Series6,
    Held,
    Collapsed,
    NotRatified,
    NoDeal,
    Reference,
    Text,
    QuietText,
    Axis,
    Grid,
    Surface,

    /// <summary>The lightest of nine steps of a scale from little to much.</summary>
    Heat0,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
    Heat6,
    Heat7,
    Heat8,

    /// <summary>The first of nine steps of a scale with two ends: far below 0, 0 in the middle, far above 0.</summary>
    Split0,
    Split1,
    Split2,
    Split3,
    Split4,
    Split5,
    Split6,
    Split7,
    Split8,
}

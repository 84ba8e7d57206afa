using NegotiationSim.Engine;

namespace NegotiationSim.Reports.Charts;

/// <summary>What colour a mark has, by what it means. The endings have theirs in every picture; the series differ for people who cannot tell some colours apart, and in their dashes and symbols too.</summary>
public enum ChartColour
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

    /// <summary>What a result is measured against: a base rate, another's forecast.</summary>
    Reference,
}

/// <summary>Colours for what the engine knows.</summary>
public static class ChartColours
{
    /// <summary>The colour of an ending.</summary>
    public static ChartColour Of(Ending ending) => ending switch
    {
        Ending.Held => ChartColour.Held,
        Ending.Collapsed => ChartColour.Collapsed,
        Ending.NotRatified => ChartColour.NotRatified,
        Ending.NoDeal => ChartColour.NoDeal,
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, null),
    };

    /// <summary>The colour of a series by its number from 0; after the sixth they begin again.</summary>
    public static ChartColour Series(int index) => ChartColour.Series1 + index % 6;
}

using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Points of a plane, and how series are told apart by more than their colour.</summary>
internal static class Symbols
{
    private const double Size = 5;

    public static void Draw(Drawing drawing, double x, double y, ScatterSymbol symbol, Role role, string? title)
    {
        var ink = new Ink(Paint.Tile, role);
        switch (symbol)
        {
            case ScatterSymbol.Square:
                drawing.Rectangle(x - Size, y - Size, 2 * Size, 2 * Size, ink, title);
                break;
            case ScatterSymbol.Diamond:
                drawing.Polygon([new(x, y - Size - 2), new(x + Size + 2, y), new(x, y + Size + 2), new(x - Size - 2, y)], ink, title);
                break;
            case ScatterSymbol.Triangle:
                drawing.Polygon([new(x, y - Size - 1.5), new(x + Size + 1.5, y + Size), new(x - Size - 1.5, y + Size)], ink, title);
                break;
            default:
                drawing.Circle(x, y, Size, ink, title);
                break;
        }
    }

    /// <summary>The role of a colour.</summary>
    public static Role RoleOf(ChartColour colour) => (Role)colour;

    /// <summary>The dashes of a curve: of the colours that occur together, each has its own as far as there are some.</summary>
    public static Dash DashOf(ChartColour colour) => colour switch
    {
        ChartColour.Series2 or ChartColour.Collapsed or ChartColour.Series6 => Dash.Long,
        ChartColour.Series3 or ChartColour.NoDeal or ChartColour.Reference => Dash.Short,
        ChartColour.Series4 or ChartColour.NotRatified => Dash.Mixed,
        _ => Dash.None,
    };
}

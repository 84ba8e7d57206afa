using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Points of a plane, and how series are told apart by more than their colour.</summary>
internal static class Symbols
{
    private const double Side = 5;

    /// <summary>More points of one kind than this are drawn smaller.</summary>
    private const int Crowd = 100;

    /// <summary>How large the points of a group are, as a part of the usual size.</summary>
    public static double SizeOf(int points) => points > Crowd ? 0.6 : 1;

    public static void Draw(Drawing drawing, double x, double y, ScatterSymbol symbol, Role role, string? title, double size = 1)
    {
        var (side, tip) = (size * Side, size * (Side + 2));
        var ink = new Ink(Paint.Tile, role);
        switch (symbol)
        {
            case ScatterSymbol.Square:
                drawing.Rectangle(x - side, y - side, 2 * side, 2 * side, ink, title);
                break;
            case ScatterSymbol.Diamond:
                drawing.Polygon([new(x, y - tip), new(x + tip, y), new(x, y + tip), new(x - tip, y)], ink, title);
                break;
            case ScatterSymbol.Triangle:
                drawing.Polygon([new(x, y - tip), new(x + tip, y + side), new(x - tip, y + side)], ink, title);
                break;
            default:
                drawing.Circle(x, y, side, ink, title);
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

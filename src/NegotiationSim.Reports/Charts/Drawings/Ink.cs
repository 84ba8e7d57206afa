namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>How a mark is put on the paper.</summary>
internal enum Paint
{
    /// <summary>Filled.</summary>
    Fill,

    /// <summary>Filled, with an edge in the colour of the paper that keeps it apart from its neighbours.</summary>
    Tile,

    /// <summary>Filled so thinly that what lies behind shows.</summary>
    Band,

    /// <summary>A line of a grid or an axis.</summary>
    Hairline,

    /// <summary>The line of an interval.</summary>
    Line,

    /// <summary>A curve.</summary>
    Curve,

    /// <summary>A line in the colour of the paper behind another one, which keeps it apart from what it crosses.</summary>
    Halo,

    /// <summary>Text in the role's colour.</summary>
    Text,

    /// <summary>Text on a mark of that role.</summary>
    TextOn,

    /// <summary>Nothing to see: a place that can be pointed at.</summary>
    Hit,
}

/// <summary>The dashes of a line.</summary>
internal enum Dash
{
    None,
    Long,
    Short,
    Mixed,
}

/// <summary>How a mark is put on the paper, and what it is there for.</summary>
internal readonly record struct Ink(Paint Paint, Role Role, Dash Dash = Dash.None)
{
    public bool IsText => Paint is Paint.Text or Paint.TextOn;

    public bool IsStroke => Paint is Paint.Hairline or Paint.Line or Paint.Curve or Paint.Halo;

    /// <summary>How wide its line is, in units of the drawing.</summary>
    public double Width => Paint switch { Paint.Halo => 4, Paint.Curve => 2.25, Paint.Line => 1.5, Paint.Hairline or Paint.Tile => 1, _ => 0 };

    /// <summary>How much of what lies behind it hides.</summary>
    public double Opacity => Paint switch { Paint.Band => 0.22, Paint.Hit => 0, _ => 1 };

    /// <summary>Lengths of dashes and gaps in turn.</summary>
    public ReadOnlySpan<double> Dashes => Dash switch { Dash.Long => [8, 4], Dash.Short => [2.5, 3.5], Dash.Mixed => [9, 3, 2.5, 3], _ => [] };
}

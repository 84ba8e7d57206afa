namespace NegotiationSim.Scenarios;

/// <summary>
/// A number of the file: an expression, where it stands and which values are legal there. A constant outside the legal range
/// never gets here (it is an error in the file); a drawn value outside it is clipped to it.
/// </summary>
/// <param name="Expression">What to compute.</param>
/// <param name="Path">Where it stands, keys joined by dots, list entries by id: <c>actors.north.no_deal</c>.</param>
/// <param name="Minimum">The smallest legal value; negative infinity where there is none.</param>
/// <param name="Maximum">The largest legal value; positive infinity where there is none.</param>
public sealed record Quantity(Expression Expression, string Path, double Minimum = double.NegativeInfinity, double Maximum = double.PositiveInfinity)
{
    /// <summary>The value is the same in every replica.</summary>
    public bool IsConstant => Expression is Constant;

    /// <summary>A quantity that is a plain number.</summary>
    public static Quantity Of(double value, string path = "") => new(new Constant(value), path);
}

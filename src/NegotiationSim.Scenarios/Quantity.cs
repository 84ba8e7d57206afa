namespace NegotiationSim.Scenarios;

/// <summary>
/// A number of the file: an expression, where it stands and which values are legal there. A constant outside the legal range
/// never gets here (it is an error in the file); a drawn value outside it is clipped to it. No number is larger than <see cref="Largest"/> in size, drawn or not.
/// </summary>
/// <param name="Expression">What to compute.</param>
/// <param name="Path">Where it stands, keys joined by dots, list entries by id: <c>actors.north.no_deal</c>.</param>
/// <param name="Minimum">The smallest legal value; minus the largest number where nothing else is said.</param>
/// <param name="Maximum">The largest legal value; the largest number where nothing else is said.</param>
[GenerateSerializer, Immutable, Alias("negsim.quantity")]
public sealed record Quantity([property: Id(0)] Expression Expression, [property: Id(1)] string Path, [property: Id(2)] double Minimum = -Quantity.Largest, [property: Id(3)] double Maximum = Quantity.Largest)
{
    /// <summary>Numbers may be at most this in size: the model computes with sums, products and squares of them.</summary>
    public const double Largest = 1e100;

    /// <summary>The value is the same in every replica.</summary>
    public bool IsConstant => Expression is Constant;

    /// <summary>A quantity that is a plain number.</summary>
    public static Quantity Of(double value, string path = "") => new(new Constant(value), path);
}

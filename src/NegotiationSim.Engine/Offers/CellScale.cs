using System.Numerics;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// Equal cells over a range of numbers. A greater number is never in an earlier cell; numbers below the range are in the first cell and numbers above it in the last.
/// </summary>
/// <param name="Least">Where the range begins.</param>
/// <param name="Scale">Cells per unit.</param>
/// <param name="Last">The last cell.</param>
internal readonly record struct CellScale(double Least, double Scale, double Last)
{
    /// <summary>Added to a small number, it leaves the nearest whole number in the low bits: a conversion that vectors of any width do in one step.</summary>
    private const double WholeNumbers = 1L << 52;

    /// <summary>The cell of a finite number.</summary>
    public int Of(double number) =>
        (int)BitConverter.DoubleToInt64Bits(double.MinNative(double.MaxNative((number - Least) * Scale, 0), Last) + WholeNumbers);

    /// <summary>The cells of several finite numbers, in the low half of each.</summary>
    public Vector<long> Of(Vector<double> numbers)
    {
        var cells = (numbers - new Vector<double>(Least)) * new Vector<double>(Scale);
        return Vector.AsVectorInt64(Vector.Min(Vector.Max(cells, Vector<double>.Zero), new Vector<double>(Last)) + new Vector<double>(WholeNumbers));
    }
}

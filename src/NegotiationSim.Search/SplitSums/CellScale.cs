using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.SplitSums;

/// <summary>
/// Equal cells over a range of numbers. A greater number is never in an earlier cell; numbers below the range are in the first cell and numbers above it in the last.
/// </summary>
/// <param name="Least">Where the range begins.</param>
/// <param name="Scale">Cells per unit.</param>
/// <param name="Last">The last cell.</param>
internal readonly record struct CellScale(double Least, double Scale, double Last)
{
    /// <summary>Added to a small number, it leaves the nearest whole number in the low bits: a conversion that takes a vector one step.</summary>
    private const double WholeNumbers = 1L << 52;

    /// <summary>The cell of a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(double number) =>
        (int)BitConverter.DoubleToInt64Bits(double.MinNative(double.MaxNative((number - Least) * Scale, 0), Last) + WholeNumbers);

    /// <summary>The cells of several numbers, none of them NaN, in the low half of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<long> Of(Vector256<double> numbers)
    {
        var cells = (numbers - Vector256.Create(Least)) * Vector256.Create(Scale);
        return (Vector256.MinNative(Vector256.MaxNative(cells, Vector256<double>.Zero), Vector256.Create(Last)) + Vector256.Create(WholeNumbers)).AsInt64();
    }
}

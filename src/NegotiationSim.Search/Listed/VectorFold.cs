using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.Listed;

/// <summary>
/// Goes once through a list of numbers, eight at a time, for the nearest of those that an operator lets pass. Least and greatest are exact, so the width of a vector shows nowhere; NaN never
/// passes. A list may have any length.
/// </summary>
internal static class VectorFold
{
    private const int Lanes = 8;

    /// <summary>Which numbers pass, and which of two is nearer; eight at a time and one at a time, to the same bits.</summary>
    internal interface IOperator
    {
        /// <summary>What is found where nothing passes, further than any number.</summary>
        double None { get; }

        /// <summary>Numbers that pass as they are, others as <see cref="None"/>.</summary>
        Vector512<double> Keep(Vector512<double> numbers);

        double Keep(double number);

        Vector512<double> Nearer(Vector512<double> one, Vector512<double> other);

        double Nearer(double one, double other);
    }

    /// <summary>What an operator finds in a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<TOperator>(ReadOnlySpan<double> list, TOperator op)
        where TOperator : struct, IOperator
    {
        var nearest = Vector512.Create(op.None);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var numbers in vectors)
        {
            nearest = op.Nearer(nearest, op.Keep(numbers));
        }

        return op.Nearer(Across(nearest, op), OneByOne(list[(vectors.Length * Lanes)..], op));
    }

    /// <summary>What two operators find, in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<TFirst, TSecond>(ReadOnlySpan<double> list, TFirst first, TSecond second, out double found)
        where TFirst : struct, IOperator
        where TSecond : struct, IOperator
    {
        var (nearest, other) = (Vector512.Create(first.None), Vector512.Create(second.None));
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var numbers in vectors)
        {
            nearest = first.Nearer(nearest, first.Keep(numbers));
            other = second.Nearer(other, second.Keep(numbers));
        }

        var rest = list[(vectors.Length * Lanes)..];
        found = second.Nearer(Across(other, second), OneByOne(rest, second));
        return first.Nearer(Across(nearest, first), OneByOne(rest, first));
    }

    /// <summary>The same as <see cref="Of{TOperator}"/> without vectors.</summary>
    public static double OneByOne<TOperator>(ReadOnlySpan<double> list, TOperator op)
        where TOperator : struct, IOperator
    {
        var nearest = op.None;
        foreach (var number in list)
        {
            nearest = op.Nearer(nearest, op.Keep(number));
        }

        return nearest;
    }

    /// <summary>The nearest of the numbers of a vector, all of which have passed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Across<TOperator>(Vector512<double> numbers, TOperator op)
        where TOperator : struct, IOperator
    {
        var (first, second) = (numbers.GetLower(), numbers.GetUpper());
        var (left, right) = (op.Nearer(op.Nearer(first[0], second[0]), op.Nearer(first[1], second[1])), op.Nearer(op.Nearer(first[2], second[2]), op.Nearer(first[3], second[3])));
        return op.Nearer(left, right);
    }

    /// <summary>The least number at or above a bound; positive infinity where there is none.</summary>
    internal readonly struct LeastFrom(double bound) : IOperator
    {
        public double None => double.PositiveInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Keep(Vector512<double> numbers) =>
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(numbers, Vector512.Create(bound)), numbers, Vector512.Create(None));

        public double Keep(double number) => number >= bound ? number : None;

        public Vector512<double> Nearer(Vector512<double> one, Vector512<double> other) => Vector512.MinNative(one, other);

        public double Nearer(double one, double other) => double.MinNative(one, other);
    }

    /// <summary>The greatest number below a bound; negative infinity where there is none.</summary>
    internal readonly struct GreatestBelow(double bound) : IOperator
    {
        public double None => double.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Keep(Vector512<double> numbers) =>
            Vector512.ConditionalSelect(Vector512.LessThan(numbers, Vector512.Create(bound)), numbers, Vector512.Create(None));

        public double Keep(double number) => number < bound ? number : None;

        public Vector512<double> Nearer(Vector512<double> one, Vector512<double> other) => Vector512.MaxNative(one, other);

        public double Nearer(double one, double other) => double.MaxNative(one, other);
    }
}

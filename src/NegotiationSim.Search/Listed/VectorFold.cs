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
        static abstract double None { get; }

        /// <summary>Numbers that pass as they are, others as what is found where nothing passes.</summary>
        static abstract Vector512<double> Keep(Vector512<double> numbers, Vector512<double> bound, Vector512<double> none);

        static abstract double Keep(double number, double bound);

        static abstract Vector512<double> Nearer(Vector512<double> one, Vector512<double> other);

        static abstract double Nearer(double one, double other);
    }

    /// <summary>What an operator finds in a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<TOperator>(ReadOnlySpan<double> list, double bound)
        where TOperator : struct, IOperator
    {
        var none = Vector512.Create(TOperator.None);
        var (nearest, bounds) = (none, Vector512.Create(bound));
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var numbers in vectors)
        {
            nearest = TOperator.Nearer(nearest, TOperator.Keep(numbers, bounds, none));
        }

        var found = Across<TOperator>(nearest);
        return vectors.Length * Lanes == list.Length ? found : TOperator.Nearer(found, OneByOne<TOperator>(list[(vectors.Length * Lanes)..], bound));
    }

    /// <summary>What two operators find, in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<TFirst, TSecond>(ReadOnlySpan<double> list, double bound, double secondBound, out double second)
        where TFirst : struct, IOperator
        where TSecond : struct, IOperator
    {
        var (none, noSecond) = (Vector512.Create(TFirst.None), Vector512.Create(TSecond.None));
        var (nearest, other) = (none, noSecond);
        var (bounds, secondBounds) = (Vector512.Create(bound), Vector512.Create(secondBound));
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var numbers in vectors)
        {
            nearest = TFirst.Nearer(nearest, TFirst.Keep(numbers, bounds, none));
            other = TSecond.Nearer(other, TSecond.Keep(numbers, secondBounds, noSecond));
        }

        var first = Across<TFirst>(nearest);
        second = Across<TSecond>(other);
        if (vectors.Length * Lanes < list.Length)
        {
            var rest = list[(vectors.Length * Lanes)..];
            first = TFirst.Nearer(first, OneByOne<TFirst>(rest, bound));
            second = TSecond.Nearer(second, OneByOne<TSecond>(rest, secondBound));
        }

        return first;
    }

    /// <summary>What two operators find among the sums of a number of the list and an addend, each of the one with each of the other; the list is whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfSums<TFirst, TSecond>(ReadOnlySpan<double> list, ReadOnlySpan<double> addends, double bound, double secondBound, out double second)
        where TFirst : struct, IOperator
        where TSecond : struct, IOperator
    {
        var (none, noSecond) = (Vector512.Create(TFirst.None), Vector512.Create(TSecond.None));
        var (nearest, other) = (none, noSecond);
        var (bounds, secondBounds) = (Vector512.Create(bound), Vector512.Create(secondBound));
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var addend in addends)
        {
            var addition = Vector512.Create(addend);
            foreach (var numbers in vectors)
            {
                var sums = numbers + addition;
                nearest = TFirst.Nearer(nearest, TFirst.Keep(sums, bounds, none));
                other = TSecond.Nearer(other, TSecond.Keep(sums, secondBounds, noSecond));
            }
        }

        second = Across<TSecond>(other);
        return Across<TFirst>(nearest);
    }

    /// <summary>The same as <see cref="Of{TOperator}"/> without vectors.</summary>
    public static double OneByOne<TOperator>(ReadOnlySpan<double> list, double bound)
        where TOperator : struct, IOperator
    {
        var nearest = TOperator.None;
        foreach (var number in list)
        {
            nearest = TOperator.Nearer(nearest, TOperator.Keep(number, bound));
        }

        return nearest;
    }

    /// <summary>The nearest of the numbers of a vector, all of which have passed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Across<TOperator>(Vector512<double> numbers)
        where TOperator : struct, IOperator
    {
        // Whole vectors as far as they go: the other half of each is not looked at.
        var four = TOperator.Nearer(numbers, Vector512.Create(numbers.GetUpper(), numbers.GetUpper())).GetLower();
        return TOperator.Nearer(TOperator.Nearer(four[0], four[2]), TOperator.Nearer(four[1], four[3]));
    }

    /// <summary>The least number at or above a bound; positive infinity where there is none.</summary>
    internal readonly struct LeastFrom : IOperator
    {
        public static double None => double.PositiveInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Keep(Vector512<double> numbers, Vector512<double> bound, Vector512<double> none) =>
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(numbers, bound), numbers, none);

        public static double Keep(double number, double bound) => number >= bound ? number : None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Nearer(Vector512<double> one, Vector512<double> other) => Vector512.MinNative(one, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Nearer(double one, double other) => double.MinNative(one, other);
    }

    /// <summary>The greatest number below a bound; negative infinity where there is none.</summary>
    internal readonly struct GreatestBelow : IOperator
    {
        public static double None => double.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Keep(Vector512<double> numbers, Vector512<double> bound, Vector512<double> none) =>
            Vector512.ConditionalSelect(Vector512.LessThan(numbers, bound), numbers, none);

        public static double Keep(double number, double bound) => number < bound ? number : None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Nearer(Vector512<double> one, Vector512<double> other) => Vector512.MaxNative(one, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Nearer(double one, double other) => double.MaxNative(one, other);
    }
}

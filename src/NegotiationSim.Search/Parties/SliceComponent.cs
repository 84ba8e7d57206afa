using System.Collections.Concurrent;

namespace NegotiationSim.Search.Parties;

/// <summary>One component of a <see cref="Slice"/>: the values that are left, and what each does. Immutable; slices share it.</summary>
/// <param name="values">The values left, ascending; of interchangeable ones only the first.</param>
/// <param name="interchangeable">Per value left, the values that it stands for, itself the first.</param>
/// <param name="terms">What value number v adds to party k's utility, at v * parties + k.</param>
/// <param name="violations">Per value left, what it violates.</param>
internal sealed class SliceComponent(ushort[] values, ushort[][] interchangeable, double[] terms, ViolationSet[] violations)
{
    // Most values of a large space stand for themselves alone and violate nothing: their lists are made once for all. Nobody may write to them.
    private static readonly ushort[]?[] s_singles = new ushort[ushort.MaxValue + 1][];
    private static readonly ConcurrentDictionary<int, ViolationSet[]> s_noViolations = new();

    private readonly int _parties = terms.Length / values.Length;
    private double[]? _extremes;

    public ushort[] Values => values;

    public ushort[][] Interchangeable => interchangeable;

    public double[] Terms => terms;

    public ViolationSet[] Violations => violations;

    public int Count => Values.Length;

    /// <summary>Whether there is more than one value to choose from.</summary>
    public bool IsOpen => Values.Length > 1;

    /// <summary>How many values there are with those that others stand for.</summary>
    public long Ways
    {
        get
        {
            long ways = 0;
            foreach (var list in Interchangeable)
            {
                ways += list.Length;
            }

            return ways;
        }
    }

    public static ushort[] Single(ushort value) => s_singles[value] ??= [value];

    public static ViolationSet[] NoViolations(int length) => s_noViolations.GetOrAdd(length, static count => new ViolationSet[count]);

    /// <summary>The least that the component adds to a party's utility.</summary>
    public double Least(int party) => Extremes()[2 * party];

    /// <summary>The most that the component adds to a party's utility.</summary>
    public double Most(int party) => Extremes()[2 * party + 1];

    /// <summary>How far apart what the component adds to a party's utility can be.</summary>
    public double Range(int party) => Most(party) - Least(party);

    /// <summary>What a value adds to the parties' utilities.</summary>
    public ReadOnlySpan<double> TermsOf(int place) => terms.AsSpan(place * _parties, _parties);

    /// <summary>The sum of what a value adds to the parties' utilities, weighted.</summary>
    public double Weighted(int place, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        var at = place * weights.Length;
        for (var k = 0; k < weights.Length; k++)
        {
            sum += weights[k] * Terms[at + k];
        }

        return sum;
    }

    /// <summary>The place of the largest weighted sum, the first of equal ones, and the sum.</summary>
    public (int Place, double Sum) Best(ReadOnlySpan<double> weights)
    {
        // Called for every component in every round of a bound: kept flat.
        var (place, best) = (0, double.NegativeInfinity);
        var (at, all) = (0, Terms);
        for (var v = 0; v < Values.Length; v++)
        {
            var sum = 0.0;
            foreach (var weight in weights)
            {
                sum += weight * all[at++];
            }

            if (sum > best)
            {
                (place, best) = (v, sum);
            }
        }

        return (place, best);
    }

    /// <summary>The component with one value held.</summary>
    public SliceComponent At(int place) => new([Values[place]], [Interchangeable[place]], TermsOf(place).ToArray(), [Violations[place]]);

    /// <summary>The component with other terms and violations.</summary>
    public SliceComponent With(double[] otherTerms, ViolationSet[] otherViolations) => new(Values, Interchangeable, otherTerms, otherViolations);

    /// <summary>Per party the least and the most.</summary>
    private double[] Extremes()
    {
        if (_extremes is { } known)
        {
            return known;
        }

        // Two threads that come here find the same.
        var extremes = new double[2 * _parties];
        for (var k = 0; k < _parties; k++)
        {
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var at = k; at < Terms.Length; at += _parties)
            {
                (least, most) = (Math.Min(least, Terms[at]), Math.Max(most, Terms[at]));
            }

            (extremes[2 * k], extremes[2 * k + 1]) = (least, most);
        }

        _extremes = extremes;
        return extremes;
    }
}

using System.Numerics;

namespace NegotiationSim.Search;

/// <summary>A number of outcomes or points, exact however large; where the work budget did not allow an exact count, bounds that hold.</summary>
/// <param name="AtLeast">There are at least so many.</param>
/// <param name="AtMost">There are at most so many.</param>
public readonly record struct OutcomeCount(BigInteger AtLeast, BigInteger AtMost)
{
    /// <summary>Whether the number is known.</summary>
    public bool IsExact => AtLeast == AtMost;

    /// <summary>A number that is known.</summary>
    public static OutcomeCount Exactly(BigInteger count) => new(count, count);

    /// <summary>The share of the whole in [0, 1] that <see cref="AtLeast"/> is; 0 of nothing.</summary>
    public double ShareAtLeast(BigInteger whole) => Share(AtLeast, whole);

    /// <summary>The share of the whole in [0, 1] that <see cref="AtMost"/> is; 0 of nothing.</summary>
    public double ShareAtMost(BigInteger whole) => Share(AtMost, whole);

    // Counts may be beyond what a double holds, their quotient never is.
    private static double Share(BigInteger part, BigInteger whole)
    {
        if (whole.IsZero)
        {
            return 0;
        }

        var excess = Math.Max(0, (int)whole.GetBitLength() - 1000);
        return (double)(part >> excess) / (double)(whole >> excess);
    }
}

/// <summary>An answer to whether something exists; <see cref="Undecided"/> where the work budget did not suffice.</summary>
public enum Existence
{
    No,
    Yes,
    Undecided,
}

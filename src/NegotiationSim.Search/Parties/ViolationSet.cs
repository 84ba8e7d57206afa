using System.Numerics;

namespace NegotiationSim.Search.Parties;

/// <summary>What an outcome violates, as a set of numbers from 0 to 255 that whoever asks has given out: red lines that it crosses, no-deal values that it falls short of.</summary>
internal readonly record struct ViolationSet(ulong A, ulong B = 0, ulong C = 0, ulong D = 0)
{
    /// <summary>Numbers from 0 up to but not including this can be in the set.</summary>
    public const int Room = 256;

    public bool IsEmpty => (A | B | C | D) == 0;

    public int Count => BitOperations.PopCount(A) + BitOperations.PopCount(B) + BitOperations.PopCount(C) + BitOperations.PopCount(D);

    public static ViolationSet Of(int number) => (number >> 6) switch
    {
        0 => new ViolationSet(1UL << number),
        1 => new ViolationSet(0, 1UL << number),
        2 => new ViolationSet(0, 0, 1UL << number),
        3 => new ViolationSet(0, 0, 0, 1UL << number),
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, "a set of violations has no room for it"),
    };

    public bool Has(int number) => !(this & Of(number)).IsEmpty;

    /// <summary>Whether every number of the other set is in this one.</summary>
    public bool Covers(in ViolationSet other) => (other.A & ~A) == 0 && (other.B & ~B) == 0 && (other.C & ~C) == 0 && (other.D & ~D) == 0;

    /// <summary>What is in this set and not in another.</summary>
    public ViolationSet Without(in ViolationSet other) => new(A & ~other.A, B & ~other.B, C & ~other.C, D & ~other.D);

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<int> Numbers()
    {
        for (var word = 0; word < 4; word++)
        {
            for (var bits = word switch { 0 => A, 1 => B, 2 => C, _ => D }; bits != 0; bits &= bits - 1)
            {
                yield return word * 64 + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    public static ViolationSet operator |(in ViolationSet x, in ViolationSet y) => new(x.A | y.A, x.B | y.B, x.C | y.C, x.D | y.D);

    public static ViolationSet operator &(in ViolationSet x, in ViolationSet y) => new(x.A & y.A, x.B & y.B, x.C & y.C, x.D & y.D);
}

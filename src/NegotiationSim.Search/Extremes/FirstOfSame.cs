namespace NegotiationSim.Search.Extremes;

/// <summary>
/// The numbers met so far, to tell whether one was met before. A component may have 10,000 values, and comparing each of them with every one before it takes seconds. Used anew in place.
/// </summary>
internal sealed class FirstOfSame
{
    /// <summary>With so few numbers comparing all of them is faster.</summary>
    public const int Few = 32;

    private const ulong Spread = 0x9E3779B97F4A7C15;

    private double[] _numbers = [];
    private bool[] _isTaken = [];
    private int _shift;

    /// <summary>Forgets all numbers.</summary>
    /// <param name="most">How many there will be at most.</param>
    public void Start(int most)
    {
        var bits = 2 + System.Numerics.BitOperations.Log2((uint)Math.Max(1, most));
        var room = 1 << bits;
        if (_numbers.Length < room)
        {
            _numbers = new double[room];
            _isTaken = new bool[room];
        }

        _shift = 64 - bits;
        Array.Clear(_isTaken, 0, room);
    }

    /// <summary>Takes a number in; false where an equal one was taken in before.</summary>
    public bool Add(double number)
    {
        // 0 and -0 are equal and have to fall on one place.
        var mask = (1 << (64 - _shift)) - 1;
        var at = (int)(((ulong)BitConverter.DoubleToInt64Bits(number + 0.0) * Spread) >> _shift);
        for (; _isTaken[at]; at = (at + 1) & mask)
        {
            if (_numbers[at].Equals(number))
            {
                return false;
            }
        }

        (_numbers[at], _isTaken[at]) = (number, true);
        return true;
    }
}

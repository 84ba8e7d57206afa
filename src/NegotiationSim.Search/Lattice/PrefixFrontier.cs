namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Prefixes that are followed component by component, equal ones once: the exact sum so far, the attitudes of an unfinished set, the
/// state of the conditions, and how many outcomes' prefixes are alike. Hand-written round numbers make masses of prefixes that differ in nothing.
/// </summary>
internal sealed class PrefixFrontier
{
    // The bits of the sum, those of the attitudes, and the state.
    private readonly RowSet<long> _prefixes = new(3);
    private double[] _weight = new double[16];

    public int Count => _prefixes.Count;

    public double Sum(int i) => BitConverter.Int64BitsToDouble(_prefixes[i][0]);

    public double Members(int i) => BitConverter.Int64BitsToDouble(_prefixes[i][1]);

    public int State(int i) => (int)_prefixes[i][2];

    public double Weight(int i) => _weight[i];

    public void Clear() => _prefixes.Clear();

    public void Add(double sum, double members, int state, double weight)
    {
        // Zero has two signs, which compare equal and must be one.
        if (!_prefixes.Add([BitConverter.DoubleToInt64Bits(sum + 0.0), BitConverter.DoubleToInt64Bits(members + 0.0), state], out var i))
        {
            _weight[i] += weight;
            return;
        }

        if (i == _weight.Length)
        {
            Array.Resize(ref _weight, 2 * i);
        }

        _weight[i] = weight;
    }
}

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Prefixes that are followed component by component, equal ones once: the exact sum so far, the attitudes of an unfinished set, the
/// state of the conditions, and how many outcomes' prefixes are alike. Hand-written round numbers make masses of prefixes that differ in nothing.
/// </summary>
internal sealed class PrefixFrontier
{
    private double[] _sum = new double[16];
    private double[] _members = new double[16];
    private int[] _state = new int[16];
    private double[] _weight = new double[16];
    private int[] _slot = new int[64];
    private int[] _stamp = new int[64];
    private int _generation;

    public int Count { get; private set; }

    public double Sum(int i) => _sum[i];

    public double Members(int i) => _members[i];

    public int State(int i) => _state[i];

    public double Weight(int i) => _weight[i];

    public void Clear()
    {
        Count = 0;
        if (++_generation == int.MaxValue)
        {
            Array.Clear(_stamp);
            _generation = 1;
        }
    }

    public void Add(double sum, double members, int state, double weight)
    {
        // Zero has two signs, which compare equal and must meet in one slot.
        sum += 0.0;
        members += 0.0;
        var slot = Find(sum, members, state);
        if (_stamp[slot] == _generation)
        {
            _weight[_slot[slot]] += weight;
            return;
        }

        if (Count == _sum.Length)
        {
            Array.Resize(ref _sum, Count * 2);
            Array.Resize(ref _members, Count * 2);
            Array.Resize(ref _state, Count * 2);
            Array.Resize(ref _weight, Count * 2);
            Rehash();
            slot = Find(sum, members, state);
        }

        _stamp[slot] = _generation;
        _slot[slot] = Count;
        _sum[Count] = sum;
        _members[Count] = members;
        _state[Count] = state;
        _weight[Count] = weight;
        Count++;
    }

    private int Find(double sum, double members, int state)
    {
        var hash = BitConverter.DoubleToUInt64Bits(sum) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 29) ^ BitConverter.DoubleToUInt64Bits(members)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 32) ^ (ulong)state) * 0x94D049BB133111EBUL;
        var slot = (int)((hash >> 32) & (ulong)(_slot.Length - 1));
        while (_stamp[slot] == _generation)
        {
            var i = _slot[slot];
            if (_sum[i] == sum && _members[i] == members && _state[i] == state)
            {
                break;
            }

            slot = (slot + 1) & (_slot.Length - 1);
        }

        return slot;
    }

    private void Rehash()
    {
        _slot = new int[_slot.Length * 2];
        _stamp = new int[_slot.Length];
        for (var i = 0; i < Count; i++)
        {
            var slot = Find(_sum[i], _members[i], _state[i]);
            _stamp[slot] = _generation;
            _slot[slot] = i;
        }
    }
}

using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>Which components are on which of two sides, and what that costs: combinations to list, and couplings across.</summary>
internal sealed class Parting
{
    /// <summary>What a coupling across costs, in powers of two of combinations.</summary>
    private const double CrossingCost = 0.5;

    private readonly int[] _open;
    private readonly double[] _sizes;
    private readonly bool[] _side;
    private readonly int[][] _couplingsOf;
    private readonly int[] _seconds;
    private readonly int[] _lengths;
    private int _crossing;
    private double _cost;

    /// <param name="slice">The outcomes.</param>
    /// <param name="open">The components that have a choice.</param>
    /// <param name="side">Per component of the slice whether it is on the second side; changed in place.</param>
    public Parting(Slice slice, int[] open, bool[] side)
    {
        (_open, _side) = (open, side);
        _sizes = Array.ConvertAll(open, c => Math.Log2(slice.Values[c].Length));
        var ofComponent = new List<int>[slice.ComponentCount];
        _seconds = new int[slice.Couplings.Length];
        _lengths = new int[slice.Couplings.Length];
        for (var i = 0; i < slice.Couplings.Length; i++)
        {
            foreach (var c in slice.Couplings[i].Components)
            {
                (ofComponent[c] ??= []).Add(i);
                _seconds[i] += side[c] ? 1 : 0;
            }

            _lengths[i] = slice.Couplings[i].Components.Length;
            _crossing += IsCrossing(i) ? 1 : 0;
        }

        _couplingsOf = [.. ofComponent.Select(list => list?.ToArray() ?? [])];
        _cost = Cost();
    }

    /// <summary>Moves one component or swaps two, where that is better.</summary>
    public bool Improve()
    {
        for (var i = 0; i < _open.Length; i++)
        {
            Move(_open[i]);
            for (var j = i; j < _open.Length; j++)
            {
                // With itself: a move. With one of the other side: a swap.
                if (j > i && _side[_open[j]] != _side[_open[i]])
                {
                    continue;
                }

                if (j > i)
                {
                    Move(_open[j]);
                }

                var changed = Cost();
                if (changed < _cost - 1e-9)
                {
                    _cost = changed;
                    return true;
                }

                if (j > i)
                {
                    Move(_open[j]);
                }
            }

            Move(_open[i]);
        }

        return false;
    }

    private void Move(int component)
    {
        _side[component] ^= true;
        var change = _side[component] ? 1 : -1;
        foreach (var i in _couplingsOf[component])
        {
            _crossing -= IsCrossing(i) ? 1 : 0;
            _seconds[i] += change;
            _crossing += IsCrossing(i) ? 1 : 0;
        }
    }

    private bool IsCrossing(int coupling) => _seconds[coupling] > 0 && _seconds[coupling] < _lengths[coupling];

    private double Cost()
    {
        var (first, second) = (0.0, 0.0);
        for (var i = 0; i < _open.Length; i++)
        {
            (first, second) = _side[_open[i]] ? (first, second + _sizes[i]) : (first + _sizes[i], second);
        }

        return Math.Max(first, second) + Math.Log2(1 + Math.Pow(2, -Math.Abs(first - second))) + CrossingCost * _crossing;
    }
}

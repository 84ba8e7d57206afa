using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// Splits the components that have a choice into two sides: about as many combinations on each, and few couplings across. Begins with the largest components in turn and
/// then moves or swaps components as long as that is better.
/// </summary>
internal sealed class BalancedSplit
{
    /// <summary>What a coupling across costs, in powers of two of combinations.</summary>
    private const double CrossingCost = 0.5;

    private readonly int[] _open;
    private readonly double[] _sizes;
    private readonly bool[] _isSecond;
    private readonly int[][] _couplingsOf;
    private readonly int[] _seconds;
    private readonly int[] _lengths;
    private int _crossing;
    private double _cost;

    private BalancedSplit(Slice slice)
    {
        _open = [.. Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Components[c].IsOpen).OrderByDescending(c => slice.Components[c].Count).ThenBy(c => c)];
        _sizes = Array.ConvertAll(_open, c => PortableMath.Log2(slice.Components[c].Count));
        _isSecond = new bool[slice.ComponentCount];
        var (first, second) = (0.0, 0.0);
        for (var i = 0; i < _open.Length; i++)
        {
            _isSecond[_open[i]] = second < first;
            (first, second) = second < first ? (first, second + _sizes[i]) : (first + _sizes[i], second);
        }

        _couplingsOf = [.. Enumerable.Range(0, slice.ComponentCount).Select(c => Enumerable.Range(0, slice.Couplings.Length)
            .Where(i => Array.IndexOf(slice.Couplings[i].Components, c) >= 0).ToArray())];
        _seconds = Array.ConvertAll(slice.Couplings, coupling => coupling.Components.Count(c => _isSecond[c]));
        _lengths = Array.ConvertAll(slice.Couplings, coupling => coupling.Components.Length);
        _crossing = Enumerable.Range(0, slice.Couplings.Length).Count(IsCrossing);
        _cost = Cost();
    }

    /// <summary>The components of each side, ascending.</summary>
    public static (int[] First, int[] Second) Of(Slice slice)
    {
        var split = new BalancedSplit(slice);
        while (split.Improve())
        {
        }

        return ([.. split._open.Where(c => !split._isSecond[c]).Order()], [.. split._open.Where(c => split._isSecond[c]).Order()]);
    }

    /// <summary>Moves one component or swaps two, where that is better.</summary>
    private bool Improve()
    {
        for (var i = 0; i < _open.Length; i++)
        {
            Move(_open[i]);
            for (var j = i; j < _open.Length; j++)
            {
                // With itself: a move. With one of the other side: a swap.
                if (j > i && _isSecond[_open[j]] != _isSecond[_open[i]])
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
        _isSecond[component] ^= true;
        var change = _isSecond[component] ? 1 : -1;
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
            (first, second) = _isSecond[_open[i]] ? (first, second + _sizes[i]) : (first + _sizes[i], second);
        }

        return Math.Max(first, second) + PortableMath.Log2(1 + PortableMath.Pow(2, -Math.Abs(first - second))) + CrossingCost * _crossing;
    }
}

using NegotiationSim.Search.Lattice;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Extremes;

/// <summary>
/// The best outcomes, or the worst, of those that <see cref="PermittedValues"/> leaves, by branch and bound: from the most good value of each component
/// on, and no further than the rest could still make good. With preferences that add up the first path is the answer or next to it, and the few outcomes near the
/// best are found without anything else being prepared.
/// </summary>
internal sealed class ExtremeOutcome
{
    /// <summary>Steps after which the search gives up and leaves the answer to <see cref="OfferLattice"/> (many outcomes that are worth the same).</summary>
    private const int MostSteps = 20_000;

    /// <summary>Steps after which a target is too far below the best to be met from there.</summary>
    private const int MostStepsDown = 256;

    /// <summary>With all the steps of so many halves, halving would have been cheaper.</summary>
    private const int StepsPerHalf = 1;

    /// <summary>So many values are put in order one by one; more would take time that grows with their square.</summary>
    private const int FewValues = 32;

    private readonly int _sign;
    private readonly int[] _order;
    private readonly double[] _rest;
    private readonly double[] _gain;
    private readonly int[] _next;
    private readonly double[] _sum;
    private readonly ushort[] _outcome;
    private readonly int[] _offset;
    private readonly double[] _keys;
    private PermittedValues _values = null!;
    private UtilityTable _table = null!;
    private int _depth;
    private int _stepsLeft;
    private int _stepsLeftDown;
    private double _passedOver;

    /// <param name="layout">The components.</param>
    /// <param name="sign">1 for the best, -1 for the worst.</param>
    public ExtremeOutcome(ComponentLayout layout, int sign)
    {
        _sign = sign;
        var n = layout.ComponentCount;
        _order = new int[layout.TableLength];
        _rest = new double[n + 1];
        _gain = new double[n];
        _next = new int[n + 1];
        _sum = new double[n + 1];
        _outcome = new ushort[n];
        _offset = new int[n];
        var most = 0;
        for (var c = 0; c < n; c++)
        {
            _offset[c] = layout.Offset(c);
            most = Math.Max(most, layout.ValueCount(c));
        }

        _keys = new double[most > FewValues ? most : 0];
    }

    /// <summary>The greatest approximate utility that any outcome below the target of the last <see cref="Cheapest"/> may have; its exact one is at most the error above.</summary>
    public double GreatestBelow { get; private set; }

    /// <summary>Puts the values of each component in order. What is left to choose from must not change before the next time.</summary>
    /// <param name="values">What is left to choose from.</param>
    /// <param name="table">The utility function.</param>
    public void Prepare(PermittedValues values, UtilityTable table)
    {
        (_values, _table) = (values, table);
        if (!values.IsPossible)
        {
            return;
        }

        var n = values.Components;
        Array.Clear(_gain);
        foreach (ref readonly var coupling in values.Couplings)
        {
            _gain[coupling.Last] += coupling.Forbids ? 0 : Math.Max(0, _sign * coupling.Amount);
        }

        var outcomes = 1.0;
        _rest[n] = 0;
        for (var c = n - 1; c >= 0; c--)
        {
            var terms = values.Terms(c);
            var order = _order.AsSpan(_offset[c], terms.Length);
            Order(terms, order);
            _rest[c] = _rest[c + 1] + _sign * terms[order[0]] + _gain[c];
            outcomes *= terms.Length;
        }

        _stepsLeftDown = (int)Math.Min(StepsPerHalf * Math.Sqrt(outcomes), MostSteps);
    }

    /// <summary>Puts the places of terms in the order of what they promise, the first of equal ones first.</summary>
    private void Order(ReadOnlySpan<double> terms, Span<int> order)
    {
        if (terms.Length > FewValues)
        {
            OrderMany(terms, order);
            return;
        }

        for (var k = 0; k < terms.Length; k++)
        {
            var at = k;
            for (; at > 0 && _sign * terms[order[at - 1]] < _sign * terms[k]; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = k;
        }
    }

    private void OrderMany(ReadOnlySpan<double> terms, Span<int> order)
    {
        var keys = _keys.AsSpan(0, terms.Length);
        for (var k = 0; k < terms.Length; k++)
        {
            (keys[k], order[k]) = (-_sign * terms[k], k);
        }

        SortedSpan.SortStably(keys, order);
    }

    /// <summary>Finds the extreme; of outcomes that are worth the same the first in enumeration order.</summary>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility; NaN where there is no outcome.</param>
    /// <returns>False: given up.</returns>
    public bool Find(Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        if (!_values.IsPossible)
        {
            return true;
        }

        Start(MostSteps);
        var bound = double.NegativeInfinity;
        while (NextFrom(bound))
        {
            var exact = _table.Evaluate(_outcome);
            if (double.IsNaN(utility) || _sign * exact > _sign * utility || (exact == utility && IsEarlier(_outcome, outcome)))
            {
                utility = exact;
                bound = Math.Max(bound, _sign * (exact - _values.Base) - 2 * _values.Error);
                _outcome.CopyTo(outcome);
            }
        }

        return _stepsLeft >= 0;
    }

    /// <summary>The cheapest outcome at or above a target near the best; of outcomes that are worth the same the first in enumeration order.</summary>
    /// <param name="target">The target, in utility.</param>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility; NaN where there is no outcome.</param>
    /// <returns>False: too many outcomes are above the target.</returns>
    public bool Cheapest(double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        GreatestBelow = double.NegativeInfinity;
        if (!_values.IsPossible)
        {
            return true;
        }

        var steps = Math.Min(_stepsLeftDown, MostStepsDown);
        Start(steps);
        var bound = target - _values.Base - 2 * _values.Error;
        while (NextFrom(bound))
        {
            var exact = _table.Evaluate(_outcome);
            if (exact < target)
            {
                GreatestBelow = Math.Max(GreatestBelow, exact);
            }
            else if (double.IsNaN(utility) || exact < utility || (exact == utility && IsEarlier(_outcome, outcome)))
            {
                utility = exact;
                _outcome.CopyTo(outcome);
            }
        }

        _stepsLeftDown -= steps - _stepsLeft;
        GreatestBelow = Math.Max(GreatestBelow, _passedOver + _values.Base);
        return _stepsLeft >= 0;
    }

    private static bool IsEarlier(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other) => one.SequenceCompareTo(other) < 0;

    private void Start(int steps)
    {
        _values.WriteAny(_outcome);
        _depth = 0;
        _next[0] = 0;
        _sum[0] = 0;
        _stepsLeft = steps;
        _passedOver = double.NegativeInfinity;
    }

    /// <summary>Goes on, depth first, to the next outcome whose approximate sum is at or above a bound, in the direction of the search; false at the end.</summary>
    private bool NextFrom(double bound)
    {
        var n = _values.Components;
        _depth -= _depth == n ? 1 : 0;
        while (_depth >= 0)
        {
            if (--_stepsLeft < 0)
            {
                return false;
            }

            var depth = _depth;
            var k = _next[depth]++;
            if (k == _values.Count(depth))
            {
                _depth--;
                continue;
            }

            // Values come by falling promise: where one cannot reach the bound any more the rest of them cannot either.
            var place = _order[_offset[depth] + k];
            var sum = _sum[depth] + _sign * _values.Terms(depth)[place];
            if (sum + _gain[depth] + _rest[depth + 1] < bound)
            {
                _passedOver = Math.Max(_passedOver, sum + _gain[depth] + _rest[depth + 1]);
                _depth--;
                continue;
            }

            _outcome[depth] = _values.Values(depth)[place];
            if (!TryCount(depth, ref sum))
            {
                continue;
            }

            if (sum + _rest[depth + 1] < bound)
            {
                _passedOver = Math.Max(_passedOver, sum + _rest[depth + 1]);
                continue;
            }

            _sum[++_depth] = sum;
            if (_depth == n)
            {
                return true;
            }

            _next[_depth] = 0;
        }

        return false;
    }

    /// <summary>Adds what conditions add that are decided now; false where one forbids.</summary>
    private bool TryCount(int component, ref double sum)
    {
        foreach (ref readonly var coupling in _values.Couplings)
        {
            if (coupling.Last == component && coupling.Holds(_outcome))
            {
                if (coupling.Forbids)
                {
                    return false;
                }

                sum += _sign * coupling.Amount;
            }
        }

        return true;
    }
}

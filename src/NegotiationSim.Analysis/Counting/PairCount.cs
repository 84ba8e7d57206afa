using System.Numerics;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// Counts the pairs of a point of one side and a point of the other that together give every party what it needs (and a number of the counted ones what they
/// need). Whole boxes are taken or left where that is clear; where it is not, points are compared four at a time, and pairs within rounding of a need are
/// looked up one by one by the engine's own sums.
/// </summary>
internal sealed class PairCount
{
    private readonly SidePoints _x;
    private readonly SidePoints _y;
    private readonly double[] _need;
    private readonly double[] _slack;
    private readonly bool[] _isCounted;
    private readonly int _fewest;
    private readonly Func<long, long, bool> _admits;
    private readonly WorkBudget _budget;
    private readonly int _dimensions;
    private readonly double[] _bar;
    private int _plain;

    /// <param name="x">One side.</param>
    /// <param name="y">The other side.</param>
    /// <param name="need">Per party what both must add up to.</param>
    /// <param name="slack">Per party how far sums may be off.</param>
    /// <param name="isCounted">Per party whether it is only one of those of whom a number is needed.</param>
    /// <param name="fewest">That number.</param>
    /// <param name="admits">Whether a pair of points, by their codes, is one: exactly.</param>
    /// <param name="budget">What may be done.</param>
    public PairCount(SidePoints x, SidePoints y, double[] need, double[] slack, bool[] isCounted, int fewest, Func<long, long, bool> admits, WorkBudget budget)
    {
        (_x, _y, _need, _slack, _isCounted, _fewest, _admits, _budget) = (x, y, need, slack, isCounted, fewest, admits, budget);
        _dimensions = need.Length;
        _bar = new double[_dimensions];
    }

    public BigInteger AtLeast { get; private set; }

    /// <summary>What the budget left open: <see cref="AtLeast"/> may be larger by up to this.</summary>
    public BigInteger Open { get; private set; }

    /// <summary>Counts the pairs of two boxes.</summary>
    /// <param name="first">The box of <c>x</c>.</param>
    /// <param name="second">The box of <c>y</c>.</param>
    /// <param name="doubtful">The parties of whom it is not clear that they have what they need, a bit each.</param>
    public void Add(int first, int second, ulong doubtful)
    {
        var (a, b) = (_x.Boxes[first], _y.Boxes[second]);
        var (satisfied, possible) = (0, 0);
        for (var k = 0; k < _dimensions; k++)
        {
            if ((doubtful >> k & 1) == 0)
            {
                satisfied += _isCounted[k] ? 1 : 0;
                possible += _isCounted[k] ? 1 : 0;
                continue;
            }

            if (a.High[k] + b.High[k] < _need[k] - _slack[k])
            {
                if (!_isCounted[k])
                {
                    return;
                }
            }
            else if (a.Low[k] + b.Low[k] > _need[k] + _slack[k])
            {
                doubtful &= ~(1UL << k);
                satisfied += _isCounted[k] ? 1 : 0;
                possible += _isCounted[k] ? 1 : 0;
            }
            else
            {
                possible += _isCounted[k] ? 1 : 0;
            }
        }

        if (possible < _fewest)
        {
            return;
        }

        if (satisfied >= _fewest && !HasNeeded(doubtful))
        {
            AtLeast += a.Weight * b.Weight;
            return;
        }

        if (!_budget.Spend(2 * _dimensions + 4))
        {
            Open += a.Weight * b.Weight;
        }
        else if (a.IsLeaf && b.IsLeaf)
        {
            Compare(a, b, doubtful);
        }
        else if (b.IsLeaf || (!a.IsLeaf && a.Count >= b.Count))
        {
            Add(a.First, second, doubtful);
            Add(a.Second, second, doubtful);
        }
        else
        {
            Add(first, b.First, doubtful);
            Add(first, b.Second, doubtful);
        }
    }

    private bool HasNeeded(ulong doubtful)
    {
        for (var k = 0; k < _dimensions; k++)
        {
            if ((doubtful >> k & 1) != 0 && !_isCounted[k])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares the points of two boxes.</summary>
    private void Compare(in Box a, in Box b, ulong doubtful)
    {
        _budget.Spend((long)a.Count * b.Count * Math.Max(1, BitOperations.PopCount(doubtful)) / 8);
        for (var j = b.Start; j < b.End; j++)
        {
            for (var k = 0; k < _dimensions; k++)
            {
                _bar[k] = _need[k] - _y.At(k, j);
            }

            var i = a.Start;
            for (; i + Vector256<double>.Count <= a.End; i += Vector256<double>.Count)
            {
                var may = Passing(i, doubtful, -1);
                if (may == 0)
                {
                    continue;
                }

                var must = Passing(i, doubtful, 1);
                Take(must, i, j);
                for (var left = may & ~must; left != 0; left &= left - 1)
                {
                    TakeIfAdmitted(i + BitOperations.TrailingZeroCount(left), j);
                }
            }

            for (; i < a.End; i++)
            {
                TakeIfAdmitted(i, j, doubtful);
            }
        }
    }

    /// <summary>Which of four points pass: all that may when the sign is -1, only those that must when it is 1.</summary>
    private uint Passing(int i, ulong doubtful, int sign)
    {
        var passing = Vector256<double>.AllBitsSet.AsInt64();
        var count = Vector256<long>.Zero;
        for (var k = 0; k < _dimensions; k++)
        {
            if ((doubtful >> k & 1) == 0)
            {
                count -= _isCounted[k] ? Vector256<long>.AllBitsSet : Vector256<long>.Zero;
                continue;
            }

            var over = Vector256.GreaterThanOrEqual(Vector256.Create(_x.All(k), i), Vector256.Create(_bar[k] + sign * _slack[k])).AsInt64();
            if (_isCounted[k])
            {
                count -= over;
                continue;
            }

            passing &= over;
            if (passing == Vector256<long>.Zero)
            {
                return 0;
            }
        }

        return (_fewest > 0 ? passing & Vector256.GreaterThanOrEqual(count, Vector256.Create((long)_fewest)) : passing).ExtractMostSignificantBits();
    }

    private void Take(uint lanes, int i, int j)
    {
        if (_x.IsPlain && _y.IsPlain)
        {
            _plain += BitOperations.PopCount(lanes);
            if (_plain > 1 << 30)
            {
                Carry();
            }

            return;
        }

        for (; lanes != 0; lanes &= lanes - 1)
        {
            AtLeast += (BigInteger)_x.Weight(i + BitOperations.TrailingZeroCount(lanes)) * _y.Weight(j);
        }
    }

    /// <summary>Adds what was counted one by one; call it at the end.</summary>
    public void Carry()
    {
        AtLeast += _plain;
        _plain = 0;
    }

    private void TakeIfAdmitted(int i, int j, ulong doubtful)
    {
        var accepting = 0;
        var isSure = true;
        for (var k = 0; k < _dimensions; k++)
        {
            var over = (doubtful >> k & 1) == 0 ? double.PositiveInfinity : _x.At(k, i) - _bar[k];
            if (!_isCounted[k] && over < -_slack[k])
            {
                return;
            }

            isSure &= Math.Abs(over) > _slack[k];
            accepting += _isCounted[k] && over >= -_slack[k] ? 1 : 0;
        }

        if (accepting < _fewest)
        {
            return;
        }

        if (isSure)
        {
            Take(1, i, j);
        }
        else
        {
            TakeIfAdmitted(i, j);
        }
    }

    private void TakeIfAdmitted(int i, int j)
    {
        _budget.Spend(1_000);
        if (_admits(_x.Code(i), _y.Code(j)))
        {
            Take(1, i, j);
        }
    }
}

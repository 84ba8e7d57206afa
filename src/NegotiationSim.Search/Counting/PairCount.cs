using System.Numerics;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// Counts the pairs of a point of a block and a point of the other side that together give every party what it needs (and a number of the counted ones what they
/// need). Whole boxes are taken or left where that is clear; where it is not, the block is asked point by point. Pairs within rounding of a need are looked up
/// one by one by the engine's own sums.
/// </summary>
internal sealed class PairCount
{
    /// <summary>Boxes of the other side are divided down to this.</summary>
    public const int LeafSize = 32;

    private readonly PointBlock _block;
    private readonly SidePoints _x;
    private readonly SidePoints _y;
    private readonly Needs _needs;
    private readonly Func<long, long, bool> _admits;
    private readonly WorkBudget _budget;
    private readonly int[] _ranks;

    /// <param name="x">One side.</param>
    /// <param name="box">The box of it that is counted.</param>
    /// <param name="y">The other side.</param>
    /// <param name="needs">What both must add up to.</param>
    /// <param name="admits">Whether a pair of points, by their codes, is one: exactly.</param>
    /// <param name="budget">What may be done.</param>
    public PairCount(SidePoints x, in Box box, SidePoints y, Needs needs, Func<long, long, bool> admits, WorkBudget budget)
    {
        (_x, _y, _needs, _admits, _budget) = (x, y, needs, admits, budget);
        _block = new PointBlock(x, box, needs.Count);
        _ranks = new int[needs.Count];
        budget.Spend((long)box.Count * needs.Count * 64);
    }

    public BigInteger AtLeast { get; private set; }

    /// <summary>What the budget left open: <see cref="AtLeast"/> may be larger by up to this.</summary>
    public BigInteger Open { get; private set; }

    /// <summary>Counts all pairs.</summary>
    public void Run() => Add(0, _needs.Count == 64 ? ulong.MaxValue : (1UL << _needs.Count) - 1);

    /// <summary>Counts the pairs with a box of the other side.</summary>
    /// <param name="second">The box.</param>
    /// <param name="doubtful">The parties of whom it is not clear that they have what they need, a bit each.</param>
    private void Add(int second, ulong doubtful)
    {
        var (a, b) = (_block.Box, _y.Boxes[second]);
        var (satisfied, possible) = (0, 0);
        var needed = false;
        for (var k = 0; k < _needs.Count; k++)
        {
            var isCounted = _needs.IsCounted[k];
            if ((doubtful >> k & 1) != 0)
            {
                if (a.High[k] + b.High[k] < _needs.Bar[k] - _needs.Slack[k])
                {
                    if (!isCounted)
                    {
                        return;
                    }

                    continue;
                }

                if (a.Low[k] + b.Low[k] > _needs.Bar[k] + _needs.Slack[k])
                {
                    doubtful &= ~(1UL << k);
                }
            }

            var isOpen = (doubtful >> k & 1) != 0;
            needed |= isOpen && !isCounted;
            possible += isCounted ? 1 : 0;
            satisfied += isCounted && !isOpen ? 1 : 0;
        }

        if (possible < _needs.Fewest)
        {
            return;
        }

        if (satisfied >= _needs.Fewest && !needed)
        {
            AtLeast += a.Weight * b.Weight;
        }
        else if (!_budget.Spend(4 * _needs.Count + 16))
        {
            Open += a.Weight * b.Weight;
        }
        else if (b.IsLeaf)
        {
            Compare(b, doubtful);
        }
        else
        {
            Add(b.First, doubtful);
            Add(b.Second, doubtful);
        }
    }

    /// <summary>Asks the block for every point of a box.</summary>
    private void Compare(in Box b, ulong doubtful)
    {
        Span<int> open = stackalloc int[_needs.Count];
        Span<int> counted = stackalloc int[_needs.Count];
        var (opens, counts, satisfied) = (0, 0, 0);
        for (var k = 0; k < _needs.Count; k++)
        {
            var isOpen = (doubtful >> k & 1) != 0;
            if (_needs.IsCounted[k])
            {
                satisfied += isOpen ? 0 : 1;
                counted[counts] = k;
                counts += isOpen ? 1 : 0;
            }
            else if (isOpen)
            {
                open[opens++] = k;
            }
        }

        var fewest = Math.Max(0, _needs.Fewest - satisfied);
        counts = fewest == 0 ? 0 : counts;
        _budget.Spend((long)b.Count * _block.Cost(opens + 2 * counts));
        for (var j = b.Start; j < b.End; j++)
        {
            if (!Rank(open[..opens], j) || !Rank(counted[..counts], j))
            {
                LookUp(j);
            }
            else if (!IsOutOfReach(open[..opens]))
            {
                AtLeast += _block.Weigh(_block.From(open[..opens], counted[..counts], _ranks, fewest)) * _y.Weight(j);
            }
        }
    }

    private bool IsOutOfReach(ReadOnlySpan<int> dimensions)
    {
        foreach (var k in dimensions)
        {
            if (_ranks[k] == _block.Box.Count)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds from which ranks on points of the block have enough with one of the other side; false where rounding makes that doubtful for one.</summary>
    private bool Rank(ReadOnlySpan<int> dimensions, int j)
    {
        foreach (var k in dimensions)
        {
            var bar = _needs.Bar[k] - _y.At(k, j);
            _ranks[k] = _block.Rank(k, bar - _needs.Slack[k]);
            if (_block.AtRank(k, _ranks[k]) < bar + _needs.Slack[k])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks every point of the block up with one of the other side: the clear ones by what they add up to, the doubtful ones by the engine's sums.</summary>
    private void LookUp(int j)
    {
        _budget.Spend(_block.Box.Count * 8L * _needs.Count);
        for (var i = _block.Box.Start; i < _block.Box.End; i++)
        {
            var (isPossible, isSure, accepting) = (true, true, 0);
            for (var k = 0; k < _needs.Count; k++)
            {
                var over = _x.At(k, i) + _y.At(k, j) - _needs.Bar[k];
                isSure &= Math.Abs(over) > _needs.Slack[k];
                isPossible &= _needs.IsCounted[k] || over >= -_needs.Slack[k];
                accepting += _needs.IsCounted[k] && over >= -_needs.Slack[k] ? 1 : 0;
            }

            if (isPossible && accepting >= _needs.Fewest && (isSure || IsAdmitted(i, j)))
            {
                AtLeast += (BigInteger)_x.Weight(i) * _y.Weight(j);
            }
        }
    }

    private bool IsAdmitted(int i, int j)
    {
        _budget.Spend(1_000);
        return _admits(_x.Code(i), _y.Code(j));
    }
}

/// <summary>What the points of two sides must add up to.</summary>
/// <param name="Bar">Per party the sum that is enough.</param>
/// <param name="Slack">Per party how far sums may be off.</param>
/// <param name="IsCounted">Per party whether it is only one of those of whom a number is needed.</param>
/// <param name="Fewest">That number.</param>
internal sealed record Needs(double[] Bar, double[] Slack, bool[] IsCounted, int Fewest)
{
    public int Count => Bar.Length;
}

using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>The best points found so far: all that are within 1e-9 of the best, each with the first outcome that gives it.</summary>
/// <param name="most">How many points are kept; 1: one best point is enough.</param>
internal sealed class Optima(int most)
{
    /// <summary>What differs by less is equal.</summary>
    public const double Tolerance = 1e-9;

    private double[] _utilities = [];
    private Slice _slice = null!;
    private Goal? _goal;
    private IReadOnlyList<ValueFloor> _floors = [];

    public List<OptimalPoint> Points { get; } = [];

    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Nothing found nor to be found is better than this; meaningful when nothing is proven.</summary>
    public double Bound { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether the best is proven to be the best.</summary>
    public bool IsProven { get; private set; } = true;

    /// <summary>Whether there are more optima than are kept.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>What is worth less than this need not be looked at: as good as the best where all of those are wanted, better than it otherwise.</summary>
    public double Bar => most > 1 && !IsOverfull ? Best - Tolerance : Best + 2e-12;

    /// <summary>What is added from now on comes from this slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="goal">What is looked for; null: any outcome will do.</param>
    /// <param name="floors">What an outcome must reach besides.</param>
    public void Enter(Slice slice, Goal? goal, IReadOnlyList<ValueFloor> floors)
    {
        (_slice, _goal, _floors) = (slice, goal, floors);
        _utilities = new double[slice.PartyCount];
    }

    /// <summary>Takes in points that are known to be among those that are looked for.</summary>
    public void Seed(IEnumerable<OptimalPoint> points, Goal goal)
    {
        foreach (var point in points)
        {
            Add(point.Outcome, point.Utilities, goal.Value(point.Utilities));
        }
    }

    /// <summary>The search was not finished; what it has not seen is not above a bound.</summary>
    public void GiveUp(double bound)
    {
        IsProven = false;
        Bound = Math.Max(Bound, bound);
    }

    /// <summary>Looks at an outcome.</summary>
    public void Add(ReadOnlySpan<ushort> outcome)
    {
        for (var k = 0; k < _utilities.Length; k++)
        {
            _utilities[k] = _slice.Sign * _slice.Parties[k].Utility.Evaluate(outcome);
        }

        foreach (var floor in _floors)
        {
            if (floor.Goal.Value(_utilities) <= floor.Above)
            {
                return;
            }
        }

        Add(outcome, _utilities, _goal?.Value(_utilities) ?? 0);
    }

    private void Add(ReadOnlySpan<ushort> outcome, double[] utilities, double value)
    {
        if (value <= Best - Tolerance || (most == 1 && value <= Best))
        {
            return;
        }

        if (value > Best)
        {
            Best = value;
            Points.RemoveAll(point => most == 1 || point.Value <= value - Tolerance);
            IsOverfull &= Points.Count > 0;
        }

        var same = Points.FindIndex(point => AreEqual(point.Utilities, utilities));
        if (same < 0)
        {
            if (Points.Count < most)
            {
                Points.Add(new OptimalPoint(outcome.ToArray(), [.. utilities], value));
            }
            else
            {
                // The best of them is kept in any case.
                IsOverfull = true;
                var least = Points.MinBy(point => point.Value)!;
                if (value > least.Value)
                {
                    Points[Points.IndexOf(least)] = new OptimalPoint(outcome.ToArray(), [.. utilities], value);
                }
            }
        }
        else if (outcome.SequenceCompareTo(Points[same].Outcome) < 0)
        {
            Points[same] = new OptimalPoint(outcome.ToArray(), [.. utilities], value);
        }
    }

    /// <summary>Whether two points of utilities are one.</summary>
    public static bool AreEqual(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        for (var k = 0; k < x.Length; k++)
        {
            if (Math.Abs(x[k] - y[k]) >= Tolerance)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What an outcome must be worth in another goal than the one that is searched for.</summary>
/// <param name="Goal">The other goal.</param>
/// <param name="Above">Its value must be above this.</param>
internal readonly record struct ValueFloor(Goal Goal, double Above);

/// <summary>A point that was found.</summary>
internal sealed record OptimalPoint(ushort[] Outcome, double[] Utilities, double Value);

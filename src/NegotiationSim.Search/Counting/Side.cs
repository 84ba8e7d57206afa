using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// One part of an outcome's components and everything that they can be set to: per party the sum so far, and what of the couplings with the other part
/// is settled. Points that leave those couplings open in the same way are of one group.
/// </summary>
internal sealed class Side
{
    /// <summary>With more groups than this a side is not listed: each is met with each of the other side.</summary>
    private const int MostGroups = 4_096;

    /// <summary>Utility in place of a counted party's where an outcome crosses its lines: it is never enough.</summary>
    public const double Never = -1e300;

    private readonly Slice _slice;
    private readonly ComponentOrder _order;
    private readonly SlicePath _path;
    private readonly double[] _otherMost;
    private readonly int[] _places;
    private readonly OpenCouplings _open;
    private readonly ulong[] _keys;
    private readonly RowSet<ulong> _groupKeys;
    private readonly List<SidePoints> _groups = [];
    private readonly long _keyCost;

    /// <param name="slice">The outcomes.</param>
    /// <param name="components">The side's components.</param>
    /// <param name="others">The other side's components.</param>
    /// <param name="isFirst">Whether what every outcome has belongs to this side.</param>
    public Side(Slice slice, int[] components, int[] others, bool isFirst)
    {
        _slice = slice;
        Components = components;
        Crossing = [.. slice.Couplings.Where(coupling => coupling.Components.Any(components.Contains) && coupling.Components.Any(others.Contains))];
        _keyCost = Crossing.Sum(coupling => (long)coupling.Condition.LeafCount);
        _order = new ComponentOrder(slice, components);
        _path = new SlicePath(slice, _order);
        _places = new int[components.Length];
        _open = new OpenCouplings(slice, Crossing, components);
        _keys = new ulong[(components.Length + 1) * _open.KeyLength];
        _groupKeys = new RowSet<ulong>(_open.KeyLength);

        SliceComponent[] closed = [.. Enumerable.Range(0, slice.ComponentCount).Except(components).Except(others).Select(c => slice.Components[c])];
        double[] start = [.. slice.Base.Select((sum, k) => sum + closed.Sum(component => component.Terms[k]))];
        double[] none = new double[start.Length];
        (isFirst ? start : none).CopyTo(_path.Sums(0));
        _path.Violations(0) = isFirst ? closed.Aggregate(slice.BaseViolations, (all, component) => all | component.Violations[0]) : default;
        _otherMost = [.. (isFirst ? none : start).Select((sum, k) => sum + others.Sum(c => slice.Components[c].Most(k))
            + slice.Couplings.Where(coupling => coupling.Party == k && !coupling.Components.All(components.Contains)).Sum(coupling => coupling.Most))];
    }

    public int[] Components { get; }

    /// <summary>The couplings that both sides decide.</summary>
    public ConditionEffect[] Crossing { get; }

    public IReadOnlyList<SidePoints> Groups => _groups;

    /// <summary>Lists all points; false when the budget ran out or when there are too many groups.</summary>
    public bool List(WorkBudget budget) => !_open.Start(_keys) || List(0, budget);

    private Span<ulong> Key(int depth) => _keys.AsSpan(depth * _open.KeyLength, _open.KeyLength);

    private bool List(int depth, WorkBudget budget)
    {
        if (depth == Components.Length)
        {
            AddPoint(depth);
            return budget.Spend(_slice.PartyCount + 8 + 8 * _keyCost) && _groups.Count <= MostGroups;
        }

        var component = _slice.Components[Components[depth]];
        for (var v = 0; v < component.Count; v++)
        {
            _places[depth] = v;
            Key(depth).CopyTo(Key(depth + 1));
            if (_path.TrySet(depth, v) && _open.Advance(Key(depth + 1), depth, component.Values[v]) && IsWithin(depth + 1) && !List(depth + 1, budget))
            {
                return false;
            }
        }

        _path.Outcome[Components[depth]] = component.Values[0];
        return budget.Spend(_slice.PartyCount);
    }

    /// <summary>Whether every needed party can still have what it needs.</summary>
    private bool IsWithin(int depth)
    {
        var sums = _path.Sums(depth);
        var rest = _order.RestMost(depth);
        for (var k = 0; k < sums.Length; k++)
        {
            if (_slice.Parties[k].Consent == Consent.Needed && sums[k] + rest[k] + _otherMost[k] < _slice.Need[k] - _slice.Slack[k])
            {
                return false;
            }
        }

        return true;
    }

    private void AddPoint(int depth)
    {
        if (_groupKeys.Add(Key(depth), out var group))
        {
            _groups.Add(new SidePoints([.. _path.Outcome], _slice.PartyCount));
        }

        var sums = _path.Sums(depth);
        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] = _slice.Parties[k].IsCrossedBy(_path.Violations(depth)) ? Never : sums[k];
        }

        long weight = 1, code = 0;
        for (var at = 0; at < _places.Length; at++)
        {
            var component = _slice.Components[Components[at]];
            weight *= component.Interchangeable[_places[at]].Length;
            code = code * component.Count + _places[at];
        }

        _groups[group].Add(sums, weight, code);
    }

    /// <summary>Sets a point's values in an outcome.</summary>
    public void Decode(long code, Span<ushort> outcome)
    {
        for (var at = Components.Length - 1; at >= 0; at--)
        {
            var values = _slice.Components[Components[at]].Values;
            (code, var place) = Math.DivRem(code, values.Length);
            outcome[Components[at]] = values[place];
        }
    }
}

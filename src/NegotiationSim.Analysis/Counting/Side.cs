using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// One part of an outcome's components and everything that they can be set to: per party the sum so far, and what of the couplings with the other part
/// is settled. Points that leave those couplings open in the same way are of one group.
/// </summary>
internal sealed class Side
{
    private readonly Slice _slice;
    private readonly int[] _components;
    private readonly int[] _parties;
    private readonly Coupling[][] _inner;
    private readonly Coupling[] _crossing;
    private readonly double[] _restMost;
    private readonly double[] _sums;
    private readonly Marks[] _marks;
    private readonly ushort[] _outcome;
    private readonly long _keyCost;
    private readonly int[] _places;
    private readonly Dictionary<string, SidePoints> _groups = [];

    /// <summary>With more groups than this a side is not listed: each is met with each of the other side.</summary>
    private const int MostGroups = 4_096;

    /// <summary>Utility in place of a counted party's where an outcome crosses its lines: it is never enough.</summary>
    public const double Never = -1e300;

    /// <param name="slice">The outcomes.</param>
    /// <param name="components">The side's components.</param>
    /// <param name="parties">The parties whose needs are to be looked at.</param>
    /// <param name="couplings">The couplings that matter.</param>
    /// <param name="otherMost">Per party of those the most that the other side can add, couplings across both included.</param>
    public Side(Slice slice, int[] components, int[] parties, Coupling[] couplings, double[] otherMost)
    {
        (_slice, _components, _parties) = (slice, components, parties);
        bool IsOurs(int c) => Array.IndexOf(components, c) >= 0;
        _inner = [.. components.Select((_, depth) => couplings
            .Where(coupling => coupling.Components.All(IsOurs) && coupling.Components.Max(c => Array.IndexOf(components, c)) == depth).ToArray())];
        _crossing = [.. couplings.Where(coupling => coupling.Components.Any(IsOurs) && !coupling.Components.All(IsOurs))];
        _keyCost = _crossing.Sum(coupling => (long)coupling.Condition.LeafCount);
        _sums = new double[(components.Length + 1) * parties.Length];
        _marks = new Marks[components.Length + 1];
        _outcome = new ushort[slice.ComponentCount];
        _places = new int[components.Length];
        for (var c = 0; c < _outcome.Length; c++)
        {
            _outcome[c] = slice.Values[c][0];
        }

        _restMost = new double[(components.Length + 1) * parties.Length];
        otherMost.CopyTo(_restMost, components.Length * parties.Length);
        for (var depth = components.Length - 1; depth >= 0; depth--)
        {
            for (var k = 0; k < parties.Length; k++)
            {
                _restMost[depth * parties.Length + k] = _restMost[(depth + 1) * parties.Length + k]
                    + SideBounds.Most(slice, components[depth], parties[k])
                    + _inner[depth].Where(coupling => coupling.Party == parties[k]).Sum(coupling => Math.Max(0, coupling.Amount));
            }
        }
    }

    public IReadOnlyCollection<SidePoints> Groups => _groups.Values;

    public int[] Components => _components;

    /// <summary>Lists all points; false when the budget ran out.</summary>
    /// <param name="baseSums">What the sums begin with.</param>
    /// <param name="baseMarks">What the marks begin with.</param>
    /// <param name="budget">What may be done.</param>
    public bool List(ReadOnlySpan<double> baseSums, Marks baseMarks, WorkBudget budget)
    {
        baseSums.CopyTo(_sums);
        _marks[0] = baseMarks;
        return List(0, budget);
    }

    private bool List(int depth, WorkBudget budget)
    {
        var parties = _parties.Length;
        if (depth == _components.Length)
        {
            AddPoint(depth);
            return budget.Spend(parties + 8 + 8 * _keyCost) && _groups.Count <= MostGroups;
        }

        var c = _components[depth];
        for (var v = 0; v < _slice.Values[c].Length; v++)
        {
            _outcome[c] = _slice.Values[c][v];
            _places[depth] = v;
            if (Set(depth, c, v) && !List(depth + 1, budget))
            {
                return false;
            }
        }

        _outcome[c] = _slice.Values[c][0];
        return budget.Spend(parties);
    }

    private bool Set(int depth, int c, int v)
    {
        var parties = _parties.Length;
        var next = _sums.AsSpan((depth + 1) * parties, parties);
        for (var k = 0; k < parties; k++)
        {
            next[k] = _sums[depth * parties + k] + _slice.Terms[c][v * _slice.PartyCount + _parties[k]];
        }

        _marks[depth + 1] = _marks[depth] | _slice.Marks[c][v];
        foreach (var coupling in _inner[depth])
        {
            if (!coupling.Condition.Holds(_outcome))
            {
                continue;
            }

            if (coupling.IsVeto)
            {
                return false;
            }

            _marks[depth + 1] |= coupling.Marks;
            var k = Array.IndexOf(_parties, coupling.Party);
            if (k >= 0)
            {
                next[k] += coupling.Amount;
            }
        }

        for (var k = 0; k < parties; k++)
        {
            var party = _parties[k];
            if (_slice.PartyAt(party).Say == Say.Needed && next[k] + _restMost[(depth + 1) * parties + k] < _slice.Need[party] - _slice.Slack[party])
            {
                return false;
            }
        }

        return true;
    }

    private void AddPoint(int depth)
    {
        var key = Settled();
        if (!_groups.TryGetValue(key, out var group))
        {
            group = new SidePoints([.. _outcome], _parties.Length);
            _groups.Add(key, group);
        }

        var sums = _sums.AsSpan(depth * _parties.Length, _parties.Length);
        for (var k = 0; k < sums.Length; k++)
        {
            if (_slice.PartyAt(_parties[k]).Say == Say.Counted && _marks[depth].Has(_parties[k]))
            {
                sums[k] = Never;
            }
        }

        long weight = 1;
        for (var at = 0; at < _places.Length; at++)
        {
            weight *= _slice.Twins[_components[at]][_places[at]].Length;
        }

        group.Add(sums, weight, Code());
    }

    /// <summary>Sets a point's values in an outcome.</summary>
    public void Decode(long code, Span<ushort> outcome)
    {
        for (var at = _components.Length - 1; at >= 0; at--)
        {
            (code, var place) = Math.DivRem(code, _slice.Values[_components[at]].Length);
            outcome[_components[at]] = _slice.Values[_components[at]][place];
        }
    }

    private long Code()
    {
        long code = 0;
        for (var at = 0; at < _places.Length; at++)
        {
            code = code * _slice.Values[_components[at]].Length + _places[at];
        }

        return code;
    }

    /// <summary>What this side has settled of the couplings across both.</summary>
    private string Settled()
    {
        if (_crossing.Length == 0)
        {
            return "";
        }

        var room = (int)Math.Max(_keyCost, _crossing.Length);
        var key = room <= 1024 ? stackalloc char[room] : new char[room];
        var length = 0;
        foreach (var coupling in _crossing)
        {
            var condition = coupling.Condition;
            var passesAll = true;
            for (var leaf = 0; leaf < condition.LeafCount; leaf++)
            {
                var component = condition.ComponentOf(leaf);
                if (Array.IndexOf(_components, component) < 0 && Array.BinarySearch(coupling.Components, component) >= 0)
                {
                    continue;
                }

                var passes = condition.Passes(leaf, _outcome[component]);
                passesAll &= passes;
                if (!condition.IsConjunction)
                {
                    key[length++] = passes ? '1' : '0';
                }
            }

            if (condition.IsConjunction)
            {
                key[length++] = passesAll ? '1' : '0';
            }
        }

        return new string(key[..length]);
    }
}

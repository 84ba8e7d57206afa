using NegotiationSim.Analysis.Searching;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// Outcomes of which some components are set, none of them dominated: whatever follows, a text that is worse for somebody and better for nobody, that leaves the
/// couplings open in the same way and crosses no line less, cannot come to be on the frontier.
/// </summary>
internal sealed class PartialTexts
{
    private const int MostTexts = 400_000;

    /// <summary>What texts may take of memory before they are compared, in bytes.</summary>
    private const long MostBytes = 200_000_000;

    // Sums are of the order of 1, so that rounding is far below this, and equality as the analysis has it far above.
    private const double Rounding = 1e-12;

    private readonly Slice _slice;
    private readonly int[] _order;
    private readonly int _parties;
    private readonly double[] _restMost;
    private readonly OpenTests _tests;
    private readonly List<Cut> _demands;
    private List<Text> _texts;

    private sealed record Text(ushort[] Values, double[] Sums, Marks Marks);

    public PartialTexts(Slice slice)
    {
        _slice = slice;
        _parties = slice.PartyCount;
        var clusters = slice.Couplings.SelectMany(coupling => coupling.Components).Distinct().ToArray();
        _order = [.. clusters, .. Enumerable.Range(0, slice.ComponentCount).Except(clusters).OrderBy(c => slice.Values[c].Length)];
        var order = new SearchOrder(slice, _order);
        _demands = [.. new LotteryBounds(slice).Demands().Take(3).Select(line => new Cut(line.Weights, line.Constant, slice, order))];
        _tests = new OpenTests(slice, slice.Couplings, _order);
        _restMost = new double[(_order.Length + 1) * _parties];
        for (var depth = _order.Length - 1; depth >= 0; depth--)
        {
            for (var k = 0; k < _parties; k++)
            {
                _restMost[depth * _parties + k] = _restMost[(depth + 1) * _parties + k] + Counting.SideBounds.Most(slice, _order[depth], k)
                    + _tests.Decided[depth].Where(coupling => coupling.Party == k).Sum(coupling => Math.Max(0, coupling.Amount));
            }
        }

        _texts = [new Text([.. slice.Values.Select(values => values[0])], [.. slice.Base], slice.BaseMarks)];
    }

    /// <summary>The outcomes that may be on the frontier; null when they were too many to find within the budget.</summary>
    public List<ushort[]>? Complete(WorkBudget budget)
    {
        for (var depth = 0; depth < _order.Length; depth++)
        {
            var byState = Extend(depth, budget);
            if (byState is null)
            {
                return null;
            }

            var kept = new List<Text>();
            foreach (var texts in byState.Values)
            {
                Keep(texts, kept, budget);
                if (budget.IsSpent || kept.Count > MostTexts)
                {
                    return null;
                }
            }

            _texts = kept;
        }

        return [.. _texts.Select(text => text.Values).Where(outcome => _slice.Admits(outcome))];
    }

    private Dictionary<string, List<Text>>? Extend(int depth, WorkBudget budget)
    {
        var c = _order[depth];
        var byState = new Dictionary<string, List<Text>>();
        var size = 120 + 2 * _order.Length + 8 * _parties;
        if ((long)_texts.Count * _slice.Values[c].Length > Math.Min(8L * MostTexts, MostBytes / size))
        {
            return null;
        }

        foreach (var text in _texts)
        {
            for (var v = 0; v < _slice.Values[c].Length; v++)
            {
                if (!budget.Spend(20 + 4 * _parties + 8 * _tests.Cost[depth]))
                {
                    return null;
                }

                if (Set(text, depth, c, v) is { } longer)
                {
                    var key = _tests.KeyOf(depth, longer.Values);
                    if (!byState.TryGetValue(key, out var list))
                    {
                        byState.Add(key, list = []);
                    }

                    list.Add(longer);
                }
            }
        }

        return byState;
    }

    private Text? Set(Text text, int depth, int c, int v)
    {
        ushort[] values = [.. text.Values];
        values[c] = _slice.Values[c][v];
        double[] sums = [.. text.Sums];
        var marks = text.Marks | _slice.Marks[c][v];
        for (var k = 0; k < _parties; k++)
        {
            sums[k] += _slice.Terms[c][v * _parties + k];
        }

        foreach (var coupling in _tests.Decided[depth])
        {
            if (coupling.Condition.Holds(values))
            {
                if (coupling.IsVeto)
                {
                    return null;
                }

                marks |= coupling.Marks;
                if (coupling.Party >= 0)
                {
                    sums[coupling.Party] += coupling.Amount;
                }
            }
        }

        foreach (var cut in _demands)
        {
            if (cut.Bound(sums, depth + 1) < -Rounding)
            {
                return null;
            }
        }

        var accepting = 0;
        for (var k = 0; k < _parties; k++)
        {
            var isWithin = sums[k] + _restMost[(depth + 1) * _parties + k] >= _slice.Need[k] - _slice.Slack[k];
            if (!isWithin && _slice.PartyAt(k).Say == Say.Needed)
            {
                return null;
            }

            accepting += isWithin && _slice.PartyAt(k).Say == Say.Counted && !marks.Has(k) ? 1 : 0;
        }

        return accepting < _slice.Question.Fewest ? null : new Text(values, sums, marks);
    }

    /// <summary>Adds the texts of one state that no other of them dominates.</summary>
    private void Keep(List<Text> texts, List<Text> kept, WorkBudget budget)
    {
        var start = kept.Count;
        var dominance = new Dominance(_parties, Rounding);
        foreach (var text in texts.OrderByDescending(text => text.Sums.Sum()))
        {
            var by = dominance.Guess(text.Sums);
            if (by < 0 || !MakesNeedless(kept[start + by], text))
            {
                by = -1;
                do
                {
                    by = dominance.NoWorseThan(text.Sums, by + 1, budget);
                }
                while (by >= 0 && !MakesNeedless(kept[start + by], text));
            }

            if (by < 0)
            {
                dominance.Add(text.Sums);
                kept.Add(text);
                if (budget.IsSpent || kept.Count > MostTexts)
                {
                    return;
                }
            }
            else if (text.Marks == kept[start + by].Marks && text.Values.AsSpan().SequenceCompareTo(kept[start + by].Values) < 0 && IsSame(text, kept[start + by]))
            {
                kept[start + by] = kept[start + by] with { Values = text.Values };
            }
        }
    }

    /// <summary>Whether a text that is no worse for anybody takes the place of another: not where both may end as one point, of which the other is the first outcome.</summary>
    private bool MakesNeedless(Text better, Text text)
    {
        if (!text.Marks.Covers(better.Marks))
        {
            return false;
        }

        if (text.Marks == better.Marks && IsSame(text, better))
        {
            return true;
        }

        for (var k = 0; k < _parties; k++)
        {
            if (!_slice.IsCapped(k) && better.Sums[k] > text.Sums[k] + Rounding)
            {
                return true;
            }
        }

        return better.Values.AsSpan().SequenceCompareTo(text.Values) < 0;
    }

    private static bool IsSame(Text x, Text y)
    {
        for (var k = 0; k < x.Sums.Length; k++)
        {
            if (Math.Abs(x.Sums[k] - y.Sums[k]) > Rounding)
            {
                return false;
            }
        }

        return true;
    }
}

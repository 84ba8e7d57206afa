using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Searching;

/// <summary>
/// Bounds a goal from above by lines, found by looking for the best lottery over outcomes (Frank and Wolfe 1956): a lottery may mix, so the problem falls
/// apart into one choice per component, and the line that touches the goal at the best lottery bounds it for all outcomes too. What no-deal values demand enters
/// as a penalty, whose multipliers give the Lagrangian of the problem.
/// </summary>
internal sealed class LotteryBounds
{
    private const int MostRounds = 96;
    private const int FewestRounds = 6;

    /// <summary>In a large space there are fewer rounds, so that no bound takes more operations than this.</summary>
    private const long MostWork = 50_000_000;
    private const int Most = 5;

    private readonly Slice _slice;
    private readonly int _parties;
    private readonly double[] _range;

    public LotteryBounds(Slice slice)
    {
        _slice = slice;
        _parties = slice.PartyCount;
        _range = new double[_parties];
        for (var k = 0; k < _parties; k++)
        {
            _range[k] = 1e-9 + slice.Couplings.Where(coupling => coupling.Party == k).Sum(coupling => Math.Abs(coupling.Amount));
            for (var c = 0; c < slice.ComponentCount; c++)
            {
                var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                for (var v = 0; v < slice.Values[c].Length; v++)
                {
                    var term = slice.Terms[c][v * _parties + k];
                    (low, high) = (Math.Min(low, term), Math.Max(high, term));
                }

                _range[k] += high - low;
            }
        }
    }

    /// <summary>What finding lines for a goal costs, in operations.</summary>
    public long Cost => Rounds * _slice.Cells;

    // What is best for one party is best component by component: there is nothing to mix.
    private int Rounds => _parties == 1 ? 2 : (int)Math.Clamp(MostWork / Math.Max(1, _slice.Cells), FewestRounds, MostRounds);

    /// <summary>How far each party's utilities are apart at most.</summary>
    public double[] Range => _range;

    /// <summary>Outcomes that the lottery was made of, as places in the lists of values: good ones to begin a search with.</summary>
    public List<int[]> Vertices { get; } = [];

    /// <summary>The outcome with the largest sum of utilities, each on a scale of its own, as places in the lists of values.</summary>
    public int[] Balanced()
    {
        var places = new int[_slice.ComponentCount];
        Best([.. _range.Select(range => 1 / range)], places, new double[_parties]);
        return places;
    }

    /// <summary>Lines that bound a goal; the best first.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="withNeeds">Whether to let no-deal values of needed parties enter.</param>
    /// <param name="stopBelow">A bound below this is as good as any.</param>
    public List<(double[] Weights, double Constant, double Bound)> For(Goal goal, bool withNeeds, double stopBelow = double.NegativeInfinity)
    {
        var found = new List<(double[] Weights, double Constant, double Bound)>();
        var at = new double[_parties];
        var vertex = new double[_parties];
        var places = new int[_slice.ComponentCount];
        Best([.. _range.Select(range => 1 / range)], places, at);

        var rounds = Rounds;
        for (var round = 0; round < rounds; round++)
        {
            var weights = new double[_parties];
            var constant = goal.Majorant(at, 1 - 1.0 / (2 + round * 0.5), weights);
            if (withNeeds)
            {
                constant += AddPenalty(at, round, weights);
            }

            var bound = constant + Best(weights, places, vertex);
            found.Add((weights, constant, bound));
            if (bound < stopBelow)
            {
                break;
            }

            if (round % 8 == 0)
            {
                Vertices.Add([.. places]);
            }

            var step = 2.0 / (round + 3);
            for (var k = 0; k < _parties; k++)
            {
                at[k] += step * (vertex[k] - at[k]);
            }
        }

        Vertices.Add([.. places]);
        return [.. found.OrderBy(line => line.Bound).Take(Most)];
    }

    /// <summary>Lines that are below 0 where not all needed parties can have what they need; none where nobody's need matters.</summary>
    public List<(double[] Weights, double Constant, double Bound)> Demands()
    {
        var needs = new double[_parties];
        var scale = new double[_parties];
        for (var k = 0; k < _parties; k++)
        {
            if (_slice.PartyAt(k).Say == Say.Needed && double.IsFinite(_slice.Need[k]))
            {
                needs[k] = _slice.Need[k] - _slice.Slack[k];
                scale[k] = _range[k];
            }
        }

        // The smallest of the distances from the needs, each as a share of the party's range.
        return scale.Any(s => s > 0) ? For(new SmallestGains(needs, scale, isSigned: true), withNeeds: false, stopBelow: -1e-9) : [];
    }

    /// <summary>A multiplier per needed party, the larger the further the lottery falls short of what it needs.</summary>
    private double AddPenalty(double[] at, int round, double[] weights)
    {
        var price = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            price = Math.Max(price, weights[k] * _range[k]);
        }

        var constant = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            if (_slice.PartyAt(k).Say != Say.Needed || !double.IsFinite(_slice.Need[k]))
            {
                continue;
            }

            var softness = 0.2 / (1 + 0.25 * round);
            var lack = (_slice.Need[k] - at[k]) / _range[k];
            var multiplier = 4 * price / _range[k] / (1 + Math.Exp(Math.Clamp(-lack / softness, -500, 500)));
            weights[k] += multiplier;
            constant -= multiplier * (_slice.Need[k] - _slice.Slack[k]);
        }

        return constant;
    }

    /// <summary>The outcome with the largest weighted sum, couplings aside; returns a bound that takes them at their best.</summary>
    private double Best(double[] weights, int[] places, double[] utilities)
    {
        _slice.Base.CopyTo(utilities, 0);
        for (var c = 0; c < places.Length; c++)
        {
            var terms = _slice.Terms[c];
            var (best, place) = (double.NegativeInfinity, 0);
            for (var v = 0; v < _slice.Values[c].Length; v++)
            {
                var sum = 0.0;
                for (var k = 0; k < _parties; k++)
                {
                    sum += weights[k] * terms[v * _parties + k];
                }

                if (sum > best)
                {
                    (best, place) = (sum, v);
                }
            }

            places[c] = place;
            for (var k = 0; k < _parties; k++)
            {
                utilities[k] += terms[place * _parties + k];
            }
        }

        var bound = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            bound += weights[k] * utilities[k];
        }

        foreach (var coupling in _slice.Couplings)
        {
            if (coupling.Party >= 0)
            {
                bound += Math.Max(0, weights[coupling.Party] * coupling.Amount);
            }
        }

        return bound;
    }
}

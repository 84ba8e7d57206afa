using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// Bounds a goal from above by lines, found by looking for the best lottery over outcomes (Frank and Wolfe 1956): a lottery may mix, so the problem falls
/// apart into one choice per component, and the line that touches the goal at the best lottery bounds it for all outcomes too. What no-deal values demand enters
/// as a penalty, whose multipliers give the Lagrangian of the problem.
/// </summary>
internal sealed class LinearBounds
{
    private const int MostRounds = 96;
    private const int FewestRounds = 6;

    /// <summary>In a large space there are fewer rounds, so that no bound takes more operations than this.</summary>
    private const long MostWork = 50_000_000;
    private const int MostLines = 5;

    /// <summary>What sums of some ten terms are rounded by.</summary>
    public const double Rounding = 1e-12;

    private readonly Slice _slice;
    private readonly int _parties;

    public LinearBounds(Slice slice)
    {
        _slice = slice;
        _parties = slice.PartyCount;
        Range = [.. Enumerable.Range(0, _parties).Select(k => 1e-9 + slice.Couplings.Where(coupling => coupling.Party == k).Sum(coupling => Math.Abs(coupling.Amount)))];
        for (var k = 0; k < _parties; k++)
        {
            foreach (var component in slice.Components)
            {
                Range[k] += component.Range(k);
            }
        }
    }

    /// <summary>What finding lines for a goal costs, in operations.</summary>
    public long Cost => Rounds * _slice.Cells;

    // What is best for one party is best component by component: there is nothing to mix.
    private int Rounds => _parties == 1 ? 2 : (int)Math.Clamp(MostWork / Math.Max(1, _slice.Cells), FewestRounds, MostRounds);

    /// <summary>How far each party's utilities are apart at most.</summary>
    public double[] Range { get; }

    /// <summary>Per party one over its range: weights with which each counts on a scale of its own.</summary>
    public double[] BalancedWeights => [.. Range.Select(range => 1 / range)];

    /// <summary>Outcomes that the lottery was made of, as places in the lists of values: good ones to begin a search with.</summary>
    public List<int[]> Vertices { get; } = [];

    /// <summary>The outcome with the largest sum of utilities, each on a scale of its own, as places in the lists of values.</summary>
    public int[] Balanced()
    {
        var places = new int[_slice.ComponentCount];
        Best(BalancedWeights, places, new double[_parties]);
        return places;
    }

    /// <summary>Lines that bound a goal; the best first.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="withNeeds">Whether to let no-deal values of needed parties enter.</param>
    /// <param name="stopBelow">A bound below this is as good as any.</param>
    public List<Line> For(Goal goal, bool withNeeds, double stopBelow = double.NegativeInfinity)
    {
        var found = new List<Line>();
        var at = new double[_parties];
        var vertex = new double[_parties];
        var places = new int[_slice.ComponentCount];
        Best(BalancedWeights, places, at);

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
            found.Add(new Line(weights, constant, bound));
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
        return [.. found.OrderBy(line => line.Bound).Take(MostLines)];
    }

    /// <summary>Lines that are below 0 where not all needed parties can have what they need; none where nobody's need matters.</summary>
    public List<Line> Demands()
    {
        var needs = new double[_parties];
        var scale = new double[_parties];
        for (var k = 0; k < _parties; k++)
        {
            if (IsBound(k))
            {
                needs[k] = _slice.Need[k] - _slice.Slack[k];
                scale[k] = Range[k];
            }
        }

        // The smallest of the distances from the needs, each as a share of the party's range.
        return scale.Any(s => s > 0) ? For(new SmallestGains(needs, scale, isSigned: true), withNeeds: false, stopBelow: -1e-9) : [];
    }

    private bool IsBound(int k) => _slice.Parties[k].Consent == Consent.Needed && double.IsFinite(_slice.Need[k]);

    /// <summary>A multiplier per needed party, the larger the further the lottery falls short of what it needs.</summary>
    private double AddPenalty(double[] at, int round, double[] weights)
    {
        var price = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            price = Math.Max(price, weights[k] * Range[k]);
        }

        var constant = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            if (IsBound(k))
            {
                var softness = 0.2 / (1 + 0.25 * round);
                var lack = (_slice.Need[k] - at[k]) / Range[k];
                var multiplier = 4 * price / Range[k] / (1 + PortableMath.Exp(Math.Clamp(-lack / softness, -500, 500)));
                weights[k] += multiplier;
                constant -= multiplier * (_slice.Need[k] - _slice.Slack[k]);
            }
        }

        return constant;
    }

    /// <summary>The outcome with the largest weighted sum, couplings aside; returns a bound that takes them at their best.</summary>
    private double Best(double[] weights, int[] places, double[] utilities)
    {
        _slice.Base.CopyTo(utilities, 0);
        for (var c = 0; c < places.Length; c++)
        {
            places[c] = _slice.Components[c].Best(weights).Place;
            var terms = _slice.Components[c].TermsOf(places[c]);
            for (var k = 0; k < _parties; k++)
            {
                utilities[k] += terms[k];
            }
        }

        var bound = 0.0;
        for (var k = 0; k < _parties; k++)
        {
            bound += weights[k] * utilities[k];
        }

        foreach (var coupling in _slice.Couplings)
        {
            bound += coupling.Party < 0 ? 0 : Math.Max(0, weights[coupling.Party] * coupling.Amount);
        }

        return bound;
    }
}

/// <summary>A linear function of the parties' utilities: w U + c.</summary>
/// <param name="Weights">A weight per party, none negative.</param>
/// <param name="Constant">What is added.</param>
/// <param name="Bound">What it is nowhere above, over all outcomes of a slice.</param>
internal sealed record Line(double[] Weights, double Constant, double Bound);

/// <summary>A line with the largest that the components still open can add to it, depth by depth of a search.</summary>
internal sealed class LinearBound
{
    private readonly double[] _weights;
    private readonly double _constant;
    private readonly double[] _rest;

    /// <param name="line">The line.</param>
    /// <param name="slice">The outcomes.</param>
    /// <param name="order">The order of the search.</param>
    public LinearBound(Line line, Slice slice, ComponentOrder order)
    {
        (_weights, _constant) = (line.Weights, line.Constant);
        _rest = new double[order.Depth + 1];
        for (var depth = order.Depth - 1; depth >= 0; depth--)
        {
            _rest[depth] = _rest[depth + 1] + (line.Weights.Length == 0 ? 0 : slice.Components[order.Component(depth)].Best(line.Weights).Sum);
            foreach (var coupling in order.Decided(depth))
            {
                _rest[depth] += coupling.Party < 0 ? 0 : Math.Max(0, line.Weights[coupling.Party] * coupling.Amount);
            }
        }
    }

    /// <summary>A search looks at so many of the lines that say what parties demand, the best ones.</summary>
    private const int MostDemands = 3;

    /// <summary>The demands that a search looks at.</summary>
    public static LinearBound[] Demands(List<Line> lines, Slice slice, ComponentOrder order) => [.. lines.Take(MostDemands).Select(line => new LinearBound(line, slice, order))];

    /// <summary>Whether all demands can still be met by something that starts with what has been added up so far.</summary>
    public static bool CanMeet(LinearBound[] demands, ReadOnlySpan<double> sums, int depth)
    {
        foreach (var demand in demands)
        {
            if (demand.Of(sums, depth) < -LinearBounds.Rounding)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bound over everything that starts with what has been added up so far.</summary>
    public double Of(ReadOnlySpan<double> sums, int depth)
    {
        var bound = _constant + _rest[depth];
        var weights = _weights;
        for (var k = 0; k < weights.Length; k++)
        {
            bound += weights[k] * sums[k];
        }

        return bound;
    }
}

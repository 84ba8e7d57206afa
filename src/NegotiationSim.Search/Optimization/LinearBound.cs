using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

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

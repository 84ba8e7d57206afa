using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Searching;

/// <summary>A line over the parties' utilities that bounds what a search is after: weights, a constant, and the largest that components still open can add to it.</summary>
internal sealed class Cut
{
    private readonly double[] _rest;

    /// <param name="weights">A weight per party, none negative.</param>
    /// <param name="constant">What is added.</param>
    /// <param name="slice">The outcomes.</param>
    /// <param name="plan">The order of the search.</param>
    public Cut(double[] weights, double constant, Slice slice, SearchOrder plan)
    {
        (Weights, Constant) = (weights, constant);
        _rest = new double[plan.Depth + 1];
        for (var depth = plan.Depth - 1; depth >= 0; depth--)
        {
            var best = double.NegativeInfinity;
            var terms = slice.Terms[plan.Component(depth)];
            for (var at = 0; at < terms.Length; at += weights.Length)
            {
                var sum = 0.0;
                for (var k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * terms[at + k];
                }

                best = Math.Max(best, sum);
            }

            _rest[depth] = _rest[depth + 1] + (weights.Length == 0 ? 0 : best);
            foreach (var coupling in plan.Decided(depth))
            {
                if (coupling.Party >= 0)
                {
                    _rest[depth] += Math.Max(0, weights[coupling.Party] * coupling.Amount);
                }
            }
        }
    }

    public double[] Weights { get; }

    public double Constant { get; }

    /// <summary>The bound over everything that starts with what has been added up so far.</summary>
    public double Bound(ReadOnlySpan<double> sums, int depth)
    {
        var bound = Constant + _rest[depth];
        for (var k = 0; k < Weights.Length; k++)
        {
            bound += Weights[k] * sums[k];
        }

        return bound;
    }
}

using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Total effects by nearest neighbours: with the inputs S that <see cref="FactorSelection"/> (FIRST) finds needed, the total effect of an input is what is left unexplained without it less what is left with it, as a share of
/// the variance of Y: (E[Var(Y | S without i)] - E[Var(Y | S and i)]) / Var(Y). Noise is in both and falls out. An input that was not selected has an interval too: about 0, as wide as the sample leaves it.
/// </summary>
public sealed class NeighbourIndices
{
    private readonly NeighbourSample _sample;
    private readonly int[] _selected;
    private readonly float[] _squares = new float[UnexplainedVariance.Neighbours];
    private readonly int[] _nearest = new int[UnexplainedVariance.Neighbours];
    private readonly double[] _halves = new double[UnexplainedVariance.Neighbours];
    private readonly double[] _left;

    private NeighbourIndices(NeighbourSample sample, IReadOnlyList<int> selected, Func<int, bool> isAsked, CancellationToken cancellation)
    {
        (_sample, _selected) = (sample, [.. selected]);
        _left = LeftBySelected(cancellation);
        Totals = [.. Find(isAsked, cancellation)];
    }

    /// <summary>The inputs that were selected, in ascending order.</summary>
    public IReadOnlyList<int> Selected => _selected;

    /// <summary>The total effect of each input; null where it was not asked.</summary>
    public ImmutableArray<IndexEstimate?> Totals { get; }

    /// <summary>What share of the variance the selected inputs explain together.</summary>
    public IndexEstimate Explained
    {
        get
        {
            if (_selected.Length == 0)
            {
                return default;
            }

            var (value, error) = (1 - _left.Average() / _sample.Variance, Error(_left.Average(), _left.Average(left => left * left)));
            return IndexEstimate.Clipped(value, value - Wilson.Z * error, value + Wilson.Z * error);
        }
    }

    /// <summary>Estimates them.</summary>
    /// <param name="inputs">The values of each input, replica after replica; at least one.</param>
    /// <param name="output">The output of each replica: a number, or 1 and 0 for yes and no.</param>
    /// <param name="queries">About how many replicas, the first ones, the variance is looked at; at most all.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="isAsked">Whether the total effect of an input is asked that is not selected, which takes as long as to consider it; null: of all.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static NeighbourIndices Of(
        IReadOnlyList<double[]> inputs, double[] output, int queries, ulong seed, Func<int, bool>? isAsked = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, 2 * UnexplainedVariance.Neighbours, nameof(output));
        var sample = new NeighbourSample(inputs, output, Math.Clamp(queries, 1, output.Length), seed);
        return new NeighbourIndices(sample, sample.Variance > 0 ? FactorSelection.Select(sample, cancellation) : [], isAsked ?? (_ => true), cancellation);
    }

    /// <summary>What the selected inputs leave unexplained about each query.</summary>
    private double[] LeftBySelected(CancellationToken cancellation)
    {
        var left = new double[_sample.Queries];
        if (_selected.Length == 0)
        {
            for (var query = 0; query < left.Length; query++)
            {
                left[query] = (_sample.Output[query] - _sample.Mean) * (_sample.Output[query] - _sample.Mean);
            }

            return left;
        }

        var halves = new double[left.Length * UnexplainedVariance.Neighbours];
        var variance = new UnexplainedVariance();
        ForEachQuery(_selected.AsSpan()[..^1].ToArray(), [_selected[^1]], cancellation, (query, _) =>
        {
            variance.Add(_halves, _squares, 0);
            _halves.CopyTo(halves.AsSpan(query * UnexplainedVariance.Neighbours));
        });
        var weights = variance.Weights();
        for (var query = 0; query < left.Length; query++)
        {
            for (var k = 0; k < weights.Length; k++)
            {
                left[query] += weights[k] * halves[query * weights.Length + k];
            }
        }

        return left;
    }

    private IEnumerable<IndexEstimate?> Find(Func<int, bool> isAsked, CancellationToken cancellation)
    {
        var others = Enumerable.Range(0, _sample.Inputs).Except(_selected).Where(isAsked).ToList();
        var more = Compare(_selected, others, cancellation);
        var (left, squares) = (_left.Average(), _left.Average(value => value * value));
        for (var input = 0; input < _sample.Inputs; input++)
        {
            if (_sample.Variance <= 0)
            {
                yield return default(IndexEstimate);
            }
            else if (!_selected.Contains(input))
            {
                yield return others.IndexOf(input) is >= 0 and var place ? Total(more[place], left, squares, isAdded: true) : null;
            }
            else if (_selected.Length == 1)
            {
                yield return Explained;
            }
            else
            {
                int[] without = [.. _selected.Where(other => other != input)];
                yield return Total(Compare(without[..^1], [without[^1]], cancellation)[0], left, squares, isAdded: false);
            }
        }
    }

    private UnexplainedVariance[] Compare(int[] inputs, IReadOnlyList<int> candidates, CancellationToken cancellation)
    {
        var variances = candidates.Select(_ => new UnexplainedVariance()).ToArray();
        ForEachQuery(inputs, candidates, cancellation, (query, c) => variances[c].Add(_halves, _squares, _left[query]));
        return variances;
    }

    private IndexEstimate Total(UnexplainedVariance variance, double left, double squares, bool isAdded)
    {
        var weights = variance.Weights();
        var value = (variance.Value(weights) - left) / _sample.Variance * (isAdded ? -1 : 1);
        var width = Wilson.Z * _sample.Overlap * variance.ErrorOfDifference(weights, left, squares) / _sample.Variance;

        // An index is not below 0, so an estimate below 0 is one of 0, and as uncertain.
        return IndexEstimate.Clipped(value, value - width, Math.Max(0, value) + width);
    }

    private double Error(double mean, double squares) => _sample.Overlap * Math.Sqrt(Math.Max(0, squares - mean * mean) / _sample.Queries) / _sample.Variance;

    /// <summary>Goes through the queries, and in each through the candidates: the distances in the other inputs are worked out once for all of them.</summary>
    private void ForEachQuery(int[] inputs, IReadOnlyList<int> candidates, CancellationToken cancellation, Action<int, int> take)
    {
        for (var query = 0; query < _sample.Queries && candidates.Count > 0; query++)
        {
            cancellation.ThrowIfCancellationRequested();
            _sample.MoveTo(query, inputs);
            for (var c = 0; c < candidates.Count; c++)
            {
                _sample.Nearest(query, candidates[c], _squares, _nearest);
                for (var k = 0; k < _nearest.Length; k++)
                {
                    var difference = _sample.Output[query] - _sample.Output[_nearest[k]];
                    _halves[k] = difference * difference / 2;
                }

                take(query, c);
            }
        }
    }
}

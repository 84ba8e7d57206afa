using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// FIRST: which inputs are needed to explain an output, by forward selection and backward elimination. What a set of inputs leaves unexplained, E[Var(Y | X)], is estimated without a model: the mean over points of the variance
/// of Y among a point and its nearest neighbours in these inputs. An input enters where it lowers that most; candidates that do not lower it are dropped for the phase; after two phases inputs leave without which no more is
/// left unexplained than with them.
/// One thing is stricter here than in the source: an input enters only where what it explains is more than chance makes of the best of all candidates (about 1 in 100), because with a hundred inputs and much noise the best of
/// those that do nothing looks good.
/// Sources: Huang and Joseph, "Factor importance ranking and selection using total indices", arXiv 2401.00800 (2024), and Technometrics (2025); Broto, Bachoc and Depecker, "Variance reduction for estimation of Shapley effects
/// and adaptation to unknown input distribution", SIAM/ASA Journal on Uncertainty Quantification 8 (2020), 693-716, for the neighbours.
/// </summary>
internal sealed class FactorSelection
{
    private const int Phases = 2;

    /// <summary>In more dimensions than this neighbours are no neighbours any more.</summary>
    private const int MostSelected = 12;

    private readonly NeighbourSample _sample;
    private readonly int _neighbours;
    private readonly float[] _squares;
    private readonly int[] _nearest;
    private readonly List<int> _selected = [];
    private float[] _left;

    /// <param name="sample">The points.</param>
    /// <param name="neighbours">Neighbours besides the point itself: 1 for a number, 2 for yes and no (as the source recommends).</param>
    private FactorSelection(NeighbourSample sample, int neighbours)
    {
        (_sample, _neighbours) = (sample, neighbours);
        (_squares, _nearest) = (new float[neighbours], new int[neighbours]);
        _left = [.. sample.Output.Take(sample.Queries).Select(y => (float)((y - sample.Mean) * (y - sample.Mean)))];
    }

    /// <summary>The inputs that are needed, in ascending order.</summary>
    public static IReadOnlyList<int> Select(NeighbourSample sample, CancellationToken cancellation)
    {
        var selection = new FactorSelection(sample, sample.Output.Distinct().Take(3).Count() > 2 ? 1 : 2);
        selection.Enlarge(cancellation);
        selection.Reduce(cancellation);
        selection._selected.Sort();
        return selection._selected;
    }

    private void Enlarge(CancellationToken cancellation)
    {
        // The largest of so many standard normal numbers passes this in about 1 of 100 cases.
        var threshold = Math.Sqrt(2 * PortableMath.Log(10.0 * _sample.Inputs));
        for (var phase = 0; phase < Phases; phase++)
        {
            var before = _selected.Count;
            var candidates = Enumerable.Range(0, _sample.Inputs).Except(_selected).ToList();
            while (candidates.Count > 0 && _selected.Count < MostSelected)
            {
                var left = LeftWith(candidates, cancellation);
                var gains = left.Select(Gain).ToList();
                var best = Enumerable.Range(0, candidates.Count).MaxBy(c => gains[c].Mean);
                if (gains[best].Mean <= threshold * gains[best].Error)
                {
                    break;
                }

                _selected.Add(candidates[best]);
                _left = left[best];
                candidates = [.. candidates.Where((_, c) => c != best && gains[c].Mean > 0)];
            }

            if (_selected.Count == before)
            {
                break;
            }
        }
    }

    private void Reduce(CancellationToken cancellation)
    {
        while (_selected.Count > 1)
        {
            var without = _selected.Select(input => LeftBy([.. _selected.Where(other => other != input)], cancellation)).ToList();
            var least = Enumerable.Range(0, _selected.Count).MinBy(k => without[k].Average());
            if (without[least].Average() >= _left.Average())
            {
                break;
            }

            _left = without[least];
            _selected.RemoveAt(least);
        }
    }

    private float[] LeftBy(IReadOnlyList<int> inputs, CancellationToken cancellation) => Left([.. inputs.SkipLast(1)], [inputs[^1]], cancellation)[0];

    private float[][] LeftWith(IReadOnlyList<int> candidates, CancellationToken cancellation) => Left([.. _selected], candidates, cancellation);

    /// <summary>What some inputs and one more leave unexplained, about each query.</summary>
    private float[][] Left(int[] inputs, IReadOnlyList<int> candidates, CancellationToken cancellation)
    {
        var left = candidates.Select(_ => new float[_sample.Queries]).ToArray();
        for (var query = 0; query < _sample.Queries; query++)
        {
            cancellation.ThrowIfCancellationRequested();
            _sample.MoveTo(query, inputs);
            for (var c = 0; c < candidates.Count; c++)
            {
                _sample.Nearest(query, candidates[c], _squares, _nearest);
                left[c][query] = (float)LocalVariance(query);
            }
        }

        return left;
    }

    private double LocalVariance(int query)
    {
        var mean = _sample.Output[query];
        foreach (var other in _nearest)
        {
            mean += _sample.Output[other];
        }

        mean /= _neighbours + 1;
        var sum = (_sample.Output[query] - mean) * (_sample.Output[query] - mean);
        foreach (var other in _nearest)
        {
            sum += (_sample.Output[other] - mean) * (_sample.Output[other] - mean);
        }

        return sum / _neighbours;
    }

    private (double Mean, double Error) Gain(float[] with)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var query = 0; query < with.Length; query++)
        {
            double gain = _left[query] - with[query];
            sum += gain;
            squares += gain * gain;
        }

        var mean = sum / with.Length;
        return (mean, _sample.Overlap * Math.Sqrt(Math.Max(0, squares / with.Length - mean * mean) / with.Length));
    }
}

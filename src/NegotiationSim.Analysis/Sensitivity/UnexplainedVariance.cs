namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// What a set of inputs leaves unexplained, E[Var(Y | X)], as the limit for neighbours at no distance: half the squared difference of Y to the k-th nearest neighbour is the unexplained variance and a part that grows with
/// the squared distance, so the line through k = 1 to 8 meets distance 0 at the variance. Without that, the distance to the nearest neighbour would pass for noise, the more the more inputs there are.
/// Source: Evans and Jones, "A proof of the Gamma test", Proceedings of the Royal Society A 458 (2002), 2759-2799.
/// </summary>
internal sealed class UnexplainedVariance
{
    /// <summary>Neighbours of a point.</summary>
    public const int Neighbours = 8;

    /// <summary>Squared distances below this are those of points that agree in all inputs asked about.</summary>
    private const double NoDistance = 1e-4;

    private readonly double[] _halves = new double[Neighbours];
    private readonly double[] _squares = new double[Neighbours];
    private readonly double[] _products = new double[Neighbours * Neighbours];
    private readonly double[] _withOther = new double[Neighbours];
    private long _queries;

    /// <summary>Adds a query.</summary>
    /// <param name="halves">Half the squared difference of Y to each neighbour, the nearest first.</param>
    /// <param name="squares">The squared distances.</param>
    /// <param name="other">What a set of inputs that this one is compared with leaves about the query.</param>
    public void Add(ReadOnlySpan<double> halves, ReadOnlySpan<float> squares, double other)
    {
        for (var k = 0; k < Neighbours; k++)
        {
            _halves[k] += halves[k];
            _squares[k] += squares[k];
            _withOther[k] += halves[k] * other;
            for (var l = 0; l <= k; l++)
            {
                _products[k * Neighbours + l] += halves[k] * halves[l];
            }
        }

        _queries++;
    }

    /// <summary>The weights of the neighbours in the value of the line at distance 0.</summary>
    public double[] Weights()
    {
        var distances = _squares.Select(sum => sum / _queries).ToArray();
        var mean = distances.Average();
        var spread = distances.Sum(d => (d - mean) * (d - mean));
        return [.. distances.Select(d => 1.0 / Neighbours - (distances[^1] < NoDistance || spread == 0 ? 0 : mean * (d - mean) / spread))];
    }

    /// <summary>The unexplained variance.</summary>
    public double Value(double[] weights) => weights.Zip(_halves, (weight, sum) => weight * sum).Sum() / _queries;

    /// <summary>The standard error of the difference to what it is compared with, as if queries had no points in common.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="other">The mean of what it is compared with.</param>
    /// <param name="otherSquares">The mean of its squares.</param>
    public double ErrorOfDifference(double[] weights, double other, double otherSquares)
    {
        var (squares, together) = (0.0, 0.0);
        for (var k = 0; k < Neighbours; k++)
        {
            together += weights[k] * _withOther[k] / _queries;
            for (var l = 0; l < Neighbours; l++)
            {
                squares += weights[k] * weights[l] * _products[Math.Max(k, l) * Neighbours + Math.Min(k, l)] / _queries;
            }
        }

        var difference = Value(weights) - other;
        return Math.Sqrt(Math.Max(0, squares - 2 * together + otherSquares - difference * difference) / _queries);
    }
}

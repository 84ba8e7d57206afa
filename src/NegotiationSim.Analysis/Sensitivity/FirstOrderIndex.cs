namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// The first-order Sobol' index of an input for a numeric output, Var(E[Y | X]) / Var(Y), by bins: the correlation ratio, its bias taken off as for tau, with a bootstrap interval over replicas.
/// Source: Pearson, "On the general theory of skew correlation and non-linear regression" (1905), for the ratio; Saltelli et al., "Global Sensitivity Analysis: The Primer" (2008), section 1.2.5, for estimating by slices of given data.
/// </summary>
public static class FirstOrderIndex
{
    private const int Resamples = 300;

    /// <summary>The index.</summary>
    /// <param name="input">The input of each replica; NaN where it has none.</param>
    /// <param name="output">The output of each.</param>
    /// <param name="seed">The seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">The two differ in length, or there are fewer than two replicas.</exception>
    public static IndexEstimate Of(ReadOnlySpan<double> input, ReadOnlySpan<double> output, ulong seed)
    {
        if (input.Length != output.Length || input.Length < 2)
        {
            throw new ArgumentException("There must be an output for each input, and two of them at least.", nameof(output));
        }

        var bins = InputBins.Of(new InputColumn("input", InputKind.Drawn, []), input, InputBins.CountFor(input.Length));
        var places = new int[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            places[i] = bins.Of(input[i]);
        }

        var (all, counts, sums) = (new int[input.Length], new long[bins.Count], new double[bins.Count]);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = i;
        }

        var (plain, value) = Ratio(places, output, all, counts, sums);
        var stream = new SeededStream(seed, "sensitivity.bootstrap");
        var resampled = new double[Resamples];
        for (var b = 0; b < Resamples; b++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = stream.Below(input.Length);
            }

            resampled[b] = Math.Max(0, value) + (Ratio(places, output, all, counts, sums).Adjusted - plain);
        }

        return IndexEstimate.OfResamples(value, resampled);
    }

    private static (double Plain, double Adjusted) Ratio(int[] places, ReadOnlySpan<double> output, int[] replicas, long[] counts, double[] sums)
    {
        Array.Clear(counts);
        Array.Clear(sums);
        var (sum, squares) = (0.0, 0.0);
        foreach (var replica in replicas)
        {
            var value = output[replica];
            counts[places[replica]]++;
            sums[places[replica]] += value;
            sum += value;
            squares += value * value;
        }

        var mean = sum / replicas.Length;
        var (between, bins) = (0.0, 0);
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] > 0)
            {
                var away = sums[bin] / counts[bin] - mean;
                between += counts[bin] * away * away;
                bins++;
            }
        }

        var total = squares - replicas.Length * mean * mean;
        var plain = total > 0 ? between / total : 0;
        return (plain, ContingencyTable.Adjust(plain, bins, replicas.Length));
    }
}

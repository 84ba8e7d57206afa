using System.Collections.Immutable;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Total effects on what a batch comes to, from its first replicas. Only drawn inputs and the one that nothing uses are looked at: whether an event strikes may itself be an effect of the ending.
/// </summary>
/// <param name="tally">The batch.</param>
/// <param name="inputs">The inputs that varied, by their places, those with the smallest p-values first.</param>
internal sealed class NeighbourEffects(SensitivityTally tally, ImmutableArray<int> inputs)
{
    /// <summary>The work goes with the square of the sample; this keeps it in proportion to a batch and ends where the batch is large enough for anything.</summary>
    private const int LargestSample = 8192;

    private const int SmallestSample = 1024;
    private const int RunsPerPoint = 4;

    /// <summary>At one in so many points the variance is looked at: the distance to neighbours depends on all points, the width of an interval on these.</summary>
    private const int PointsPerQuery = 4;

    private readonly ImmutableArray<int> _inputs =
    [
        .. inputs.Where(i => tally.Columns[i].Kind == InputKind.Drawn).Take(TotalEffects.MostInputs).Order(), .. inputs.Where(i => tally.Columns[i].Kind == InputKind.Unused),
    ];

    /// <summary>What there is where nobody asks.</summary>
    public static (TotalEffects Summary, IReadOnlyDictionary<int, IndexEstimate> Totals) NotAsked => (new TotalEffects { Gap = TotalsGap.NotAsked }, new Dictionary<int, IndexEstimate>());

    /// <summary>Estimates them.</summary>
    /// <param name="comes">Which endings come to what is to be explained.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>What there is to say of it all, and the total effect of each input by its place.</returns>
    public (TotalEffects Summary, IReadOnlyDictionary<int, IndexEstimate> Totals) Of(Func<Ending, bool> comes, CancellationToken cancellation)
    {
        var none = new Dictionary<int, IndexEstimate>();
        var count = SampleSize();
        var output = tally.Kept.Endings.Take(count).Select(ending => comes(ending) ? 1.0 : 0.0).ToArray();
        var gap = tally.Runs < TotalEffects.FewestRuns ? TotalsGap.TooFewRuns
            : _inputs.Length < 2 ? TotalsGap.NoInputs
            : Math.Min(output.Sum(), count - output.Sum()) < TotalEffects.FewestOfAKind ? TotalsGap.TooRare
            : TotalsGap.None;
        if (gap != TotalsGap.None)
        {
            return (new TotalEffects { Gap = gap, Sample = count, Candidates = _inputs.Length - 1 }, none);
        }

        // Of inputs that were not selected only the one that nothing uses is asked: it shows what noise comes to.
        var found = NeighbourIndices.Of(
            [.. _inputs.Select(i => tally.Kept.Values[i].AsSpan(0, count).ToArray())], output, count / PointsPerQuery, tally.Seed, k => tally.Columns[_inputs[k]].Kind == InputKind.Unused, cancellation);
        return (
            new TotalEffects
            {
                Sample = count,
                Candidates = _inputs.Length - 1,
                Explained = found.Explained,
                Selected = [.. found.Selected.Select(k => tally.Columns[_inputs[k]].Path)],
            },
            _inputs.Select((input, k) => (input, Total: found.Totals[k])).Where(pair => pair.Total is not null).ToDictionary(pair => pair.input, pair => pair.Total!.Value));
    }

    private int SampleSize()
    {
        var size = LargestSample;
        while (size > SmallestSample && (size > tally.Runs / RunsPerPoint || size > tally.Kept.Count))
        {
            size /= 2;
        }

        return Math.Min(size, tally.Kept.Count);
    }
}

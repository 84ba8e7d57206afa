using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// What drives the ending of a batch, from its replicas as they are. Shares are first-order Sobol' indices in the classical sense for a simulator with chance of its own: that chance counts as one more input, so that the shares
/// of inputs that are independent add up to less than 1, and what is left is chance in the run and what inputs do together.
/// </summary>
public sealed record SensitivityAnalysis
{
    /// <summary>The probability that among all inputs one that does nothing is called a driver.</summary>
    public const double Significance = 0.05;

    /// <summary>The seed of the batch, and of what is drawn here.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many replicas.</summary>
    public required long Runs { get; init; }

    /// <summary>How many ended so, by <see cref="Ending"/>.</summary>
    public required ImmutableArray<Estimate> Endings { get; init; }

    /// <summary>In how many a text was signed.</summary>
    public required Estimate Signed { get; init; }

    /// <summary>Every input that varied: drivers first, by the share that they explain, then the others by their p-value.</summary>
    public required ImmutableArray<InputEffect> Inputs { get; init; }

    /// <summary>What the input that nothing uses came to.</summary>
    public required InputEffect Unused { get; init; }

    /// <summary>How many inputs had the same value in every replica and were left out.</summary>
    public required int Constant { get; init; }

    /// <summary>Total effects on whether a text is signed.</summary>
    public required TotalEffects SignedTotals { get; init; }

    /// <summary>Total effects on whether an agreement holds.</summary>
    public required TotalEffects HeldTotals { get; init; }

    /// <summary>The inputs that the ending can be told to depend on.</summary>
    public IEnumerable<InputEffect> Drivers => Inputs.Where(input => input.IsDriver);

    /// <summary>What the tally came to.</summary>
    /// <param name="tally">A batch's inputs, at least one replica.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="withTotals">Whether total effects are estimated, which takes longer than the rest.</param>
    public static SensitivityAnalysis Of(SensitivityTally tally, CancellationToken cancellation = default, bool withTotals = true) => new InputRanking(tally, withTotals).Make(cancellation);
}

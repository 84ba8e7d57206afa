using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>What an input does to the ending.</summary>
public sealed record InputEffect
{
    /// <summary>The input.</summary>
    public required InputColumn Column { get; init; }

    /// <summary>What share of the ending it explains by itself: the first-order index of the four endings as a class.</summary>
    public required IndexEstimate Share { get; init; }

    /// <summary>The p-value of the test that the ending does not depend on it.</summary>
    public required double PValue { get; init; }

    /// <summary>Whether that is by permutation and not from the chi-squared distribution.</summary>
    public required bool IsByPermutation { get; init; }

    /// <summary>The p-value adjusted for all inputs that were tested (<see cref="Holm"/>).</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Whether the ending can be told to depend on it. Where it cannot, the input is not distinguishable from one that nothing uses, whatever its <see cref="Share"/>.</summary>
    public bool IsDriver => AdjustedPValue < SensitivityAnalysis.Significance;

    /// <summary>What it does to whether a text is signed, ratified or not.</summary>
    public required MeasureEffect Signed { get; init; }

    /// <summary>What it does to whether an agreement holds.</summary>
    public required MeasureEffect Held { get; init; }

    /// <summary>The values at which another ending becomes the commonest, from low values to high ones; none for an input that is no driver.</summary>
    public ImmutableArray<FlipPoint> Flips { get; init; } = [];

    /// <summary>The replicas in the lowest fifth of its values; those at its lowest value where it takes few.</summary>
    public required InputPart Lowest { get; init; }

    /// <summary>The replicas in the highest fifth, or at the highest value.</summary>
    public required InputPart Highest { get; init; }

    /// <summary>How replicas ended by its value, in at most 16 parts from low values to high ones; a part per value where it takes few.</summary>
    public ImmutableArray<InputPart> Parts { get; init; } = [];
}

/// <summary>Which way a share goes with the value of an input.</summary>
public enum Trend
{
    /// <summary>It cannot be told to depend on it.</summary>
    None,

    /// <summary>The higher the value, the more often.</summary>
    Rises,

    /// <summary>The higher the value, the rarer.</summary>
    Falls,

    /// <summary>It depends on the value, but not in one direction.</summary>
    Uneven,
}

/// <summary>What an input does to something that a replica comes to or does not.</summary>
public sealed record MeasureEffect
{
    /// <summary>What share of its variance the input explains by itself: the first-order index.</summary>
    public required double Share { get; init; }

    /// <summary>Which way it goes.</summary>
    public required Trend Trend { get; init; }

    /// <summary>The share of replicas that come to it among <see cref="InputEffect.Lowest"/>.</summary>
    public required Estimate AtLow { get; init; }

    /// <summary>The same among <see cref="InputEffect.Highest"/>.</summary>
    public required Estimate AtHigh { get; init; }

    /// <summary>The value at which the share crosses one half; null: it does not, or cannot be told to.</summary>
    public double? Half { get; init; }

    /// <summary>The total effect: what share of the variance goes with this input, by itself and together with other drawn inputs; null for an input that <see cref="TotalEffects.Selected"/> does not name, but for the one that nothing uses.</summary>
    public IndexEstimate? Total { get; init; }
}

/// <summary>Where another ending becomes the commonest.</summary>
/// <param name="At">The value, by linear interpolation.</param>
/// <param name="Below">The commonest ending below it.</param>
/// <param name="Above">The commonest ending above it.</param>
public readonly record struct FlipPoint(double At, Ending Below, Ending Above);

/// <summary>The replicas in which an input was in a range.</summary>
/// <param name="Low">The lower end, which is not in it; minus infinity where it has none.</param>
/// <param name="High">The upper end, which is in it; infinity where it has none. Where <paramref name="IsMissing"/>, both are NaN.</param>
/// <param name="Typical">A value from about the middle of its replicas.</param>
/// <param name="Endings">How many of them ended so, by <see cref="Ending"/>.</param>
/// <param name="IsMissing">The input had no value in them.</param>
public sealed record InputPart(double Low, double High, double Typical, ImmutableArray<long> Endings, bool IsMissing)
{
    /// <summary>How many replicas these are.</summary>
    public long Runs => Endings.Sum();
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Exports.Genius;

internal enum MatterKind
{
    Discrete,
    Integer,
    Real,
}

/// <summary>An issue as Genius has it, with what its values are worth to each party.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Parties">One per party.</param>
internal sealed record GeniusMatter(string Name, MatterKind Kind, ImmutableArray<GeniusWorth> Parties)
{
    /// <summary>The values of a discrete issue.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The smallest number of an integer or real issue.</summary>
    public double Lower { get; init; }

    /// <summary>The largest number of an integer or real issue.</summary>
    public double Upper { get; init; }
}

/// <summary>What an issue is worth to a party.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="Evaluations">Of a discrete issue, per value, the largest 1 (or all 0).</param>
/// <param name="Slope">Of numbers: what one more is worth.</param>
/// <param name="Constant">Of an integer issue: what the smallest number is worth; of a real one: what 0 would be.</param>
internal sealed record GeniusWorth(double Weight, ImmutableArray<double> Evaluations, double Slope, double Constant);

using System.Globalization;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A quantity of a scenario comes to no number: a division by 0, or operands that are too large to be told apart. The fault is the scenario's; the message is fit for a person and
/// says where it stands, in which replica, what was computed and what would be right.
/// </summary>
public sealed class DrawnValueException : Exception
{
    /// <summary>The fault of one quantity.</summary>
    /// <param name="path">Where it stands in the file.</param>
    /// <param name="computed">The operation that has no result, in numbers.</param>
    /// <param name="draw">Which seed and replica; null: the central case, every distribution at its mean.</param>
    public DrawnValueException(string path, string computed, (ulong Seed, long Replica)? draw)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {computed} is no number ({Where(draw)}); right would be an expression that has a value in every draw, for example with max(0.001, ...) around a divisor")) =>
        (Path, Replica) = (path, draw?.Replica);

    /// <summary>Where the quantity stands, keys joined by dots.</summary>
    public string Path { get; }

    /// <summary>The replica; null: the central case.</summary>
    public long? Replica { get; }

    private static string Where((ulong Seed, long Replica)? draw) =>
        draw is var (seed, replica)
            ? string.Create(CultureInfo.InvariantCulture, $"seed {seed}, replica {replica}")
            : "the central case, every distribution at its mean";
}

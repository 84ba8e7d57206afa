using System.Collections.Immutable;

namespace NegotiationSim.Analysis;

/// <summary>
/// How long agreements last, as measured: of 176 agreements with a ceasefire provision (UCDP Peace Agreements 22.1, Kaplan-Meier, formal breakdown)
/// this share had ended within so many days. A baseline beside the model's own forecasts.
/// </summary>
public static class MeasuredSurvival
{
    /// <summary>Days since the signature, and the share in [0, 1] that had broken down by then.</summary>
    public static ImmutableArray<(int Days, double Ended)> Points { get; } = [(7, 0.023), (30, 0.063), (90, 0.153), (365, 0.267)];
}

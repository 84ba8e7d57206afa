using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>A tactic's numbers in one replica.</summary>
internal sealed class TacticSettings
{
    /// <summary>The tactic as the scenario has it.</summary>
    public required Tactic Tactic { get; init; }

    public required BargainingTactic Rule { get; init; }

    /// <summary>Exponent of relative time: boulware 4, linear 1, conceder 0.25 unless the scenario says otherwise.</summary>
    public required double E { get; init; }

    /// <summary>Utility at which the target starts; NaN: the best permitted outcome's.</summary>
    public required double Max { get; init; }

    /// <summary>Utility at which the target ends; NaN: the floor.</summary>
    public required double Min { get; init; }

    public required double Tolerance { get; init; }

    /// <summary>The constant or time of the acceptance rule; NaN where it has none.</summary>
    public required double AcceptParameter { get; init; }

    /// <summary>Whether the numbers are the same in every replica, so that one object serves all.</summary>
    public static bool IsConstant(Tactic tactic) =>
        (tactic.E?.IsConstant ?? true) && (tactic.Max?.IsConstant ?? true) && (tactic.Min?.IsConstant ?? true)
        && tactic.Tolerance.IsConstant && (tactic.Accept.Parameter?.IsConstant ?? true);

    /// <summary>The numbers in the replica that the sampler is at.</summary>
    public static TacticSettings Draw(Tactic tactic, Sampler sampler) => new()
    {
        Tactic = tactic,
        Rule = BargainingTactic.For(tactic),
        E = tactic.E is { } e ? sampler.Value(e) : TimeDependentTactic.DefaultExponent(tactic.Kind),
        Max = tactic.Max is { } max ? sampler.Value(max) : double.NaN,
        Min = tactic.Min is { } min ? sampler.Value(min) : double.NaN,
        Tolerance = sampler.Value(tactic.Tolerance),
        AcceptParameter = tactic.Accept.Parameter is { } parameter ? sampler.Value(parameter) : double.NaN,
    };

    private double _time = double.NaN;
    private double _power;

    /// <summary>t^e. Replicas that share these numbers ask for the same moment one after the other.</summary>
    public double PowerOf(double time)
    {
        if (_time != time)
        {
            (_time, _power) = (time, Math.Pow(time, E));
        }

        return _power;
    }

    /// <summary>The span from the final aspiration to the first, both kept between the floor and the best the actor may sign.</summary>
    public (double Low, double High) Aspirations(double floor, double best)
    {
        var high = double.IsNaN(Max) ? best : Clamp(Max, floor, best);
        var low = double.IsNaN(Min) ? Math.Min(floor, best) : Clamp(Min, floor, best);
        return (low, high);
    }

    /// <summary>Kept at or above the floor, and at or below the best, which prevails where the floor is a rounding above it.</summary>
    public static double Clamp(double value, double floor, double best) => Math.Min(best, Math.Max(floor, value));
}

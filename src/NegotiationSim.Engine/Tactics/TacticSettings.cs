using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Tactics;

/// <summary>A tactic's numbers in one replica. Reused from replica to replica.</summary>
internal sealed class TacticSettings
{
    /// <summary>The tactic as the scenario has it.</summary>
    public Tactic Tactic { get; private set; } = null!;

    public BargainingTactic Rule { get; private set; } = null!;

    /// <summary>Exponent of relative time: boulware 4, linear 1, conceder 0.25 unless the scenario says otherwise.</summary>
    public double E { get; private set; }

    /// <summary>Utility at which the target starts; NaN: the best permitted outcome's.</summary>
    public double Max { get; private set; }

    /// <summary>Utility at which the target ends; NaN: the floor.</summary>
    public double Min { get; private set; }

    public double Tolerance { get; private set; }

    /// <summary>The constant or time of the acceptance rule; NaN where it has none.</summary>
    public double AcceptParameter { get; private set; }

    /// <summary>Whether the numbers are the same in every replica, so that one object serves all.</summary>
    public static bool IsConstant(Tactic tactic) =>
        (tactic.E?.IsConstant ?? true) && (tactic.Max?.IsConstant ?? true) && (tactic.Min?.IsConstant ?? true)
        && tactic.Tolerance.IsConstant && (tactic.Accept.Parameter?.IsConstant ?? true);

    /// <summary>Takes the numbers of the replica that the sampler is at.</summary>
    public TacticSettings Draw(Tactic tactic, Sampler sampler)
    {
        Tactic = tactic;
        Rule = BargainingTactic.For(tactic);
        E = tactic.E is { } e ? sampler.Value(e) : TimeDependentTactic.DefaultExponent(tactic.Kind);
        Max = tactic.Max is { } max ? sampler.Value(max) : double.NaN;
        Min = tactic.Min is { } min ? sampler.Value(min) : double.NaN;
        Tolerance = sampler.Value(tactic.Tolerance);
        AcceptParameter = tactic.Accept.Parameter is { } parameter ? sampler.Value(parameter) : double.NaN;
        _time = double.NaN;
        return this;
    }

    private double _time = double.NaN;
    private double _power;

    /// <summary>t^e. Replicas that share these numbers ask for the same moment one after the other.</summary>
    public double PowerOf(double time)
    {
        if (_time != time)
        {
            (_time, _power) = (time, PortableMath.Pow(time, E));
        }

        return _power;
    }

    /// <summary><see cref="AspirationsBetween"/> the ends of the scenario.</summary>
    public (double Low, double High) Aspirations(in Prospects now) => AspirationsBetween(Min, Max, now);

    /// <summary>The span from the final aspiration to the first, NaN where the scenario has none, both kept between the floor and the best the actor may sign.</summary>
    public static (double Low, double High) AspirationsBetween(double min, double max, in Prospects now) =>
        (double.IsNaN(min) ? Math.Min(now.Floor, now.Best) : now.Clamp(min), double.IsNaN(max) ? now.Best : now.Clamp(max));
}

using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Turns;

/// <summary>What a principal can hope for at a moment of the talks. It stays the same from round to round unless the no-deal value or the discount moves it.</summary>
/// <param name="Reservation">The no-deal value, undiscounted.</param>
/// <param name="Factor">The discount so far.</param>
/// <param name="Bar">What a discounted utility must reach to be worth no deal.</param>
/// <param name="Floor">The larger of the no-deal value and the worst feasible outcome's utility.</param>
/// <param name="Best">Utility of the best outcome it may sign; NaN where nothing that it may sign is worth its no-deal value any more.</param>
internal readonly record struct Prospects(double Reservation, double Factor, double Bar, double Floor, double Best)
{
    /// <summary>Whether the actor has nothing left to hope for and walks out.</summary>
    public bool IsHopeless => double.IsNaN(Best);

    /// <summary>What is signed in round r is worth U d^(r-1), and so is no deal: d^(r-1); exactly 1 without a discount.</summary>
    public static double Discount(double discount, int round) => discount == 1 ? 1 : PortableMath.Pow(discount, round - 1);

    /// <summary>The prospects of an actor that may sign outcomes worth up to <paramref name="best"/>, NaN where it may sign none.</summary>
    public static Prospects Of(double reservation, double factor, double best, double floor)
    {
        var bar = reservation * factor - Agents.Reservation.Tolerance;
        var mayHope = best * factor >= bar && floor <= best + Agents.Reservation.Tolerance;
        return new Prospects(reservation, factor, bar, floor, mayHope ? best : double.NaN);
    }

    /// <summary>A number kept at or above the floor, and at or below the best, which prevails where the floor is a rounding above it.</summary>
    public double Clamp(double value) => double.MinNative(Best, double.MaxNative(Floor, value));

    /// <summary>Whether a utility is worth no deal.</summary>
    public bool Allows(double utility) => utility * Factor >= Bar;
}

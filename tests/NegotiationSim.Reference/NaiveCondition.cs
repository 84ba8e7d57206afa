using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>Conditions, read off an outcome.</summary>
public static class NaiveCondition
{
    /// <summary>Numbers this close on an issue's scale are the same.</summary>
    private const double Allowance = 1e-9;

    public static bool Holds(Condition condition, Outcome outcome, NaiveDraws draws) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, outcome, draws)),
        AnyOf any => any.Parts.Any(part => Holds(part, outcome, draws)),
        Negation not => !Holds(not.Part, outcome, draws),
        ValueTest test => test.Allowed[outcome.Values[test.Component]],
        ThresholdTest test => Passes(test, outcome, draws.Value(test.Limit)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "an unknown condition"),
    };

    /// <summary>A threshold test with the limit given; <c>open</c> (NaN on the scale) fails it, negated or not.</summary>
    public static bool Passes(ThresholdTest test, Outcome outcome, double limit)
    {
        var number = test.Scale[outcome.Values[test.Component]];
        return !double.IsNaN(number) && Compares(number, test.Comparison, limit) != test.Negated;
    }

    // "1e-9 allowed": numbers that close count as equal, so they pass at_least and at_most and fail above and below.
    private static bool Compares(double number, Comparison comparison, double limit) => comparison switch
    {
        Comparison.AtLeast => number >= limit - Allowance,
        Comparison.AtMost => number <= limit + Allowance,
        Comparison.Above => number > limit + Allowance,
        Comparison.Below => number < limit - Allowance,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "an unknown comparison"),
    };
}

using NegotiationSim.Scenarios;

namespace NegotiationSim.Search.Tests.Conditions;

/// <summary>A condition as its documentation reads, straight from the scenario's record.</summary>
internal static class NaiveCondition
{
    public static bool Holds(Condition condition, ushort[] outcome) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, outcome)),
        AnyOf any => any.Parts.Any(part => Holds(part, outcome)),
        Negation negation => !Holds(negation.Part, outcome),
        ValueTest test => test.Allowed[outcome[test.Component]],
        ThresholdTest test => Compares(test, test.Scale[outcome[test.Component]], ((Constant)test.Limit.Expression).Value),
        _ => throw new InvalidOperationException(),
    };

    private static bool Compares(ThresholdTest test, double x, double limit)
    {
        if (double.IsNaN(x))
        {
            return false;
        }

        var compares = test.Comparison switch
        {
            Comparison.AtLeast => x >= limit - 1e-9,
            Comparison.AtMost => x <= limit + 1e-9,
            Comparison.Above => !(x <= limit + 1e-9),
            _ => !(x >= limit - 1e-9),
        };
        return test.Negated ? !compares : compares;
    }
}

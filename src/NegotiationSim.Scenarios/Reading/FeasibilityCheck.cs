namespace NegotiationSim.Scenarios.Reading;

/// <summary>Holds that a tabled text may be on the table.</summary>
internal sealed class FeasibilityCheck(ReadingContext context)
{
    public void Check(Scenario scenario, MapView file)
    {
        if (scenario.Protocol.Text is { } text && scenario.Infeasible.FirstOrDefault(condition => Holds(condition, text) == true) is { } package)
        {
            context.Error(file.At("protocol"), $"the tabled text is infeasible ({package.Text}); change the text, or the package under `infeasible`");
        }
    }

    /// <summary>Whether the outcome meets the condition; null where that hangs on a draw.</summary>
    private static bool? Holds(Condition condition, Outcome outcome)
    {
        switch (condition)
        {
            case AllOf all:
                return Combine(all.Parts.Select(part => Holds(part, outcome)), decisive: false);
            case AnyOf any:
                return Combine(any.Parts.Select(part => Holds(part, outcome)), decisive: true);
            case Negation negation:
                return !Holds(negation.Part, outcome);
            case ValueTest test:
                return test.Allowed[outcome.Values[test.Component]];
            case ThresholdTest { Limit.Expression: Constant limit } test:
                return test.Passes(outcome.Values[test.Component], limit.Value);
            default:
                return null;
        }
    }

    private static bool? Combine(IEnumerable<bool?> parts, bool decisive)
    {
        var known = parts.ToList();
        return known.Contains(decisive) ? decisive : known.Contains(null) ? null : !decisive;
    }
}

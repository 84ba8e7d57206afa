using NegotiationSim.Search.Tests.Conditions;
using NegotiationSim.Search.Tests.Utilities;

namespace NegotiationSim.Search.Tests.Offers;

/// <summary>Every outcome of a small space with its utility and whether it is permitted: what the searches must agree with.</summary>
internal sealed class Enumeration
{
    public Enumeration(RandomCase given)
    {
        var count = (int)given.Space.Count;
        Outcome = new ushort[count][];
        Utility = new double[count];
        Feasible = new bool[count];
        Permitted = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var outcome = given.Space.At(i).Span.ToArray();
            Outcome[i] = outcome;
            Utility[i] = NaiveUtility.Of(given, outcome);
            Feasible[i] = !given.Infeasible.Any(condition => NaiveCondition.Holds(condition, outcome));
            Permitted[i] = Feasible[i]
                && !given.Vetoes.Any(condition => NaiveCondition.Holds(condition, outcome))
                && (given.Consent is null || IsWorthSigning(given, outcome, Utility[i]));
        }
    }

    public ushort[][] Outcome { get; }

    public double[] Utility { get; }

    public bool[] Feasible { get; }

    public bool[] Permitted { get; }

    /// <summary>Indexes of permitted outcomes at or above a bound, in enumeration order.</summary>
    public int[] AtOrAbove(double bound) => [.. Enumerable.Range(0, Utility.Length).Where(i => Permitted[i] && Utility[i] >= bound)];

    private static bool IsWorthSigning(RandomCase given, ushort[] outcome, double utility)
    {
        var rule = given.Consent!;
        var enforcement = rule.Enforcement;
        foreach (var term in rule.EnforcementBy)
        {
            enforcement += term.Condition.Holds(outcome) ? term.Amount : 0;
        }

        var kept = Math.Min(1, rule.Trust + Math.Min(0.95, Math.Max(0, enforcement)));
        return kept * (utility * given.Discount) + (1 - kept) * rule.Betrayed >= given.Reservation * given.Discount - 1e-9;
    }
}

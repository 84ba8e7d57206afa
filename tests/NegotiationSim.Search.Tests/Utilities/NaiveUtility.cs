using NegotiationSim.Scenarios;
using NegotiationSim.Search.Tests.Conditions;
using NegotiationSim.Search.Tests.Offers;

namespace NegotiationSim.Search.Tests.Utilities;

/// <summary>Utility as the language defines it, without tables.</summary>
internal static class NaiveUtility
{
    public static double Of(RandomCase given, ushort[] outcome)
    {
        var utility = 0.0;
        foreach (var issue in given.Space.Issues)
        {
            var i = given.Space.Issues.IndexOf(issue);
            if (given.Table.Share[i] != 0)
            {
                utility += given.Table.Share[i] * ValueOf(given, issue, outcome);
            }
        }

        foreach (var (when, amount) in given.Linkages)
        {
            utility = NaiveCondition.Holds(when, outcome) ? utility + amount : utility;
        }

        foreach (var (when, amount) in given.Costs)
        {
            utility = NaiveCondition.Holds(when, outcome) ? utility - amount : utility;
        }

        return given.Table.Capped ? Math.Min(1, utility) : utility;
    }

    private static double ValueOf(RandomCase given, Issue issue, ushort[] outcome)
    {
        var components = Enumerable.Range(issue.FirstComponent, issue.ComponentCount);
        if (issue is not SetIssue)
        {
            return given.Table.Value[given.Table.Layout.Offset(issue.FirstComponent) + outcome[issue.FirstComponent]];
        }

        double[] attitudes = [.. components.Select(c => given.Table.Value[given.Table.Layout.Offset(c) + 1])];
        var worst = attitudes.Where(a => a < 0).Sum();
        var best = attitudes.Where(a => a > 0).Sum();
        var sum = attitudes.Where((_, k) => outcome[issue.FirstComponent + k] == 1).Sum();
        return attitudes.All(a => a == 0) ? 0 : (sum - worst) / (best - worst);
    }
}

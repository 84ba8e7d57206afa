using System.Globalization;
using System.Numerics;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Commands;

/// <summary>What an analysis takes, known before it begins: whether it fits into memory, and whether it takes longer than a moment.</summary>
internal static class AnalysisCost
{
    /// <summary>An analysis keeps some hundred bytes per party and value while it works, so this many take about 1.5 GB.</summary>
    private const long MostNumbers = 12_000_000;

    /// <summary>From so many numbers on looking at each of them again and again takes seconds.</summary>
    private const long ManyNumbers = 500_000;

    /// <summary>From so many conditions over several issues on, bounds are wide and searches use up what they may do.</summary>
    private const int ManyConditions = 60;

    /// <summary>From so many pairs of a party and a component on every step of a search takes long.</summary>
    private const int ManyStakes = 4_000;

    private static readonly BigInteger s_manyOutcomes = BigInteger.Pow(10, 10);

    /// <summary>Why the scenario cannot be analysed, at the issue that has most values; null where it can be.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="text">Its file's text.</param>
    /// <param name="file">Its file's name.</param>
    public static Diagnostic? Refusal(Scenario scenario, string? text, string file)
    {
        var size = ScenarioSize.Of(scenario);
        if (size.Numbers <= MostNumbers)
        {
            return null;
        }

        var issue = LargestIssue.Of(scenario);
        var (line, column) = LargestIssue.PlaceIn(text ?? "", issue.Id);
        return new Diagnostic(Severity.Error, file, line, column, string.Create(CultureInfo.InvariantCulture,
            $"{size.Parties} parties and {size.Values:#,0} values of all issues together are {size.Numbers:#,0} numbers, more than the {MostNumbers:#,0} that 'analyze' can keep in 2 GB; "
            + $"take a larger step or fewer options, as here ('{issue.Id}' has {issue.Size}), or leave parties out"));
    }

    /// <summary>A line that says that it will take longer; null where it will not.</summary>
    public static string? Notice(Scenario scenario, long? runs)
    {
        var size = ScenarioSize.Of(scenario);
        var isLarge = size.Numbers > ManyNumbers
            || (size.Outcomes > s_manyOutcomes && (size.Conditions > ManyConditions || size.Parties * size.Components > ManyStakes));
        return !isLarge ? null
            : "analyze: this scenario is large; it can take some minutes" + (runs > 1 ? ", and each draw some seconds" : "") + ". Ctrl-C gives it up";
    }
}

using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Optimization;

namespace NegotiationSim.Analysis.Solving;

/// <summary>The compromise model (Achen 2006) and the median, issue by issue: what is to be expected when nothing but positions, weights and capabilities is known.</summary>
internal static class IssueBaselines
{
    public static ImmutableArray<IssueBaseline> Of(CaseFile file)
    {
        var baselines = ImmutableArray.CreateBuilder<IssueBaseline>();
        for (var issue = 0; issue < file.Scenario.Space.Issues.Length; issue++)
        {
            if (Scale(file.Scenario.Space.Issues[issue]) is { } scale && Positions(file, issue, scale) is { Count: > 0 } positions)
            {
                baselines.Add(new IssueBaseline(issue, Compromise(positions), Median([.. positions.Select(p => p.Position)])));
            }
        }

        return baselines.ToImmutable();
    }

    /// <summary>The numbers of an ordered issue's values, <c>open</c> not included; null where there is no order.</summary>
    private static double[]? Scale(Issue issue) => issue switch
    {
        OptionsIssue { Ordered: true } options => [.. options.Options.Select(option => option.Position)],
        RangeIssue range => [.. range.Numbers],
        _ => null,
    };

    /// <summary>Everybody's ideal position on the issue, with capability and weight; those to whom it does not matter have none.</summary>
    private static List<(double Position, double Weight)> Positions(CaseFile file, int issue, double[] scale)
    {
        var positions = new List<(double Position, double Weight)>();
        for (var a = 0; a < file.Scenario.Actors.Length; a++)
        {
            var actor = file.Scenario.Actors[a];
            if (actor.Preferences?.Issues[issue] is not { } preference || file.Sampler.Value(preference.Weight) is var weight && weight <= 0)
            {
                continue;
            }

            positions.Add((Ideal(file, a, issue, preference, scale), weight * file.Sampler.Value(actor.Capability)));
        }

        return positions;
    }

    /// <summary>The ideal where one is given; else the position of the best value, in the middle of several that are equally good.</summary>
    private static double Ideal(CaseFile file, int actor, int issue, IssuePreference preference, double[] scale)
    {
        if (preference.Value is IdealPoint point)
        {
            var (low, high) = file.Scenario.Space.Issues[issue] is RangeIssue range ? (range.From, range.To) : (0.0, 100.0);
            return Math.Clamp(file.Sampler.Value(point.Position), low, high);
        }

        var values = file.Of(actor).Utility.Value.AsSpan(file.Layout.Offset(file.Layout.FirstComponent(issue)), scale.Length);
        var best = double.NegativeInfinity;
        foreach (var value in values)
        {
            best = Math.Max(best, value);
        }

        var (sum, count) = (0.0, 0);
        for (var v = 0; v < scale.Length; v++)
        {
            if (values[v] > best - Optima.Tolerance)
            {
                (sum, count) = (sum + scale[v], count + 1);
            }
        }

        return sum / count;
    }

    private static double Compromise(List<(double Position, double Weight)> positions)
    {
        var total = positions.Sum(p => p.Weight);

        // Nobody with any capability: everybody counts alike.
        return total > 0 ? positions.Sum(p => p.Weight * p.Position) / total : positions.Average(p => p.Position);
    }

    private static double Median(List<double> positions)
    {
        positions.Sort();
        var middle = positions.Count / 2;
        return positions.Count % 2 == 1 ? positions[middle] : (positions[middle - 1] + positions[middle]) / 2;
    }
}

using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Minds;

/// <summary>What the values of an issue are worth to an actor in one replica, in [0, 1].</summary>
internal static class ValueFunctions
{
    /// <summary>Writes the value of each of the issue's values (a set: per member 0 for "not in", its attitude for "in").</summary>
    /// <param name="function">The actor's judgment.</param>
    /// <param name="issue">The issue; <c>open</c> is left to the caller.</param>
    /// <param name="idealShift">By how much events have moved the ideal position.</param>
    /// <param name="sampler">At the replica concerned.</param>
    /// <param name="values">From the issue's first component on.</param>
    public static void Fill(ValueFunction function, Issue issue, double idealShift, Sampler sampler, Span<double> values)
    {
        switch (function)
        {
            case OptionValues options:
                for (var v = 0; v < options.Values.Length; v++)
                {
                    values[v] = sampler.Value(options.Values[v]);
                }

                break;
            case IdealPoint ideal when issue is OptionsIssue options:
                FillByDistance(sampler.Value(ideal.Position) + idealShift, 0, 100, options.Options.Length, v => options.Options[v].Position, values);
                break;
            case IdealPoint ideal when issue is RangeIssue range:
                FillByDistance(sampler.Value(ideal.Position) + idealShift, range.From, range.To, range.Numbers.Length, v => range.Numbers[v], values);
                break;
            case PiecewiseLinear linear when issue is RangeIssue range:
                for (var v = 0; v < range.Numbers.Length; v++)
                {
                    values[v] = Interpolate(linear, range.Numbers[v], sampler);
                }

                break;
            case MemberAttitudes members:
                for (var m = 0; m < members.Attitudes.Length; m++)
                {
                    values[2 * m] = 0;
                    values[2 * m + 1] = sampler.Value(members.Attitudes[m]);
                }

                break;
            default:
                throw new InvalidOperationException($"No rule values a {issue.GetType().Name} by {function.GetType().Name}.");
        }
    }

    /// <summary>1 at the ideal, falling linearly to 0 at the further end of the scale.</summary>
    private static void FillByDistance(double ideal, double from, double to, int count, Func<int, double> position, Span<double> values)
    {
        ideal = Math.Clamp(ideal, from, to);
        var reach = Math.Max(ideal - from, to - ideal);
        for (var v = 0; v < count; v++)
        {
            values[v] = reach > 0 ? 1 - Math.Abs(position(v) - ideal) / reach : 1;
        }
    }

    private static double Interpolate(PiecewiseLinear linear, double x, Sampler sampler)
    {
        var points = linear.Points;
        if (x <= points[0].Number)
        {
            return sampler.Value(points[0].Value);
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (x <= points[i].Number)
            {
                var (from, to) = (sampler.Value(points[i - 1].Value), sampler.Value(points[i].Value));
                return from + (to - from) * (x - points[i - 1].Number) / (points[i].Number - points[i - 1].Number);
            }
        }

        return sampler.Value(points[^1].Value);
    }
}

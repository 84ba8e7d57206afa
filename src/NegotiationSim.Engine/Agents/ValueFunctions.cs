using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>What the values of an issue are worth to an actor in one replica, in [0, 1].</summary>
internal static class ValueFunctions
{
    /// <summary>How many numbers a judgment has.</summary>
    public static int NumberCount(ValueFunction function) => function switch
    {
        OptionValues options => options.Values.Length,
        IdealPoint => 1,
        PiecewiseLinear linear => linear.Points.Length,
        MemberAttitudes members => members.Attitudes.Length,
        _ => 0,
    };

    /// <summary>The numbers of a judgment, in the order of the text.</summary>
    public static Quantity Number(ValueFunction function, int index) => function switch
    {
        OptionValues options => options.Values[index],
        IdealPoint ideal => ideal.Position,
        PiecewiseLinear linear => linear.Points[index].Value,
        MemberAttitudes members => members.Attitudes[index],
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Writes the value of each of the issue's values (a set: per member 0 for "not in", its attitude for "in").</summary>
    /// <param name="function">The actor's judgment.</param>
    /// <param name="issue">The issue; <c>open</c> is left to the caller.</param>
    /// <param name="idealShift">By how much events have moved the ideal position.</param>
    /// <param name="numbers">What the function's numbers are in the replica concerned.</param>
    /// <param name="values">From the issue's first component on.</param>
    public static void Fill(ValueFunction function, Issue issue, double idealShift, ReadOnlySpan<double> numbers, Span<double> values)
    {
        switch (function)
        {
            case OptionValues:
                numbers.CopyTo(values);
                break;
            case IdealPoint when issue is OptionsIssue options:
                var ideal = new Ideal(numbers[0] + idealShift, 0, 100);
                for (var v = 0; v < options.Options.Length; v++)
                {
                    values[v] = ideal.Value(options.Options[v].Position);
                }

                break;
            case IdealPoint when issue is RangeIssue range:
                var point = new Ideal(numbers[0] + idealShift, range.From, range.To);
                for (var v = 0; v < range.Numbers.Length; v++)
                {
                    values[v] = point.Value(range.Numbers[v]);
                }

                break;
            case PiecewiseLinear linear when issue is RangeIssue range:
                for (var v = 0; v < range.Numbers.Length; v++)
                {
                    values[v] = Interpolate(linear, range.Numbers[v], numbers);
                }

                break;
            case MemberAttitudes:
                for (var m = 0; m < numbers.Length; m++)
                {
                    values[2 * m] = 0;
                    values[2 * m + 1] = numbers[m];
                }

                break;
            default:
                throw new InvalidOperationException($"No rule values a {issue.GetType().Name} by {function.GetType().Name}.");
        }
    }

    private static double Interpolate(PiecewiseLinear linear, double x, ReadOnlySpan<double> numbers)
    {
        var points = linear.Points;
        if (x <= points[0].Number)
        {
            return numbers[0];
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (x <= points[i].Number)
            {
                return numbers[i - 1] + (numbers[i] - numbers[i - 1]) * (x - points[i - 1].Number) / (points[i].Number - points[i - 1].Number);
            }
        }

        return numbers[^1];
    }

    /// <summary>1 at the ideal, falling linearly to 0 at the further end of the scale.</summary>
    private readonly struct Ideal
    {
        private readonly double _position;
        private readonly double _reach;

        public Ideal(double position, double from, double to)
        {
            _position = Math.Clamp(position, from, to);
            _reach = Math.Max(_position - from, to - _position);
        }

        public double Value(double position) => _reach > 0 ? 1 - Math.Abs(position - _position) / _reach : 1;
    }
}

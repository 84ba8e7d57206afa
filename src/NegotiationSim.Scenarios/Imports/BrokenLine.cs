namespace NegotiationSim.Scenarios.Imports;

/// <summary>Leaves out the points that lie on the straight line between their neighbours.</summary>
internal static class BrokenLine
{
    /// <summary>Far below what utilities are compared to, far above the rounding of one interpolation.</summary>
    private const double Tolerance = 1e-14;

    /// <summary>The indexes of the points to keep: linear between them, every other point is met within 1e-14.</summary>
    public static List<int> Corners(ReadOnlySpan<double> numbers, ReadOnlySpan<double> values)
    {
        var corners = new SortedSet<int> { 0, numbers.Length - 1 };
        var open = new Stack<(int First, int Last)>();
        open.Push((0, numbers.Length - 1));
        while (open.TryPop(out var part))
        {
            // The point furthest from the line is a corner; then both halves are looked at (Ramer 1972, Douglas & Peucker 1973).
            var (furthest, distance) = (0, Tolerance);
            for (var i = part.First + 1; i < part.Last; i++)
            {
                var line = Between(numbers, values, part.First, part.Last, numbers[i]);
                if (Math.Abs(values[i] - line) > distance)
                {
                    (furthest, distance) = (i, Math.Abs(values[i] - line));
                }
            }

            if (furthest > 0)
            {
                corners.Add(furthest);
                open.Push((part.First, furthest));
                open.Push((furthest, part.Last));
            }
        }

        return [.. corners];
    }

    private static double Between(ReadOnlySpan<double> numbers, ReadOnlySpan<double> values, int first, int last, double x) =>
        values[first] + (values[last] - values[first]) * (x - numbers[first]) / (numbers[last] - numbers[first]);
}

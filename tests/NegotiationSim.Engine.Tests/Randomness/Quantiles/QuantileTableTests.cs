using System.Globalization;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Randomness.Quantiles;

/// <summary>Every quantile against a table that another program computed with fifty digits (quantiles.py beside this file), over the whole range of legal parameters.</summary>
public sealed class QuantileTableTests
{
    /// <summary>Below the smallest normal double a number has no twelve digits.</summary>
    private const double SmallestExact = 1e-295;

    [Theory]
    [InlineData(DistributionKind.Uniform)]
    [InlineData(DistributionKind.Normal)]
    [InlineData(DistributionKind.Triangular)]
    [InlineData(DistributionKind.Pert)]
    [InlineData(DistributionKind.Beta)]
    [InlineData(DistributionKind.Exponential)]
    [InlineData(DistributionKind.Lognormal)]
    [InlineData(DistributionKind.Gamma)]
    public void Value_EveryLineOfTheTable_IsExactToTwelveDigits(DistributionKind kind)
    {
        var lines = Table().Where(line => line.Kind == kind).ToList();

        Assert.True(lines.Count >= 75, $"{lines.Count} lines");
        Assert.All(lines, line =>
        {
            var value = InverseCdf.Value(kind, line.U, line.Arguments);
            var allowed = 1e-12 * Math.Max(SmallestExact, Math.Max(Math.Abs(line.Quantile), line.Scale));
            Assert.True(value == line.Quantile || Math.Abs(value - line.Quantile) <= allowed, $"{line.Text}: {value:R}");
        });
    }

    private static IEnumerable<Line> Table() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Randomness", "Quantiles", "quantiles.csv")).Select(text =>
        {
            var cells = text.Split(',');
            var arguments = cells[2..5].Where(cell => cell.Length > 0).Select(Number).ToArray();
            return new Line(Enum.Parse<DistributionKind>(cells[0], ignoreCase: true), Number(cells[1]), arguments, Number(cells[5]), Number(cells[6]), text);
        });

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private sealed record Line(DistributionKind Kind, double U, double[] Arguments, double Quantile, double Scale, string Text);
}

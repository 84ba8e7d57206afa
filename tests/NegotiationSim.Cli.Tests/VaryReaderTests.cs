using System.Globalization;
using CsCheck;
using NegotiationSim.Cli.Sweeps;

namespace NegotiationSim.Cli.Tests;

public sealed class VaryReaderTests
{
    [Theory]
    [InlineData("a.b=0:1:4", "0 0.25 0.5 0.75 1")]
    [InlineData("a.b=0:1:10", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1")]
    [InlineData("a.b=0:1:3", "0 0.3333 0.6667 1")]
    [InlineData("a.b=0:100:3", "0 33.33 66.67 100")]
    [InlineData("a.b=1:0:4", "0 0.25 0.5 0.75 1")]
    [InlineData("a.b=-0.3:0.3:6", "-0.3 -0.2 -0.1 0 0.1 0.2 0.3")]
    [InlineData("a.b = 2 : 20 : 9 ", "2 4 6 8 10 12 14 16 18 20")]
    [InlineData("a.b=1e-3:3e-3:2", "0.001 0.002 0.003")]
    [InlineData("a.b=0.000001:0.000002:3", "0.000001 0.0000013333 0.0000016667 0.000002")]
    [InlineData("a.b=1000000:4000000:3", "1000000 2000000 3000000 4000000")]
    [InlineData("a.b=5,1,0.50", "0.5 1 5")]
    [InlineData("a.b=boulware,conceder,linear", "boulware conceder linear")]
    [InlineData("a.b=x, {kind: y, e: 3} ,'z, u'", "x|{kind: y, e: 3}|'z, u'")]
    [InlineData("a.b=0.5,uniform(0, 1)", "0.5|uniform(0, 1)")]
    [InlineData("a.b=12:30,13:30", "12:30 13:30")]
    public void Read_Values_AreThoseTyped(string text, string values)
    {
        var (axis, error) = VaryReader.Read(text, 1);

        Assert.Null(error);
        Assert.Equal("a.b", axis!.Path);
        Assert.Equal(values.Split(values.Contains('|', StringComparison.Ordinal) ? '|' : ' '), axis.Values.Select(value => value.Text));
    }

    [Theory]
    [InlineData("calendar.rounds", 1, "varies nothing; write PATH=FROM:TO:STEPS, as PATH=0:1:4 for 0, 0.25, 0.5, 0.75 and 1, or PATH=VALUE,VALUE")]
    [InlineData("=1,2", 1, "varies nothing")]
    [InlineData("a,b=1,2", 1, "varies nothing")]
    [InlineData("a=", 3, "there is no value after `=`")]
    [InlineData("a=1", 3, "`1` is one value, and neither a range nor a list")]
    [InlineData("a=0:1", 3, "`0:1` is one value, and neither a range nor a list")]
    [InlineData("a= 0:1:2:3", 4, "`0:1:2:3` is one value")]
    [InlineData("a=0:1e40:2", 3, "`0:1e40:2` is one value")]
    [InlineData("a=0:1:0", 3, "`0` is no number of steps: a whole number from 1 to 499, the number of equal steps from 0 to 1; there is one point more than steps")]
    [InlineData("a=0:1:0.1", 3, "`0.1` is no number of steps")]
    [InlineData("a=0:1:500", 3, "`500` is no number of steps")]
    [InlineData("a=2:2:4", 3, "`2:2:4` begins where it ends")]
    [InlineData("a=1,2,1.0", 7, "`1` is in the list twice")]
    [InlineData("a=b,,c", 5, "there is nothing between two commas; write PATH=VALUE,VALUE")]
    [InlineData("a=b,[c", 5, "`[` is opened here and never closed")]
    [InlineData("a=0:0.0000000000000000000000000001:3", 3, "the steps of `0:0.0000000000000000000000000001:3` are too small to be written")]
    public void Read_Wrong_IsLocated(string text, int column, string message)
    {
        var (axis, error) = VaryReader.Read(text, 2);

        Assert.Null(axis);
        Assert.Equal(("--vary", 2, column), (error!.File, error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>From one end to the other, ascending, evenly up to the fourth digit of a step, and what is written is exactly the number that is played.</summary>
    [Fact]
    public void Read_AnyRange_IsEvenAndWrittenWithoutNoise() =>
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[-100_000, 100_000], Gen.Int[0, 6], Gen.Int[1, 499]).Where((from, to, _, _) => from != to).Sample((from, to, scale, steps) =>
        {
            var unit = (decimal)Math.Pow(10, -scale);
            var (first, last) = (from * unit, to * unit);
            var (axis, error) = VaryReader.Read(string.Create(CultureInfo.InvariantCulture, $"a={first}:{last}:{steps}"), 1);

            Assert.Null(error);
            var numbers = axis!.Numbers;
            Assert.Equal((Math.Min(first, last), Math.Max(first, last), steps + 1), (numbers[0], numbers[^1], numbers.Length));
            Assert.All(axis.Values, value => Assert.Equal((decimal.Parse(value.Text, CultureInfo.InvariantCulture), true), (value.Number!.Value, value.Text.Length <= 20)));
            var step = (double)(numbers[^1] - numbers[0]) / steps;
            for (var i = 1; i <= steps; i++)
            {
                Assert.Equal(step, (double)(numbers[i] - numbers[i - 1]), 1.1e-3 * step);
            }
        });
}

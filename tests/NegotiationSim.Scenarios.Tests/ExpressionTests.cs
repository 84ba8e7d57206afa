using CsCheck;
using NegotiationSim.Scenarios.Reading.Expressions;

namespace NegotiationSim.Scenarios.Tests;

public sealed class ExpressionTests
{
    /// <summary>An expression's text with its value by direct evaluation.</summary>
    private static readonly Gen<(string Text, double Value)> Constants = Gen.Recursive<(string Text, double Value)>((depth, inner) =>
        depth > 4
            ? Gen.Int[0, 99].Select(n => (n.ToString(System.Globalization.CultureInfo.InvariantCulture), (double)n))
            : Gen.OneOf(
                Gen.Int[0, 99].Select(n => ($"{n}.5", n + 0.5)),
                inner.Select(a => ($"-({a.Text})", -a.Value)),
                inner.Select(inner, (a, b) => ($"({a.Text}) + ({b.Text})", a.Value + b.Value)),
                inner.Select(inner, (a, b) => ($"({a.Text}) - ({b.Text})", a.Value - b.Value)),
                inner.Select(inner, (a, b) => ($"({a.Text})*({b.Text})", a.Value * b.Value)),
                inner.Select(inner, (a, b) => ($"min({a.Text}, {b.Text})", Math.Min(a.Value, b.Value))),
                inner.Select(inner, (a, b) => ($"max({a.Text},{b.Text})", Math.Max(a.Value, b.Value)))));

    [Fact]
    public void Parse_ConstantExpression_FoldsToItsValue() => Constants.Sample(sample =>
    {
        var (expression, fault, _) = ExpressionParser.Parse(sample.Text, "p", new DriverScope());
        return fault is null ? expression is Constant constant && constant.Value.Equals(sample.Value) : sample.Text.Length > 200;
    });

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", 5)]
    [InlineData("2 - 3 - 4", -5)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("--2", 2)]
    [InlineData("-2 * -3", 6)]
    [InlineData("1e2 + .5", 100.5)]
    [InlineData("min(3, max(1, 2))", 2)]
    [InlineData(" ( 1\n+ 2 ) ", 3)]
    public void Parse_Precedence_IsTheUsualOne(string text, double value) =>
        Assert.Equal(new Constant(value), ExpressionParser.Parse(text, "p", new DriverScope()).Expression);

    [Fact]
    public void Parse_Distributions_AreNumberedInReadingOrder()
    {
        var (expression, fault, _) = ExpressionParser.Parse("normal(uniform(0, 1), 2) + choice(1, beta(2, 3))", "actors.north.no_deal", new DriverScope());

        Assert.Null(fault);
        var sum = Assert.IsType<Binary>(expression);
        var normal = Assert.IsType<Distribution>(sum.Left);
        var choice = Assert.IsType<Distribution>(sum.Right);
        Assert.Equal("actors.north.no_deal#0", normal.StreamName);
        Assert.Equal("actors.north.no_deal#1", Assert.IsType<Distribution>(normal.Arguments[0]).StreamName);
        Assert.Equal("actors.north.no_deal#2", choice.StreamName);
        Assert.Equal("actors.north.no_deal#3", Assert.IsType<Distribution>(choice.Arguments[1]).StreamName);
        Assert.Equal(StreamName.Hash("actors.north.no_deal#0"), normal.Stream);
    }

    [Fact]
    public void Parse_HyphenInDriverName_LongestDriverWins()
    {
        var drivers = new DriverScope();
        drivers.Known.UnionWith(["a", "a-b", "7_days"]);
        drivers.Define("a", new Constant(10));
        drivers.Define("a-b", new Constant(3));
        drivers.Define("7_days", new Constant(7));

        Assert.Equal(new Constant(3), ExpressionParser.Parse("a-b", "p", drivers).Expression);
        Assert.Equal(new Constant(5), ExpressionParser.Parse("a-5", "p", drivers).Expression);
        Assert.Equal(new Constant(-7), ExpressionParser.Parse("a-b-a", "p", drivers).Expression);
        Assert.Equal(new Constant(14), ExpressionParser.Parse("2*7_days", "p", drivers).Expression);
    }

    [Theory]
    [InlineData("1 + + ", 6)]
    [InlineData("(1", 2)]
    [InlineData("1 2", 2)]
    [InlineData("normal(1)", 0)]
    [InlineData("min(1, 2, 3)", 0)]
    [InlineData("3 / (1 - 1)", 2)]
    [InlineData("1 / 0 * uniform(0, 1)", 2)]
    [InlineData("uniform(0, 1) / 0", 14)]
    [InlineData("1e308 * 10", 6)]
    [InlineData("2 + nonsense", 4)]
    [InlineData("1.2.3", 0)]
    [InlineData("5apples", 0)]
    [InlineData("normal", 0)]
    [InlineData("$", 0)]
    public void Parse_Fault_IsLocated(string text, int offset)
    {
        var (expression, fault, at) = ExpressionParser.Parse(text, "p", new DriverScope());

        Assert.Null(expression);
        Assert.NotNull(fault);
        Assert.Equal(offset, at);
    }
}

using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tests.Conformance;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Randomness;

public sealed class DrawnNumbersTests
{
    private const int Replicas = 70;

    private static readonly Gen<Expression> Leaf = Gen.Int[0, 9].Select<int, Expression>(kind => kind switch
    {
        0 => new Constant(0),
        1 => new Constant(2.5),
        2 => new Constant(1e300),
        3 => new Constant(-1e-300),
        4 => new DriverReference(0),
        5 => Drawn(DistributionKind.Bernoulli, 0.5),
        6 => Drawn(DistributionKind.Uniform, 1, 2),
        7 => Drawn(DistributionKind.Lognormal, 1, 400),
        8 => Drawn(DistributionKind.Normal, 0, 1),
        _ => Drawn(DistributionKind.Exponential, 1e300),
    });

    private static readonly Gen<Expression> Tree = Node(Node(Node(Leaf)));

    private static readonly Scenario Scenario = Deal("0.1");

    /// <summary>Bounds may be too wide, never too narrow: what they clear has a value in every draw.</summary>
    [Fact]
    public void MayBeNone_No_HasAValueInEveryReplica() =>
        Tree.Where(tree => !new ExpressionBounds(Scenario.Drivers).MayBeNone(tree)).Sample(tree =>
        {
            var sampler = new Sampler(Scenario);
            for (var replica = 0; replica < Replicas; replica++)
            {
                sampler.MoveTo(new ReplicaDraws(5, replica));
                Assert.InRange(sampler.Value(new Quantity(tree, "q")), -Quantity.Largest, Quantity.Largest);
            }
        }, iter: 2000);

    [Fact]
    public void Fill_AnyExpression_IsWhatTheSamplerSays() =>
        Tree.Where(tree => tree is not Constant).Sample(tree =>
        {
            var (quantity, sampler) = (new Quantity(tree, "q"), new Sampler(Scenario));
            var columns = new QuantityColumns(Scenario);
            columns.Begin(new BlockSpec(5, 3, Replicas, Tell: false));
            var column = new double[Replicas];
            var fault = Record.Exception(() => columns.Fill(quantity, column));
            var known = Record.Exception(() =>
            {
                for (var slot = 0; slot < Replicas; slot++)
                {
                    sampler.MoveTo(new ReplicaDraws(5, 3 + slot));
                    var value = sampler.Value(quantity);
                    Assert.True(fault is not null || value.Equals(column[slot]));
                }
            });

            Assert.Equal(known?.Message, fault?.Message);
        }, iter: 2000);

    [Theory]
    [InlineData("0.3 + normal(0, 1)")]
    [InlineData("0.4*lognormal(1, 400)")]
    [InlineData("x/uniform(1, 2)")]
    [InlineData("1/(2 + beta(2, 3))")]
    [InlineData("1e90*normal(0, 1)")]
    [InlineData("x/max(0.001, normal(0, 1))")]
    public void MayFail_ExpressionWithAValueInEveryDraw_IsFalse(string noDeal) => Assert.False(new DrawnNumbers(Deal(noDeal)).MayFail);

    [Theory]
    [InlineData("1/normal(0, 1)")]
    [InlineData("1/(x - x)")]
    [InlineData("x/bernoulli(0.5)")]
    [InlineData("1e300*normal(0, 1)*1e300 - 1e300*normal(0, 1)*1e300")]
    public void MayFail_ExpressionThatMayHaveNone_IsTrue(string noDeal) => Assert.True(new DrawnNumbers(Deal(noDeal)).MayFail);

    [Fact]
    public void Check_DivisionByZeroInSomeReplicas_NamesTheFirst()
    {
        var scenario = Deal("1/bernoulli(0.9)");
        var first = Enumerable.Range(0, 1000).First(replica => Record.Exception(() => new DirectBlock(scenario).Play(new BlockSpec(2, replica, 1, Tell: false), TestContext.Current.CancellationToken)) is DrawnValueException);

        var fault = Assert.Throws<DrawnValueException>(() => new DrawnNumbers(scenario).Check(2, 0, 1000, TestContext.Current.CancellationToken));
        var replayed = Assert.Throws<DrawnValueException>(() => new DrawnNumbers(scenario).Replay(new BlockSpec(2, 0, 1000, Tell: false)));

        Assert.Equal(first, fault.Replica);
        Assert.Equal(fault.Message, replayed.Message);
        Assert.Equal($"actors.a.no_deal: 1 / 0 is no number (seed 2, replica {first}); right would be an expression that has a value in every draw, for example with max(0.001, ...) around a divisor", fault.Message);
    }

    [Fact]
    public void Value_MeanThatIsNoNumber_IsNamedAsTheCentralCase()
    {
        var scenario = Deal("x/(normal(0, 1) - 0)");

        var fault = Assert.Throws<DrawnValueException>(() => Sampler.AtMeans(scenario).Value(((FixedNoDeal)scenario.Actors[0].NoDeal).Value));

        Assert.Null(fault.Replica);
        Assert.Contains("the central case", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lognormal(1, 400)", 1e100)]
    [InlineData("0 - lognormal(1, 400)", -1e100)]
    [InlineData("0*lognormal(1, 400)", 0)]
    [InlineData("lognormal(1, 1e200)", 1e100)]
    [InlineData("uniform(1e308, 1.5e308)", 1e100)]
    [InlineData("beta(1e308, 1e308)", 0.5)]
    public void Value_MeanBeyondAnyConstant_IsBounded(string noDeal, double mean)
    {
        var scenario = Deal(noDeal);

        Assert.Equal(mean, Sampler.AtMeans(scenario).Value(((FixedNoDeal)scenario.Actors[0].NoDeal).Value));
    }

    private static Gen<Expression> Node(Gen<Expression> part) => Gen.Select(Gen.Int[0, 7], part, part, Expression (int kind, Expression left, Expression right) => kind switch
    {
        < 6 => new Binary((BinaryOperator)kind, left, right),
        6 => new Negate(left),
        _ => new Distribution(DistributionKind.Normal, [left, right], StreamName.Hash("nested#0"), "nested#0"),
    });

    private static Distribution Drawn(DistributionKind kind, params double[] arguments)
    {
        var name = $"{kind}#0";
        return new Distribution(kind, [.. arguments.Select(argument => new Constant(argument))], StreamName.Hash(name), name);
    }

    private static Scenario Deal(string noDeal) => ScenarioTexts.Read($$"""
        schema: negotiation-sim/1
        name: deal
        calendar: {rounds: 2}
        drivers:
          x: uniform(-1, 1)
        issues:
          deal: {options: [war, peace]}
        actors:
          a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1} } }, no_deal: "{{noDeal}}"}
          b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1} } } }

        """);
}

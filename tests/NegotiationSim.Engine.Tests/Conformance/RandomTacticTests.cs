using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

public sealed class RandomTacticTests
{
    /// <summary>The buyer trusts nobody, and what it has when it is betrayed lets it sign; but <c>all</c>, the only text that the seller signs, is worth nothing to it.</summary>
    [Theory]
    [InlineData(0.25, false)]
    [InlineData(0, true)]
    public void Accepts_WorthLessThanNoDeal_NotEvenWhereTrustAllowsToSign(double noDeal, bool isSigned)
    {
        var scenario = ScenarioTexts.Read($$"""
            schema: negotiation-sim/1
            name: random
            calendar: {rounds: 5}
            issues:
              price: {options: [none, all]}
            actors:
              seller:
                role: principal
                preferences:
                  price: {weight: 1, values: {none: 0, all: 1} }
                no_deal: 0.9
                tactic: {kind: hardliner}
              buyer:
                role: principal
                preferences:
                  price: {weight: 1, values: {none: 1, all: 0} }
                no_deal: {{noDeal}}
                trust: 0
                betrayed: 0.3
                tactic: {kind: random}
            """);

        var block = new DirectBlock(scenario).Play(new BlockSpec(1, 0, 1, Tell: false), TestContext.Current.CancellationToken);

        Assert.Equal(isSigned, block.Endings[0] != Ending.NoDeal);
    }
}

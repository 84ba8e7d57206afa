using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Tests.Conformance;

namespace NegotiationSim.Engine.Tests.Randomness;

public sealed class SamplerTests
{
    /// <summary>Choices between more than eight, one within another: what is drawn replica by replica is what is drawn for a block.</summary>
    [Fact]
    public void Value_ChoiceOfChoices_IsTheSameAsInABlock()
    {
        const string inner = "choice(0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, uniform(0.1, 0.2))";
        var scenario = ScenarioTexts.Read($"""
            schema: negotiation-sim/1
            name: choices
            calendar: {"{rounds: 1}"}
            drivers:
              x: choice(0, {inner}, 0.3, {inner}, 0.5, {inner} + {inner}, 0.7, {inner}, 0.9, {inner})
            issues:
              deal: {"{options: [war, peace]}"}
            actors:
              a: {"{role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: x}"}
              b: {"{role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}}"}

            """);
        var block = new DirectBlock(scenario).PlayOut(new BlockSpec(1, 0, 300, Tell: false));
        var shared = new SharedInputs(scenario);
        var values = new double[shared.Names.Length];
        var drawn = new double[300];

        for (var replica = 0; replica < drawn.Length; replica++)
        {
            shared.Read(1, replica, values);
            drawn[replica] = values[shared.Names.IndexOf("drivers.x")];
        }

        Assert.Equal(drawn, block.Reports[0].Draws);
        Assert.InRange(drawn.Distinct().Count(), 30, drawn.Length);
    }
}

namespace NegotiationSim.Scenarios.Tests;

public sealed class TabledTextTests
{
    [Theory]
    [InlineData("peace", false)]
    [InlineData("war", true)]
    public void Read_TabledText_MustBeFeasible(string text, bool isRight)
    {
        var read = ScenarioReader.Read(
            $$$"""
            schema: negotiation-sim/1
            name: tabled
            calendar: {rounds: 1}
            issues:
              deal: {options: [war, peace]}
              aid: {range: {from: 0, to: 2}}
            infeasible: [{deal: peace, aid: {at_most: 1}}]
            actors:
              a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1} } } }
              b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 1} } } }
            protocol: {kind: tabled, text: {aid: 1, deal: {{{text}}} } }
            """,
            "tabled.yaml");

        Assert.Equal(isRight, read.Scenario is not null);
        if (!isRight)
        {
            Assert.Contains(read.Diagnostics, d => d.Severity == Severity.Error && d.Line == 11 && d.Message.Contains("infeasible", StringComparison.Ordinal));
        }
    }
}

using CsCheck;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

public sealed class RandomScenariosTests
{
    [Fact]
    public void Create_AnyShape_ValidatesWithoutError() =>
        RandomScenarios.Create(new ScenarioShape { Implementation = true }).Sample(text => Read(text) is not null, iter: 2_000);

    internal static Scenario Read(string text)
    {
        var result = ScenarioReader.Read(text, "random.yaml");
        return result.Scenario ?? throw new InvalidOperationException(string.Join("\n", result.Diagnostics) + "\n" + text);
    }
}

using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>Scenarios for tests, from text.</summary>
internal static class ScenarioTexts
{
    /// <summary>Everything the talks can have, and what follows the signature.</summary>
    public static readonly ScenarioShape Everything = new() { Implementation = true, MaxRounds = 12, MaxOutcomes = 100 };

    /// <summary>Reads a text that must be right.</summary>
    public static Scenario Read(string text)
    {
        var result = ScenarioReader.Read(text, "test.yaml");
        Assert.True(result.Scenario is not null, string.Join("\n", result.Diagnostics) + "\n" + text);
        return result.Scenario!;
    }
}

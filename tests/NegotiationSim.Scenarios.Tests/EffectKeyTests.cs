using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Tests;

public sealed class EffectKeyTests
{
    public static TheoryData<string> Keys => [.. EventKeys.Effect.Keys.Select(key => key.Name)];

    /// <summary>A key that belongs to no target would be refused with no word to the user.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void OwnerOf_EveryKeyOfAnEffect_IsATargetOrTheAgreement(string key) =>
        Assert.Contains(EffectsReader.OwnerOf(key), (string?[])[null, "actor", "spoiler", "patron", "gate"]);
}

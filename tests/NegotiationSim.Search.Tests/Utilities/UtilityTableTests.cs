using CsCheck;
using NegotiationSim.Search.Tests.Offers;

namespace NegotiationSim.Search.Tests.Utilities;

public sealed class UtilityTableTests
{
    [Fact]
    public void Evaluate_RandomPreferences_AgreesWithTheDefinitionToTheLastBit() =>
        Gen.Int.Sample(
            seed =>
            {
                var given = new RandomCase(seed, mostOutcomes: 300);
                for (var i = 0; i < given.Space.Count; i++)
                {
                    var outcome = given.Space.At(i).Span.ToArray();
                    Assert.Equal(NaiveUtility.Of(given, outcome), given.Table.Evaluate(outcome));
                }
            },
            iter: 1000);
}

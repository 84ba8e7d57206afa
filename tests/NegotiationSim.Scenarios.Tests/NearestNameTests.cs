using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("valdate", "validate")]
    [InlineData("rnu", "run")]
    [InlineData("RNU", "run")]
    [InlineData("VLAIdate", "validate")]
    [InlineData("rUn", "run")]
    [InlineData("montecarlo", null)]
    public void Find_WrittenWord_FindsWhatWasMeant(string written, string? meant) => Assert.Equal(meant, NearestName.Find(written, ["run", "validate"]));
}

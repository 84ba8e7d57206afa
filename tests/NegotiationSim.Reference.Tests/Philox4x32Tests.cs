using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

public sealed class Philox4x32Tests
{
    /// <summary>The known answers that Random123 publishes for philox4x32-10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_PublishedVectors_GivesKnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox4x32.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void Uniform_ZeroEverywhere_TakesTheFirstTwoWords() =>
        Assert.Equal(((0xe169c58d6627e8d5UL >> 11) + 0.5) / Math.Pow(2, 53), Philox4x32.Uniform(0, 0, 0, 0));

    [Fact]
    public void Uniform_AnyCoordinateChanged_GivesAnotherNumber()
    {
        // Seed and replica, and seed and index, share a key word above 32 bits, so each gets a high bit of its own here.
        var numbers = new[]
        {
            Philox4x32.Uniform(1, 2, 3, 4), Philox4x32.Uniform(1 + (1UL << 40), 2, 3, 4), Philox4x32.Uniform(1, 2 + (1L << 41), 3, 4),
            Philox4x32.Uniform(1, 2, 3 + (1UL << 42), 4), Philox4x32.Uniform(1, 2, 3, 4 + (1UL << 43)), Philox4x32.Uniform(2, 2, 3, 4),
            Philox4x32.Uniform(1, 3, 3, 4), Philox4x32.Uniform(1, 2, 4, 4), Philox4x32.Uniform(1, 2, 3, 5),
        };

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, u => Assert.InRange(u, double.Epsilon, 1 - 1e-16));
    }

    [Theory]
    [InlineData("")]
    [InlineData("actors.north.no_deal#0")]
    [InlineData("events.siège")]
    public void Hash_AnyName_IsTheLanguagesOwn(string name) => Assert.Equal(StreamName.Hash(name), NaiveDraws.Hash(name));
}

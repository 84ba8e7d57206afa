using NegotiationSim.Engine.Randomness;

namespace NegotiationSim.Engine.Tests.Randomness;

public sealed class Philox4x32Tests
{
    // The published known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
    [Theory]
    [InlineData(new uint[] { 0, 0, 0, 0 }, new uint[] { 0, 0 }, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        new uint[] { 0xffffffff, 0xffffffff },
        new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
        new uint[] { 0xa4093822, 0x299f31d0 },
        new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Generate_KnownAnswer_Matches(uint[] counter, uint[] key, uint[] expected)
    {
        uint c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];

        Philox4x32.Generate(ref c0, ref c1, ref c2, ref c3, key[0], key[1]);

        Assert.Equal<uint[]>(expected, [c0, c1, c2, c3]);
    }

    [Fact]
    public void Uniform_ManyStreams_IsOpenAndEven()
    {
        var bins = new int[10];
        for (ulong k = 0; k < 100_000; k++)
        {
            var u = new ReplicaDraws(7, (long)(k % 100)).Uniform(k / 100, k % 3);
            Assert.InRange(u, double.Epsilon, 1 - 1e-17);
            bins[(int)(u * 10)]++;
        }

        // Ten bins of 10,000 +- 5 standard deviations.
        Assert.All(bins, bin => Assert.InRange(bin, 9_525, 10_475));
    }

    [Fact]
    public void Uniform_HighHalves_Matter()
    {
        var low = new ReplicaDraws(1, 5).Uniform(9, 3);

        Assert.NotEqual(low, new ReplicaDraws(1, 5 + (1L << 32)).Uniform(9, 3));
        Assert.NotEqual(low, new ReplicaDraws(1, 5).Uniform(9, 3 + (1UL << 32)));
        Assert.NotEqual(low, new ReplicaDraws(1 + (1UL << 32), 5).Uniform(9, 3));
    }

    // Lengths around the vector's, and replicas around 2^32, where the key changes.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 7)]
    [InlineData(5, 8)]
    [InlineData(1_000, 67)]
    [InlineData((1L << 32) - 8, 8)]
    [InlineData((1L << 32) - 20, 40)]
    [InlineData((3L << 40) + 11, 33)]
    public void UniformColumn_AnyBlock_EqualsSingleDraws(long first, int count)
    {
        foreach (var (seed, stream, index) in (ReadOnlySpan<(ulong, ulong, ulong)>)
            [(0, 0, 0), (ulong.MaxValue, ulong.MaxValue, ulong.MaxValue), (7, 0x243f6a8885a308d3, 3), (1UL << 40, 1UL << 63, 5UL << 32)])
        {
            var column = new double[count];
            UniformColumn.Fill(seed, first, stream, index, column);

            Assert.Equal(Enumerable.Range(0, count).Select(i => new ReplicaDraws(seed, first + i).Uniform(stream, index)), column);
        }
    }
}

namespace NegotiationSim.Reference;

/// <summary>
/// The counter-based generator Philox4x32-10, written from its paper: Salmon, Moraes, Dror and Shaw, "Parallel random numbers:
/// as easy as 1, 2, 3", SC'11. Kept apart from the engine's on purpose, so that the two can be compared.
/// </summary>
public static class Philox4x32
{
    /// <summary>Ten rounds over a counter of four words with a key of two.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < 10; round++)
        {
            var left = 0xD2511F53UL * c0;
            var right = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(right >> 32) ^ c1 ^ k0, (uint)right, (uint)(left >> 32) ^ c3 ^ k1, (uint)left);
            k0 = unchecked(k0 + 0x9E3779B9U);
            k1 = unchecked(k1 + 0xBB67AE85U);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>
    /// The uniform of a stream at an index. Counter (index low, replica low, stream low, stream high); key (seed low xor the
    /// replica's high word rotated left by 16, seed high xor the index's high word).
    /// </summary>
    public static double Uniform(ulong seed, long replica, ulong stream, ulong index)
    {
        var replicaHigh = (uint)((ulong)replica >> 32);
        var (low, high, _, _) = Block(
            (uint)index,
            (uint)replica,
            (uint)stream,
            (uint)(stream >> 32),
            (uint)seed ^ ((replicaHigh << 16) | (replicaHigh >> 16)),
            (uint)(seed >> 32) ^ (uint)(index >> 32));
        var bits = ((ulong)high << 32) | low;
        return ((bits >> 11) + 0.5) * (1.0 / 9007199254740992.0);
    }
}

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator: a keyed bijection of 128-bit counters with no state, so the draw for a
/// counter is the same whenever and wherever it is made.
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011); the tests hold its published
/// known answers.
/// </summary>
public static class Philox4x32
{
    internal const int Rounds = 10;
    internal const uint MultiplierA = 0xD2511F53;
    internal const uint MultiplierB = 0xCD9E8D57;
    internal const uint WeylA = 0x9E3779B9;
    internal const uint WeylB = 0xBB67AE85;

    /// <summary>Ten rounds over the counter <paramref name="c0"/> .. <paramref name="c3"/> under the key; the four output words replace the counter.</summary>
    public static void Generate(ref uint c0, ref uint c1, ref uint c2, ref uint c3, uint key0, uint key1)
    {
        uint x0 = c0, x1 = c1, x2 = c2, x3 = c3;
        for (var round = 0; round < Rounds; round++)
        {
            var productA = (ulong)MultiplierA * x0;
            var productB = (ulong)MultiplierB * x2;
            x0 = (uint)(productB >> 32) ^ x1 ^ key0;
            x1 = (uint)productB;
            x2 = (uint)(productA >> 32) ^ x3 ^ key1;
            x3 = (uint)productA;
            unchecked
            {
                key0 += WeylA;
                key1 += WeylB;
            }
        }

        (c0, c1, c2, c3) = (x0, x1, x2, x3);
    }
}

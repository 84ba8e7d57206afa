using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The uniforms of one stream in replicas that follow on each other, eight at a time where the processor can: Philox is integer arithmetic
/// and the way from its bits to a double is exact, so every entry is the very double of <see cref="ReplicaDraws.Uniform"/>.
/// </summary>
internal static class UniformColumn
{
    private const int Lanes = 8;

    /// <summary>Writes the uniform of each replica.</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="firstReplica">The replica of the first entry.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="index">The index within it, the same in every replica.</param>
    /// <param name="column">Receives an entry per replica.</param>
    public static void Fill(ulong seed, long firstReplica, ulong stream, ulong index, Span<double> column)
    {
        // The high half of a replica's number goes into the key, which eight lanes share.
        var sharesKey = firstReplica >> 32 == (firstReplica + column.Length) >> 32;
        var done = sharesKey && Avx2.IsSupported ? FillLanes(seed, firstReplica, stream, index, column) : 0;
        for (; done < column.Length; done++)
        {
            column[done] = new ReplicaDraws(seed, firstReplica + done).Uniform(stream, index);
        }
    }

    /// <summary>Fills as many whole vectors as there are; how many entries that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FillLanes(ulong seed, long firstReplica, ulong stream, ulong index, Span<double> column)
    {
        var (key0, key1) = ReplicaDraws.Key(seed, firstReplica, index);
        var replicas = Vector512.Create((ulong)firstReplica) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(column);
        for (var v = 0; v < vectors.Length; v++)
        {
            // A lane is 64 bits wide and holds a word of the counter in its low half; what is in the high half is never looked at.
            var x0 = Vector512.Create((ulong)(uint)index);
            var x1 = replicas;
            var x2 = Vector512.Create((ulong)(uint)stream);
            var x3 = Vector512.Create(stream >> 32);
            var (k0, k1) = (key0, key1);
            for (var round = 0; round < Philox4x32.Rounds; round++)
            {
                var productA = MultiplyLow(x0, Philox4x32.MultiplierA);
                var productB = MultiplyLow(x2, Philox4x32.MultiplierB);
                x0 = (productB >> 32) ^ x1 ^ Vector512.Create((ulong)k0);
                x1 = productB;
                x2 = (productA >> 32) ^ x3 ^ Vector512.Create((ulong)k1);
                x3 = productA;
                unchecked
                {
                    k0 += Philox4x32.WeylA;
                    k1 += Philox4x32.WeylB;
                }
            }

            var bits = (x1 << 32) | (x0 & Vector512.Create((ulong)uint.MaxValue));
            var uniforms = (Vector512.ConvertToDouble(bits >> 11) + Vector512.Create(0.5)) * Vector512.Create(1.0 / (1UL << 53));
            vectors[v] = Vector512.MinNative(uniforms, Vector512.Create(ReplicaDraws.LargestUniform));
            replicas += Vector512.Create((ulong)Lanes);
        }

        return vectors.Length * Lanes;
    }

    /// <summary>The 64-bit products of the lanes' low halves with a 32-bit number.</summary>
    private static Vector512<ulong> MultiplyLow(Vector512<ulong> lanes, uint factor)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(lanes.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32());
        }

        var factors = Vector256.Create((ulong)factor).AsUInt32();
        return Vector512.Create(Avx2.Multiply(lanes.GetLower().AsUInt32(), factors), Avx2.Multiply(lanes.GetUpper().AsUInt32(), factors));
    }
}

using System.Numerics;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// All uniforms of one replica, found by stream and index. The key is the seed, the counter is (index, replica, stream); what
/// has no room in a 128-bit counter (the high halves of replica and index, zero in practice) is folded into the key.
/// </summary>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Replica">The replica, from 0.</param>
public readonly record struct ReplicaDraws(ulong Seed, long Replica)
{
    /// <summary>The uniform in the open interval (0, 1) for a stream and an index within it.</summary>
    public double Uniform(ulong stream, ulong index = 0)
    {
        var c0 = (uint)index;
        var c1 = (uint)Replica;
        var c2 = (uint)stream;
        var c3 = (uint)(stream >> 32);
        var (key0, key1) = Key(Seed, Replica, index);
        Philox4x32.Generate(ref c0, ref c1, ref c2, ref c3, key0, key1);
        return ToOpenInterval(((ulong)c1 << 32) | c0);
    }

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability, ulong stream, ulong index = 0) => probability >= 1 || (probability > 0 && Uniform(stream, index) < probability);

    /// <summary>The two words of the key.</summary>
    internal static (uint Key0, uint Key1) Key(ulong seed, long replica, ulong index) =>
        ((uint)seed ^ BitOperations.RotateLeft((uint)((ulong)replica >> 32), 16), (uint)(seed >> 32) ^ (uint)(index >> 32));

    /// <summary>
    /// (53 high bits + 1/2) / 2^53, at most <see cref="LargestUniform"/>: never 0 and never 1, so an inverse CDF is always finite. The half is rounded away in the upper half of
    /// the interval, and of the very last value it would make 1.
    /// </summary>
    internal static double ToOpenInterval(ulong bits) => Math.Min(LargestUniform, ((bits >> 11) + 0.5) * (1.0 / (1UL << 53)));

    /// <summary>The smallest uniform there is.</summary>
    internal const double LeastUniform = 1.0 / (1UL << 54);

    /// <summary>The largest: the last double below 1.</summary>
    internal const double LargestUniform = 1 - 1.0 / (1UL << 53);
}

using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Uniforms in a row from a stream with a name, for bootstrap and permutation: the same seed and name give the same numbers, whatever else is drawn.</summary>
/// <param name="seed">The batch's seed.</param>
/// <param name="name">The stream's name.</param>
internal sealed class SeededStream(ulong seed, string name)
{
    private readonly ReplicaDraws _draws = new(seed, 0);
    private readonly ulong _stream = StreamName.Hash(name);
    private ulong _next;

    /// <summary>The next uniform in the open interval (0, 1).</summary>
    public double Uniform() => _draws.Uniform(_stream, _next++);

    /// <summary>A whole number from 0 to below <paramref name="count"/>, each as likely.</summary>
    public int Below(int count) => Math.Min(count - 1, (int)(Uniform() * count));
}

using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Rates;

/// <summary>Tells whether two ways played the same negotiations: endings, rounds, texts and every actor's utility, to the last bit.</summary>
internal sealed class Fingerprint
{
    private int _sum;

    /// <summary>The same for the same blocks, in whatever order they were added; only within one process.</summary>
    public int Value => _sum;

    public void Add(BlockSpec spec, BlockResult result, IReadOnlyList<CloseReply> reports)
    {
        var hash = default(HashCode);
        hash.Add(spec.FirstReplica);
        for (var slot = 0; slot < spec.Count; slot++)
        {
            hash.Add(result.Endings[slot]);
            hash.Add(result.Causes[slot]);
            hash.Add(result.SignedRounds[slot]);
            hash.Add(result.EndedPeriods[slot]);
            var components = result.Texts.Length / spec.Count;
            for (var c = 0; c < components && result.SignedRounds[slot] > 0; c++)
            {
                hash.Add(result.Texts[slot * components + c]);
            }

            foreach (var report in reports)
            {
                hash.Add(slot < report.Utility.Length ? BitConverter.DoubleToInt64Bits(report.Utility[slot]) : 0);
            }
        }

        Interlocked.Add(ref _sum, hash.ToHashCode());
    }
}

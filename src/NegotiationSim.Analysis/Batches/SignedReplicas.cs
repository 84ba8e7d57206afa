namespace NegotiationSim.Analysis.Batches;

/// <summary>In which of a batch's first replicas a text was signed: a bit per replica.</summary>
/// <param name="count">How many replicas are looked at; those behind are passed over.</param>
public sealed class SignedReplicas(long count)
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _words = new ulong[(count + BitsPerWord - 1) / BitsPerWord];

    /// <summary>How many replicas are looked at.</summary>
    public long Count { get; } = count;

    /// <summary>Whether a text was signed in a replica that was added.</summary>
    public bool this[long replica] => (_words[replica / BitsPerWord] >> (int)(replica % BitsPerWord) & 1) != 0;

    /// <summary>Notes that a text was signed in a replica.</summary>
    public void Add(long replica)
    {
        if (replica < Count)
        {
            _words[replica / BitsPerWord] |= 1UL << (int)(replica % BitsPerWord);
        }
    }

    /// <summary>Writes all of them.</summary>
    public void Save(BinaryWriter writer) => Array.ForEach(_words, writer.Write);

    /// <summary>Reads what <see cref="Save"/> wrote, into one for as many replicas.</summary>
    public void Restore(BinaryReader reader)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = reader.ReadUInt64();
        }
    }
}

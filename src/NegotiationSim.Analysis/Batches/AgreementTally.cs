using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Batches;

/// <summary>An agreement, how often it was signed and how often it held.</summary>
public readonly record struct AgreementCount(Outcome Terms, long Count, long Held);

/// <summary>
/// Counts signed texts exactly, in bounded memory: once <see cref="Most"/> different texts have come up, in the order of replicas, new ones are passed over. A text that is signed in one
/// of ten thousand runs or more is among the first 65,536 but for a chance of one in 700.
/// </summary>
/// <param name="components">How many components a text has.</param>
public sealed class AgreementTally(int components)
{
    /// <summary>How many different texts are counted.</summary>
    public const int Most = 1 << 16;

    private readonly OutcomeSet _texts = new(components);
    private readonly List<(long Count, long Held)> _counts = [];

    /// <summary>How many different texts were counted, at most <see cref="Most"/>.</summary>
    public int Distinct => _texts.Count;

    /// <summary>Counts a signed text.</summary>
    public void Add(ReadOnlySpan<ushort> text, bool held) => Add(text, 1, held ? 1 : 0);

    /// <summary>The commonest texts, those signed equally often in the order of the enumeration.</summary>
    public ImmutableArray<AgreementCount> Commonest(int most)
    {
        var order = Enumerable.Range(0, Distinct).ToArray();
        Array.Sort(order, (a, b) => _counts[a].Count != _counts[b].Count ? _counts[b].Count.CompareTo(_counts[a].Count) : _texts[a].SequenceCompareTo(_texts[b]));
        return [.. order.Take(most).Select(k => new AgreementCount(new Outcome([.. _texts[k]]), _counts[k].Count, _counts[k].Held))];
    }

    /// <summary>Writes all counts.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Distinct);
        for (var k = 0; k < Distinct; k++)
        {
            foreach (var value in _texts[k])
            {
                writer.Write(value);
            }

            writer.Write7BitEncodedInt64(_counts[k].Count);
            writer.Write7BitEncodedInt64(_counts[k].Held);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    public void Restore(BinaryReader reader)
    {
        var text = new ushort[components];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            for (var c = 0; c < components; c++)
            {
                text[c] = reader.ReadUInt16();
            }

            Add(text, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        }
    }

    private void Add(ReadOnlySpan<ushort> text, long count, long held)
    {
        if (!_texts.TryFind(text, out var k))
        {
            if (Distinct == Most)
            {
                return;
            }

            _texts.Add(text, out k);
            _counts.Add((0, 0));
        }

        _counts[k] = (_counts[k].Count + count, _counts[k].Held + held);
    }
}

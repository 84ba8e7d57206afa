using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Batches;

/// <summary>An agreement, how often it was signed and how often it held.</summary>
public readonly record struct AgreementCount(Outcome Terms, long Count, long Held);

/// <summary>
/// Counts signed texts exactly, in bounded memory: once <see cref="Most"/> different texts have come up, in the order of replicas, new ones are passed over. A text that is signed in one
/// of ten thousand runs or more is among the first 65,536 but for a chance of one in 700.
/// </summary>
public sealed class AgreementTally
{
    /// <summary>How many different texts are counted.</summary>
    public const int Most = 1 << 16;

    private readonly int _components;
    private ushort[] _texts;
    private long[] _counts = new long[64];
    private long[] _held = new long[64];
    private int[] _table = new int[256];
    private int _used;

    /// <summary>A tally of texts with a number of components.</summary>
    public AgreementTally(int components) => (_components, _texts) = (components, new ushort[64 * components]);

    /// <summary>How many different texts were counted, at most <see cref="Most"/>.</summary>
    public int Distinct => _used;

    /// <summary>Counts a signed text.</summary>
    public void Add(ReadOnlySpan<ushort> text, bool held) => Add(text, 1, held ? 1 : 0);

    /// <summary>The commonest texts, those signed equally often in the order of the enumeration.</summary>
    public ImmutableArray<AgreementCount> Commonest(int most)
    {
        var order = Enumerable.Range(0, _used).ToArray();
        Array.Sort(order, (a, b) => _counts[a] != _counts[b] ? _counts[b].CompareTo(_counts[a]) : Text(a).SequenceCompareTo(Text(b)));
        return [.. order.Take(most).Select(k => new AgreementCount(new Outcome([.. Text(k)]), _counts[k], _held[k]))];
    }

    /// <summary>Writes all counts.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_used);
        for (var k = 0; k < _used; k++)
        {
            foreach (var value in Text(k))
            {
                writer.Write(value);
            }

            writer.Write7BitEncodedInt64(_counts[k]);
            writer.Write7BitEncodedInt64(_held[k]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    public void Restore(BinaryReader reader)
    {
        var text = new ushort[_components];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            for (var c = 0; c < _components; c++)
            {
                text[c] = reader.ReadUInt16();
            }

            Add(text, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        }
    }

    private ReadOnlySpan<ushort> Text(int k) => _texts.AsSpan(k * _components, _components);

    private void Add(ReadOnlySpan<ushort> text, long count, long held)
    {
        var mask = _table.Length - 1;
        var at = Hash(text) & mask;
        for (; _table[at] != 0; at = (at + 1) & mask)
        {
            var k = _table[at] - 1;
            if (Text(k).SequenceEqual(text))
            {
                _counts[k] += count;
                _held[k] += held;
                return;
            }
        }

        if (_used < Most)
        {
            AddNew(text, count, held, at);
        }
    }

    private void AddNew(ReadOnlySpan<ushort> text, long count, long held, int at)
    {
        if (_used == _counts.Length)
        {
            Array.Resize(ref _counts, 2 * _used);
            Array.Resize(ref _held, 2 * _used);
            Array.Resize(ref _texts, 2 * _used * _components);
        }

        text.CopyTo(_texts.AsSpan(_used * _components));
        (_counts[_used], _held[_used]) = (count, held);
        _table[at] = ++_used;
        if (2 * _used > _table.Length)
        {
            _table = new int[2 * _table.Length];
            for (var k = 0; k < _used; k++)
            {
                var place = Hash(Text(k)) & (_table.Length - 1);
                while (_table[place] != 0)
                {
                    place = (place + 1) & (_table.Length - 1);
                }

                _table[place] = k + 1;
            }
        }
    }

    private static int Hash(ReadOnlySpan<ushort> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in text)
        {
            hash = unchecked((hash ^ value) * 1099511628211UL);
        }

        return (int)((hash ^ (hash >> 32)) & int.MaxValue);
    }
}

using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// Texts out of a few: each row holds the place of its text in a list, -1 for none, so that a million rows share their texts. Written with a dictionary per row group.
/// </summary>
internal sealed class TextColumn : ValueColumn<int>
{
    /// <summary>No text.</summary>
    public const int None = -1;

    private readonly List<string> _texts;
    private readonly List<ReadOnlyMemory<char>> _memories;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly int _fixed;

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="texts">Texts whose places in the list stay as they are here.</param>
    public TextColumn(string name, IEnumerable<string> texts)
        : base(new DataField(name, typeof(string), isNullable: true))
    {
        _texts = [.. texts];
        _memories = [.. _texts.Select(text => text.AsMemory())];
        _fixed = _texts.Count;
        for (var k = 0; k < _fixed; k++)
        {
            _places.TryAdd(_texts[k], k);
        }
    }

    /// <summary>A text's place may be forgotten once its row group is written.</summary>
    public event Action? Forgotten;

    /// <summary>The place of a text, which is added where it is new in this row group.</summary>
    public int PlaceOf(string text)
    {
        if (!_places.TryGetValue(text, out var place))
        {
            place = _texts.Count;
            _places.Add(text, place);
            _texts.Add(text);
            _memories.Add(text.AsMemory());
        }

        return place;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch)
    {
        var count = Gather(rows, scratch);
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(Field, scratch.Texts.AsMemory(0, count), scratch.Present.AsMemory(0, rows), null, default).ConfigureAwait(false);
        Forget();
    }

    public override void Save(BinaryWriter writer, int rows)
    {
        writer.Write(_texts.Count);
        _texts.ForEach(writer.Write);
        base.Save(writer, rows);
    }

    public override void Restore(BinaryReader reader, int rows)
    {
        var places = new int[reader.ReadInt32()];
        for (var k = 0; k < places.Length; k++)
        {
            var text = reader.ReadString();
            places[k] = k < _fixed ? k : PlaceOf(text);
        }

        base.Restore(reader, rows);
        foreach (ref var code in From(0)[..rows])
        {
            code = code < 0 ? None : places[code];
        }
    }

    private int Gather(int rows, Scratch scratch)
    {
        var count = 0;
        var memories = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_memories);
        for (var row = 0; row < rows; row++)
        {
            var code = Values[row];
            scratch.Present[row] = code >= 0 ? 1 : 0;
            if (code >= 0)
            {
                scratch.Texts[count++] = memories[code];
            }
        }

        return count;
    }

    private void Forget()
    {
        if (_texts.Count == _fixed)
        {
            return;
        }

        for (var k = _fixed; k < _texts.Count; k++)
        {
            _places.Remove(_texts[k]);
        }

        _texts.RemoveRange(_fixed, _texts.Count - _fixed);
        _memories.RemoveRange(_fixed, _memories.Count - _fixed);
        Forgotten?.Invoke();
    }
}

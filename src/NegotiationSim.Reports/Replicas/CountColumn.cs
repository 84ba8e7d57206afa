using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>Rounds and periods: whole numbers from 1; 0 stands for none and is written as no value.</summary>
internal sealed class CountColumn(string name) : Column(new DataField<int?>(name))
{
    private int[] _values = [];

    public override int RowBytes => sizeof(int);

    /// <summary>The rows from one on.</summary>
    public Span<int> From(int row) => _values.AsSpan(row);

    public override void Reserve(int rows) => _values = new int[rows];

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch)
    {
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            scratch.Ints[count] = _values[row];
            scratch.Present[row] = _values[row] > 0 ? 1 : 0;
            count += scratch.Present[row];
        }

        return group.WriteAllPartsAsync<int>(Field, scratch.Ints.AsMemory(0, count), scratch.Present.AsMemory(0, rows), null, default);
    }

    public override void Save(BinaryWriter writer, int rows) => writer.Write(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));

    public override void Restore(BinaryReader reader, int rows) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));
}

using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>The replicas' numbers.</summary>
internal sealed class IndexColumn(string name) : Column(new DataField<long>(name))
{
    private long[] _values = [];

    public override int RowBytes => sizeof(long);

    /// <summary>The rows from one on.</summary>
    public Span<long> From(int row) => _values.AsSpan(row);

    public override void Reserve(int rows) => _values = new long[rows];

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch) => group.WriteAsync<long>(Field, _values.AsMemory(0, rows));

    public override void Save(BinaryWriter writer, int rows) => writer.Write(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));

    public override void Restore(BinaryReader reader, int rows) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));
}

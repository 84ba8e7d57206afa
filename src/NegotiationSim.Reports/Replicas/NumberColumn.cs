using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>Real numbers. Where <paramref name="mayMiss"/> is set, NaN stands for no value.</summary>
internal sealed class NumberColumn(string name, bool mayMiss) : Column(mayMiss ? new DataField<double?>(name) : new DataField<double>(name))
{
    private double[] _values = [];

    public override int RowBytes => sizeof(double);

    /// <summary>The rows from one on.</summary>
    public Span<double> From(int row) => _values.AsSpan(row);

    public override void Reserve(int rows) => _values = new double[rows];

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch)
    {
        if (!mayMiss)
        {
            return group.WriteAsync<double>(Field, _values.AsMemory(0, rows));
        }

        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            var isThere = !double.IsNaN(_values[row]);
            scratch.Doubles[count] = _values[row];
            scratch.Present[row] = isThere ? 1 : 0;
            count += scratch.Present[row];
        }

        return group.WriteAllPartsAsync<double>(Field, scratch.Doubles.AsMemory(0, count), scratch.Present.AsMemory(0, rows), null, default);
    }

    public override void Save(BinaryWriter writer, int rows) => writer.Write(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));

    public override void Restore(BinaryReader reader, int rows) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_values.AsSpan(0, rows)));
}

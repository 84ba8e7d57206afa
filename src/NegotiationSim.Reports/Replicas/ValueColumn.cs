using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>A column whose rows are values of one size.</summary>
internal abstract class ValueColumn<T>(DataField field) : Column(field)
    where T : unmanaged
{
    protected T[] Values { get; private set; } = [];

    public override int RowBytes => Unsafe.SizeOf<T>();

    /// <summary>The rows from one on.</summary>
    public Span<T> From(int row) => Values.AsSpan(row);

    public override void Reserve(int rows) => Values = new T[rows];

    public override void Save(BinaryWriter writer, int rows) => writer.Write(MemoryMarshal.AsBytes(Values.AsSpan(0, rows)));

    public override void Restore(BinaryReader reader, int rows) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Values.AsSpan(0, rows)));
}

/// <summary>The replicas' numbers.</summary>
internal sealed class IndexColumn(string name) : ValueColumn<long>(new DataField<long>(name))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch) => group.WriteAsync<long>(Field, Values.AsMemory(0, rows));
}

/// <summary>Rounds and periods: whole numbers from 1; 0 stands for none and is written as no value.</summary>
internal sealed class CountColumn(string name) : ValueColumn<int>(new DataField<int?>(name))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch)
    {
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            scratch.Ints[count] = Values[row];
            scratch.Present[row] = Values[row] > 0 ? 1 : 0;
            count += scratch.Present[row];
        }

        return group.WriteAllPartsAsync<int>(Field, scratch.Ints.AsMemory(0, count), scratch.Present.AsMemory(0, rows), null, default);
    }
}

/// <summary>Real numbers. Where <paramref name="mayMiss"/> is set, NaN stands for no value.</summary>
internal sealed class NumberColumn(string name, bool mayMiss) : ValueColumn<double>(mayMiss ? new DataField<double?>(name) : new DataField<double>(name))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch)
    {
        if (!mayMiss)
        {
            return group.WriteAsync<double>(Field, Values.AsMemory(0, rows));
        }

        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            var isThere = !double.IsNaN(Values[row]);
            scratch.Doubles[count] = Values[row];
            scratch.Present[row] = isThere ? 1 : 0;
            count += scratch.Present[row];
        }

        return group.WriteAllPartsAsync<double>(Field, scratch.Doubles.AsMemory(0, count), scratch.Present.AsMemory(0, rows), null, default);
    }
}

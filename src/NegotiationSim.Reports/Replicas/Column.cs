using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>One column of the table of replicas: its rows of the current row group.</summary>
internal abstract class Column(DataField field)
{
    /// <summary>Name and type.</summary>
    public DataField Field { get; } = field;

    /// <summary>Memory that a row takes, in bytes.</summary>
    public abstract int RowBytes { get; }

    /// <summary>Makes room for a row group.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Writes the first rows as the column's part of a row group.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, int rows, Scratch scratch);

    /// <summary>Writes the first rows of a row group that is not full yet.</summary>
    public abstract void Save(BinaryWriter writer, int rows);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public abstract void Restore(BinaryReader reader, int rows);
}

/// <summary>Room that columns share while they are written, one after the other.</summary>
internal sealed class Scratch(int rows)
{
    /// <summary>Per row 1 for a value, 0 for none (Parquet's definition levels).</summary>
    public int[] Present { get; } = new int[rows];

    public double[] Doubles { get; } = new double[rows];

    public int[] Ints { get; } = new int[rows];

    public ReadOnlyMemory<char>[] Texts { get; } = new ReadOnlyMemory<char>[rows];
}

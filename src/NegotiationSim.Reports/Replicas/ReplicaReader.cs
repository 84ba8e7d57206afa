using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>Reads columns of <c>replicas.parquet</c>, a row group at a time, so that memory does not grow with the number of replicas.</summary>
public sealed class ReplicaReader : IAsyncDisposable
{
    private readonly ParquetReader _reader;
    private readonly Dictionary<string, DataField> _fields;

    private ReplicaReader(ParquetReader reader) => (_reader, _fields) = (reader, reader.Schema.GetDataFields().ToDictionary(field => field.Name, StringComparer.Ordinal));

    /// <summary>The names of all columns, in the order of the file.</summary>
    public IReadOnlyList<string> Columns => [.. _reader.Schema.GetDataFields().Select(column => column.Name)];

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file; closed with the reader.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file.</exception>
    public static async Task<ReplicaReader> OpenAsync(Stream stream)
    {
        try
        {
            return new ReplicaReader(await ParquetReader.CreateAsync(stream, leaveStreamOpen: false).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or ParquetException or ArgumentException or OverflowException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new InvalidDataException($"it is no table of replicas: {e.Message}", e);
        }
    }

    /// <summary>Whether there is a column.</summary>
    public bool Has(string column) => _fields.ContainsKey(column);

    /// <summary>Reads some columns, row group by row group, in the order of replicas.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="take">Takes a row group; what it is given is only good until it returns.</param>
    /// <exception cref="InvalidDataException">There is no such column, or it cannot be read.</exception>
    public async Task ReadAsync(IReadOnlyCollection<string> columns, Action<ReplicaRows> take)
    {
        if (columns.FirstOrDefault(column => !Has(column)) is { } missing)
        {
            throw new InvalidDataException($"it has no column '{missing}'");
        }

        for (var g = 0; g < _reader.RowGroupCount; g++)
        {
            using var group = _reader.OpenRowGroupReader(g);
            var rows = new ReplicaRows(checked((int)group.RowCount));
            foreach (var column in columns)
            {
                await ReadAsync(group, _fields[column], rows).ConfigureAwait(false);
            }

            take(rows);
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static async Task ReadAsync(ParquetRowGroupReader group, DataField field, ReplicaRows rows)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows.Count];
            await group.ReadAsync(field, texts.AsMemory()!).ConfigureAwait(false);
            rows.Add(field.Name, texts);
        }
        else if (field.ClrType == typeof(double))
        {
            rows.Add(field.Name, await NumbersAsync<double>(group, field, rows.Count).ConfigureAwait(false));
        }
        else if (field.ClrType == typeof(int))
        {
            rows.Add(field.Name, await NumbersAsync<int>(group, field, rows.Count).ConfigureAwait(false));
        }
        else
        {
            rows.Add(field.Name, await NumbersAsync<long>(group, field, rows.Count).ConfigureAwait(false));
        }
    }

    private static async Task<double[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct, IConvertible
    {
        var numbers = new double[count];
        if (field.IsNullable)
        {
            var values = new T?[count];
            await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
            {
                numbers[i] = values[i] is { } value ? value.ToDouble(CultureInfo.InvariantCulture) : double.NaN;
            }
        }
        else
        {
            var values = new T[count];
            await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
            {
                numbers[i] = values[i].ToDouble(CultureInfo.InvariantCulture);
            }
        }

        return numbers;
    }
}

/// <summary>The rows of a row group, in the columns that were asked for.</summary>
/// <param name="count">How many rows it has.</param>
public sealed class ReplicaRows(int count)
{
    private readonly Dictionary<string, Array> _columns = new(StringComparer.Ordinal);

    /// <summary>How many rows there are.</summary>
    public int Count { get; } = count;

    /// <summary>A column of texts; null where there is no value.</summary>
    public string?[] Texts(string column) => (string?[])_columns[column];

    /// <summary>A column of numbers of any kind; NaN where there is no value.</summary>
    public double[] Numbers(string column) => (double[])_columns[column];

    /// <summary>Whether a column holds texts.</summary>
    public bool IsText(string column) => _columns[column] is string?[];

    internal void Add(string column, Array values) => _columns.Add(column, values);
}

using System.Security.Cryptography;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;
using Parquet;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// Writes the table of replicas as Parquet, a row group at a time. Drawn numbers are written as they are: they are random, and neither a dictionary nor compression makes them smaller.
/// Texts have a dictionary per row group. The bytes depend on the replicas alone, not on blocks, and not on how often the file was put to rest and taken up again. Rows that were put to rest are checked when they are
/// taken up.
/// </summary>
public sealed class ReplicaFile : IReplicaConsumer, IAsyncDisposable
{
    private readonly ReplicaTable _table;
    private readonly ParquetOptions _options;
    private readonly RowStream _stream;
    private ParquetWriter? _writer;
    private int _rows;
    private bool _isFinished;

    private ReplicaFile(Scenario scenario, RowStream stream, long expected)
    {
        _table = new ReplicaTable(scenario, expected);
        _stream = stream;
        _options = new ParquetOptions { CompressionMethod = CompressionMethod.None };
        foreach (var column in _table.Columns.OfType<TextColumn>())
        {
            _options.ColumnEncodingHints[column.Field.Name] = EncodingHint.Dictionary;
        }
    }

    /// <summary>A new file; an older one of that name is lost.</summary>
    /// <param name="path">Where.</param>
    /// <param name="scenario">The scenario, which decides the columns.</param>
    /// <param name="expected">How many replicas there will be at most.</param>
    public static Task<ReplicaFile> CreateAsync(string path, Scenario scenario, long expected) => CreateAsync(Open(path, FileMode.Create), null, scenario, expected);

    /// <summary>Takes up a file where <see cref="PutToRestAsync"/> left it, whatever was written to it since.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="expected">How many replicas there will be at most.</param>
    /// <param name="state">What was written down then.</param>
    /// <exception cref="InvalidDataException">The file is shorter than it was, or its rows are not those that were written. It is left as it is.</exception>
    public static Task<ReplicaFile> TakeUpAsync(string path, Scenario scenario, long expected, BinaryReader state) =>
        TakeUpAsync(Open(path, FileMode.Open), null, scenario, expected, state);

    /// <summary>The same in a file that is open, and empty.</summary>
    internal static async Task<ReplicaFile> CreateAsync(FileStream stream, Action<DiskStep>? before, Scenario scenario, long expected)
    {
        var file = new ReplicaFile(scenario, new RowStream(stream, before), expected);
        try
        {
            file._writer = await ParquetWriter.CreateAsync(file._table.Schema, file._stream, file._options).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await file._stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same in a file that is open.</summary>
    internal static async Task<ReplicaFile> TakeUpAsync(FileStream stream, Action<DiskStep>? before, Scenario scenario, long expected, BinaryReader state)
    {
        var file = new ReplicaFile(scenario, new RowStream(stream, before), expected);
        try
        {
            await file.RestoreAsync(state).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await file._stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The SHA-256 of what is written so far; of the whole file once it is finished.</summary>
    public string Hash => Convert.ToHexStringLower(_stream.CurrentHash());

    /// <inheritdoc/>
    public async ValueTask TakeAsync(BlockSlice slice)
    {
        while (slice.Count > 0)
        {
            var part = slice with { Count = Math.Min(slice.Count, _table.GroupRows - _rows) };
            _table.Fill(part, _rows);
            _rows += part.Count;
            if (_rows == _table.GroupRows)
            {
                await WriteGroupAsync().ConfigureAwait(false);
            }

            slice = slice with { From = part.End, Count = slice.Count - part.Count };
        }
    }

    /// <summary>Brings everything so far to the disk and writes down what <see cref="TakeUpAsync(string, Scenario, long, BinaryReader)"/> needs to go on from here; then goes on itself.</summary>
    public async Task PutToRestAsync(BinaryWriter state)
    {
        var end = await CloseWriterAsync(stays: false).ConfigureAwait(false);
        var footer = new byte[_stream.Length - end];
        _stream.Position = end;
        await _stream.ReadExactlyAsync(footer).ConfigureAwait(false);
        state.Write(end);
        state.Write(_stream.CurrentHash());
        state.Write(_isFinished);
        state.Write(footer.Length);
        state.Write(footer);
        state.Write(_rows);
        foreach (var column in _table.Columns)
        {
            column.Save(state, _rows);
        }

        await AppendAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what is left and ends the file; it is on the disk then. Nothing can be added to it after that.</summary>
    public async Task FinishAsync()
    {
        if (_rows > 0)
        {
            await WriteGroupAsync().ConfigureAwait(false);
        }

        await CloseWriterAsync(stays: true).ConfigureAwait(false);
        _isFinished = true;
    }

    /// <summary>Lets the file go as it is.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private async Task RestoreAsync(BinaryReader state)
    {
        var end = state.ReadInt64();
        var hash = state.ReadBytes(SHA256.HashSizeInBytes);
        _isFinished = state.ReadBoolean();
        var footer = state.ReadBytes(state.ReadInt32());
        if (_stream.Length < end)
        {
            throw new InvalidDataException($"it is {_stream.Length} bytes long and was {end} bytes long before");
        }

        var found = await _stream.HashBeginningAsync(end).ConfigureAwait(false);
        if (!found.AsSpan().SequenceEqual(hash))
        {
            throw new InvalidDataException($"its first {end} bytes are not those that were written");
        }

        // Whatever was written since is written again.
        _stream.SetLength(end);
        await WriteFooterAsync(end, footer).ConfigureAwait(false);
        _rows = state.ReadInt32();
        foreach (var column in _table.Columns)
        {
            column.Restore(state, _rows);
        }

        await AppendAsync().ConfigureAwait(false);
    }

    private async Task WriteFooterAsync(long end, byte[] footer)
    {
        _stream.Position = end;
        if (footer.Length > 0)
        {
            _stream.IsHashing = false;
            await _stream.WriteAsync(footer).ConfigureAwait(false);
            _stream.IsHashing = true;
        }
    }

    private async Task AppendAsync()
    {
        if (!_isFinished)
        {
            _writer = await ParquetWriter.CreateAsync(_table.Schema, _stream, _options, append: true).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the footer, unless it is there already; returns where that which stays ends.</summary>
    private async Task<long> CloseWriterAsync(bool stays)
    {
        var end = _stream.Position;
        if (_writer is { } writer)
        {
            _writer = null;
            _stream.IsHashing = stays;
            await writer.DisposeAsync().ConfigureAwait(false);
            _stream.IsHashing = true;

            // An older, longer footer must not show behind the new one.
            _stream.SetLength(_stream.Position);
            _stream.FlushToDisk();
        }

        return stays || _isFinished ? _stream.Length : end;
    }

    private async Task WriteGroupAsync()
    {
        using var group = _writer!.CreateRowGroup();
        foreach (var column in _table.Columns)
        {
            await column.WriteAsync(group, _rows, _table.Scratch).ConfigureAwait(false);
        }

        _rows = 0;
    }
}

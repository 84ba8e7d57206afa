using System.Security.Cryptography;
using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// The file of a table of replicas, with the running SHA-256 of everything that stays: a footer that later rows will overwrite does not count (<see cref="IsHashing"/>). The hash is that of what was meant to be
/// written, not of what the disk made of it.
/// </summary>
internal sealed class RowStream(FileStream file, Action<DiskStep>? before) : Stream
{
    private const int ChunkBytes = 1 << 18;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    /// <summary>Whether what is written now stays.</summary>
    public bool IsHashing { get; set; } = true;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>The SHA-256 of what stays, so far.</summary>
    public byte[] CurrentHash() => _hash.GetCurrentHash();

    /// <summary>Reads the beginning of the file, which then counts as written.</summary>
    /// <param name="end">How many bytes.</param>
    /// <returns>Their SHA-256.</returns>
    public async Task<byte[]> HashBeginningAsync(long end)
    {
        file.Position = 0;
        var chunk = new byte[ChunkBytes];
        while (_hashed < end)
        {
            var count = (int)Math.Min(chunk.Length, end - _hashed);
            await file.ReadExactlyAsync(chunk.AsMemory(0, count)).ConfigureAwait(false);
            _hash.AppendData(chunk, 0, count);
            _hashed += count;
        }

        return CurrentHash();
    }

    /// <summary>Brings everything to the disk.</summary>
    public void FlushToDisk()
    {
        before?.Invoke(DiskStep.Flush);
        file.Flush(flushToDisk: true);
    }

    public override void Flush() => file.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => file.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => file.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => file.ReadAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value)
    {
        if (value != file.Length)
        {
            before?.Invoke(DiskStep.Truncate);
            file.SetLength(value);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        before?.Invoke(DiskStep.Write);
        var position = file.Position;
        file.Write(buffer);
        Hash(position, buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        before?.Invoke(DiskStep.Write);
        var position = file.Position;
        await file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Hash(position, buffer.Span);
    }

    public override async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await file.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Hash(long position, ReadOnlySpan<byte> written)
    {
        if (!IsHashing)
        {
            return;
        }

        if (position != _hashed)
        {
            throw new InvalidOperationException($"Rows were written at {position} and not at {_hashed}, where the rows before them end.");
        }

        _hash.AppendData(written);
        _hashed += written.Length;
    }
}

using System.IO.Pipelines;
using NegotiationSim.Cluster.Doors.Wire;

namespace NegotiationSim.Cluster.Doors.Tls;

/// <summary>A connection as the stream that <see cref="System.Net.Security.SslStream"/> works on. Orleans closes the connection, so disposing does nothing.</summary>
/// <param name="pipe">The connection.</param>
/// <param name="looksFirst">Whether to look, before the first byte is read, if the other side speaks TLS at all: a door without TLS answers in its own words.</param>
internal sealed class PipeStream(IDuplexPipe pipe, bool looksFirst) : Stream
{
    private readonly Stream _input = pipe.Input.AsStream(leaveOpen: true);
    private readonly Stream _output = pipe.Output.AsStream(leaveOpen: true);
    private bool _looks = looksFirst;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="TurnedAwayException">The other side does not speak TLS.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_looks)
        {
            var first = await FirstBytes.PeekAsync(pipe.Input, cancellationToken).ConfigureAwait(false);
            if (!FirstBytes.IsTls(first))
            {
                // A door that refuses says why.
                Refusal.ThrowIfOne(await Frame.ReadAsync(pipe.Input, alone: false, cancellationToken).ConfigureAwait(false));
                throw new TurnedAwayException(DoorReason.Unintelligible);
            }

            _looks = false;
        }

        return await _input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("the connection is asynchronous");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("the connection is asynchronous");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("the connection is asynchronous");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

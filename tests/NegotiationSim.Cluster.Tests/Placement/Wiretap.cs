using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace NegotiationSim.Cluster.Tests.Placement;

/// <summary>Keeps what connections send, behind the door and without TLS, so that it can be searched.</summary>
internal sealed class Wiretap
{
    private readonly ConcurrentQueue<Recorder> _connections = new();

    /// <summary>How many bytes were sent.</summary>
    public long Length => _connections.Sum(connection => (long)connection.Sent.WrittenCount);

    /// <summary>Whether a number was sent, as it is written: its eight bytes.</summary>
    public bool Holds(double number) => _connections.Any(connection => connection.Sent.WrittenSpan.IndexOf(BitConverter.GetBytes(number)) >= 0);

    /// <summary>Listens to all connections that are built so.</summary>
    public void Tap(IConnectionBuilder connections) => connections.Use(next => context =>
    {
        var recorder = new Recorder(context.Transport.Output);
        _connections.Enqueue(recorder);
        context.Transport = new Duplex(context.Transport.Input, recorder);
        return next(context);
    });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>One connection's way out. It is written by one at a time, and searched when all is said.</summary>
    private sealed class Recorder(PipeWriter to) : PipeWriter
    {
        private Memory<byte> _last;

        public ArrayBufferWriter<byte> Sent { get; } = new();

        public override bool CanGetUnflushedBytes => to.CanGetUnflushedBytes;

        public override long UnflushedBytes => to.UnflushedBytes;

        public override void Advance(int bytes)
        {
            Sent.Write(_last.Span[..bytes]);
            _last = _last[bytes..];
            to.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _last = to.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => to.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => to.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => to.Complete(exception);
    }
}

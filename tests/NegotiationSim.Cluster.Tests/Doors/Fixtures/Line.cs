using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>A connection within this process, with both its ends. What one end writes has been read by the other when the writing returns, so that a test needs to wait for nothing.</summary>
internal sealed class Line
{
    private static readonly PipeOptions s_inline = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private Line(EndPoint initiator, EndPoint responder)
    {
        var (forth, back) = (new Pipe(s_inline), new Pipe(s_inline));
        Initiator = new DefaultConnectionContext("initiator", new Ends(back.Reader, forth.Writer), new Ends(forth.Reader, back.Writer)) { RemoteEndPoint = responder, LocalEndPoint = initiator };
        Responder = new DefaultConnectionContext("responder", new Ends(forth.Reader, back.Writer), new Ends(back.Reader, forth.Writer)) { RemoteEndPoint = initiator, LocalEndPoint = responder };
    }

    /// <summary>The end that opened it.</summary>
    public DefaultConnectionContext Initiator { get; }

    /// <summary>The end at a port.</summary>
    public DefaultConnectionContext Responder { get; }

    /// <summary>A connection; between two ports of loopback, if no addresses are given.</summary>
    public static Line Open(string initiator = "127.0.0.1:50000", string responder = "127.0.0.1:11111") => new(IPEndPoint.Parse(initiator), IPEndPoint.Parse(responder));

    /// <summary>Writes from an end as a stranger would, without a door.</summary>
    public static async Task SayAsync(ConnectionContext end, params byte[] bytes) => await end.Transport.Output.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Ends a direction.</summary>
    public static async Task HangUpAsync(ConnectionContext end) => await end.Transport.Output.CompleteAsync();

    /// <summary>Everything that has come to an end so far.</summary>
    public static byte[] Heard(ConnectionContext end)
    {
        if (!end.Transport.Input.TryRead(out var read))
        {
            return [];
        }

        var bytes = read.Buffer.ToArray();
        end.Transport.Input.AdvanceTo(read.Buffer.End);
        return bytes;
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

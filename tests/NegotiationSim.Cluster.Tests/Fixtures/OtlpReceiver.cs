using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A span, as a collector hears of it.</summary>
/// <param name="Role">The role of the process that sent it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trace">The id of its trace.</param>
/// <param name="Id">Its own.</param>
/// <param name="Parent">That of the span above it; empty: it is the root.</param>
internal sealed record ReceivedSpan(string Role, string Name, string Trace, string Id, string Parent);

/// <summary>A collector on loopback that understands as much of OTLP over HTTP as the tests ask for.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentDictionary<(string Role, string Name), byte> _metrics = new();
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private readonly int _port = FreePort.Next();

    public OtlpReceiver()
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{FreePort.Text(_port)}/");
        _listener.Start();
        _loop = Task.Run(ListenAsync);
    }

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    /// <summary>The names of the metrics that processes of a role have sent.</summary>
    public IReadOnlySet<string> MetricsOf(string role) => _metrics.Keys.Where(metric => metric.Role == role).Select(metric => metric.Name).ToHashSet();

    /// <summary>What tells a process to send here.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
            {
                ReadSpans(body.ToArray());
            }
            else if (context.Request.Url.AbsolutePath == "/v1/metrics")
            {
                ReadMetrics(body.ToArray());
            }

            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    // ExportTraceServiceRequest: resource_spans 1; ResourceSpans: resource 1, scope_spans 2; ScopeSpans: spans 2; Span: trace_id 1, span_id 2, parent_span_id 4, name 5.
    private void ReadSpans(byte[] request)
    {
        foreach (var resource in ProtobufMessage.Read(request).Messages(1))
        {
            var role = RoleOf(resource);
            foreach (var span in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                _spans.Enqueue(new ReceivedSpan(role, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4)));
            }
        }
    }

    // ExportMetricsServiceRequest: resource_metrics 1; ResourceMetrics: resource 1, scope_metrics 2; ScopeMetrics: metrics 2; Metric: name 1.
    private void ReadMetrics(byte[] request)
    {
        foreach (var resource in ProtobufMessage.Read(request).Messages(1))
        {
            var role = RoleOf(resource);
            foreach (var metric in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                _metrics.TryAdd((role, metric.Text(1)), 0);
            }
        }
    }

    // Resource: attributes 1; KeyValue: key 1, value 2; AnyValue: string_value 1.
    private static string RoleOf(ProtobufMessage resource) => resource.Messages(1).SelectMany(about => about.Messages(1))
        .FirstOrDefault(attribute => attribute.Text(1) == "negsim.role")?.Messages(2).Single().Text(1) ?? "";
}

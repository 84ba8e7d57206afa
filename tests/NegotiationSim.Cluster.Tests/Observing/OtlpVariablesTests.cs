using NegotiationSim.Cluster.Observing;

namespace NegotiationSim.Cluster.Tests.Observing;

public sealed class OtlpVariablesTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector, such as http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is no address of a collector, such as http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is neither grpc nor http/protobuf; no other is spoken here")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:hunter2@collector:4317", null)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc", null)]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "", null)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "anything", null)]
    public void Complaint_Variable_IsNamedAndNotRepeated(string name, string value, string? complaint) =>
        Assert.Equal(complaint, OtlpVariables.Complaint(asked => asked == name ? value : null));
}

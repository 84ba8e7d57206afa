namespace NegotiationSim.Cluster.Observing;

/// <summary>The standard variables of the environment that say where a collector is. The exporter passes over what it cannot read and sends elsewhere; here that is said.</summary>
public static class OtlpVariables
{
    private static readonly string[] s_endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];
    private static readonly string[] s_protocols = ["OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"];

    /// <summary>What is wrong with them; null: nothing. Values are not repeated: an address may hold a password.</summary>
    /// <param name="environment">Looks up a variable.</param>
    public static string? Complaint(Func<string, string?> environment)
    {
        foreach (var name in s_endpoints)
        {
            if (environment(name) is { Length: > 0 } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)))
            {
                return $"{name} is no address of a collector, such as http://localhost:4317";
            }
        }

        foreach (var name in s_protocols)
        {
            if (environment(name) is { Length: > 0 } and not ("grpc" or "http/protobuf"))
            {
                return $"{name} is neither grpc nor http/protobuf; no other is spoken here";
            }
        }

        return null;
    }
}

using NegotiationSim.Grains.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NegotiationSim.Cluster.Observing;

/// <summary>
/// Sends spans and metrics to a collector over OTLP while it exists. Where the collector is, and how it is spoken to, say the standard variables (<see cref="OtlpVariables"/>); by default it is at localhost:4317. What is sent waits in a
/// bounded queue and goes out on a thread of its own, so a collector that is slow, fails or is not there costs the work nothing: spans that do not fit are dropped, without a word.
/// </summary>
public sealed class OtlpTelemetry : IDisposable
{
    /// <summary>The name of the service, where <c>OTEL_SERVICE_NAME</c> does not say otherwise.</summary>
    public const string Service = "negsim";

    /// <summary>What says whether a process is a silo or a client.</summary>
    public const string RoleAttribute = "negsim.role";

    /// <summary>What names the cluster.</summary>
    public const string ClusterAttribute = "negsim.cluster";

    /// <summary>How long the end may wait for what is still to be sent.</summary>
    private static readonly TimeSpan s_flush = TimeSpan.FromSeconds(3);

    private readonly TracerProvider _spans;
    private readonly MeterProvider _metrics;

    private OtlpTelemetry(TelemetryOrigin origin)
    {
        _spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => Describe(resource, origin))
            .AddSource(NegotiationTelemetry.Name)
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => Describe(resource, origin))
            .AddMeter(NegotiationTelemetry.Name)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Starts to listen and to send.</summary>
    /// <param name="origin">Who sends.</param>
    public static OtlpTelemetry Start(TelemetryOrigin origin) => new(origin);

    /// <summary>Sends what is left, for at most three seconds, and stops listening.</summary>
    public void Dispose()
    {
        var limit = (int)s_flush.TotalMilliseconds;
        Task[] flushing = [Task.Run(() => _spans.Shutdown(limit)), Task.Run(() => _metrics.Shutdown(limit))];
        if (Task.WhenAll(flushing).Wait(s_flush + TimeSpan.FromSeconds(1)))
        {
            _spans.Dispose();
            _metrics.Dispose();
        }
    }

    private static void Describe(ResourceBuilder resource, TelemetryOrigin origin)
    {
        var about = new Dictionary<string, object> { [RoleAttribute] = origin.Role, ["host.name"] = Environment.MachineName, ["process.pid"] = Environment.ProcessId };
        if (origin.Cluster is { } cluster)
        {
            about.Add(ClusterAttribute, cluster);
        }

        // What the variables of the environment say comes last and counts.
        resource.AddService(Service, serviceVersion: origin.Version).AddAttributes(about).AddEnvironmentVariableDetector();
    }
}

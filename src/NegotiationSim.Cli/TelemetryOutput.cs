using NegotiationSim.Cli.Help;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Cli;

/// <summary>Starts what <c>--telemetry</c> asks for. Disposing it sends or writes what is left, within a few seconds.</summary>
internal static class TelemetryOutput
{
    private const string Client = "client";
    private const string Silo = "silo";

    /// <summary>For a command that plays.</summary>
    /// <param name="target">Where spans and metrics go.</param>
    /// <param name="cluster">The cluster that plays; null: a silo of this process does.</param>
    /// <returns>Null where nothing is asked for.</returns>
    public static IDisposable? OfClient(TelemetryTarget target, string? cluster = null) => Start(target, Client, cluster);

    /// <summary>For a silo of a cluster.</summary>
    public static IDisposable? OfSilo(TelemetryTarget target, string cluster) => Start(target, Silo, cluster);

    private static IDisposable? Start(TelemetryTarget target, string role, string? cluster) => target switch
    {
        TelemetryTarget.Console => ConsoleTelemetry.Start(),
        TelemetryTarget.Otlp => OtlpTelemetry.Start(new TelemetryOrigin(role, VersionPage.Version, cluster)),
        _ => null,
    };
}

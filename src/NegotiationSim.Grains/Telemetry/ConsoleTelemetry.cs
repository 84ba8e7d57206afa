using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>
/// Shows spans as they end, and metrics when it is disposed, through OpenTelemetry's console exporter, but on standard error: standard output belongs to
/// results. Start it before anything keeps a reference to <see cref="Console.Out"/>, dispose it when the work is done.
/// </summary>
public sealed class ConsoleTelemetry : IDisposable
{
    private readonly StandardErrorSwitch _console = new();
    private readonly TracerProvider _spans;
    private readonly MeterProvider _metrics;

    private ConsoleTelemetry()
    {
        var options = new ConsoleExporterOptions { Targets = ConsoleExporterOutputTargets.Console };
        _spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("negsim"))
            .AddSource(NegotiationTelemetry.Name)
            .AddProcessor(new SimpleActivityExportProcessor(new SpanExporter(options, _console)))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("negsim"))
            .AddMeter(NegotiationTelemetry.Name)
            .AddReader(new BaseExportingMetricReader(new MetricExporter(options, _console)))
            .Build();
    }

    /// <summary>Starts to listen.</summary>
    public static ConsoleTelemetry Start() => new();

    /// <summary>Writes out the metrics and stops listening.</summary>
    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
        _console.Dispose();
    }

    private sealed class SpanExporter(ConsoleExporterOptions options, StandardErrorSwitch console) : ConsoleActivityExporter(options)
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            using (console.ToError())
            {
                return base.Export(batch);
            }
        }
    }

    private sealed class MetricExporter(ConsoleExporterOptions options, StandardErrorSwitch console) : ConsoleMetricExporter(options)
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            using (console.ToError())
            {
                return base.Export(batch);
            }
        }
    }
}

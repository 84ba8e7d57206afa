using System.CommandLine;

namespace NegotiationSim.Cli.Commands;

/// <summary>Options that every command takes, before or after its name.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output, and nothing else there.",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Say only the result: no warnings, no notes; of a run only how it ended.",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Say everything: every round in full, and the details of a failure.",
        Recursive = true,
    };

    public Option<TelemetryTarget> Telemetry { get; } = new("--telemetry")
    {
        Description = "Show spans and metrics: 'console' writes them to standard error, 'otlp' sends them to a collector (OTEL_EXPORTER_OTLP_ENDPOINT; default: localhost:4317).",
        HelpName = "console|otlp",
        Recursive = true,
        CustomParser = result =>
        {
            var value = result.Tokens.Single().Value;
            if (value is not ("console" or "otlp"))
            {
                result.AddError($"--telemetry takes console or otlp; '{value}' is unknown");
            }

            return value == "otlp" ? TelemetryTarget.Otlp : TelemetryTarget.Console;
        },
    };

    public Option<bool> NoColour { get; } = new("--no-color")
    {
        Description = "No colours; the environment variable NO_COLOR does the same.",
        Recursive = true,
    };

    /// <summary>Of the commands that can work with a cluster.</summary>
    public ClusterOptions Cluster { get; } = new();

    public IEnumerable<Option> All => [Json, Quiet, Verbose, Telemetry, NoColour];
}

using System.CommandLine;
using NegotiationSim.Cli.Commands;

namespace NegotiationSim.Cli.Batches;

/// <summary>How a batch command speaks.</summary>
/// <param name="Json">One document on standard output.</param>
/// <param name="Quiet">No progress and no notes.</param>
/// <param name="Verbose">Everything that there is to say.</param>
/// <param name="Colour">False where colours are not wanted.</param>
/// <param name="Telemetry">Where spans and metrics go.</param>
internal sealed record BatchTone(bool Json, bool Quiet, bool Verbose, bool Colour, TelemetryTarget Telemetry)
{
    public static BatchTone Of(ParseResult parsed, CommonOptions common) => new(
        parsed.GetValue(common.Json),
        parsed.GetValue(common.Quiet),
        parsed.GetValue(common.Verbose),
        !parsed.GetValue(common.NoColour),
        parsed.GetValue(common.Telemetry));
}

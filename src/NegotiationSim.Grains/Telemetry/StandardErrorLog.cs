using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>The log on standard error: standard output belongs to results.</summary>
public static class StandardErrorLog
{
    /// <summary>Lets the warnings of this project's grains through; Orleans itself warns even when a healthy silo starts and stops.</summary>
    public static void Configure(ILoggingBuilder logging)
    {
        logging.AddFilter<ConsoleLoggerProvider>(nameof(NegotiationSim), LogLevel.Warning);
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

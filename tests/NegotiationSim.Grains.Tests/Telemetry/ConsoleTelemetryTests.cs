using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NegotiationSim.Engine;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Grains.Tests.Telemetry;

/// <summary>The console belongs to the process, so nothing runs beside these tests.</summary>
[Collection(nameof(ConsoleTelemetryTests))]
[CollectionDefinition(nameof(ConsoleTelemetryTests), DisableParallelization = true)]
public sealed class ConsoleTelemetryTests
{
    [Fact]
    public void Start_BlockFinished_SpanAndMetricsOnStandardErrorOnly()
    {
        var (output, error) = Capture(() =>
        {
            using var telemetry = ConsoleTelemetry.Start();
            using (NegotiationTelemetry.StartBlock("truce", 7, 0, 1))
            {
                Console.WriteLine("a result");
            }

            NegotiationTelemetry.CountBlock([Ending.NoDeal], TimeSpan.FromSeconds(1));
            NegotiationTelemetry.CountTable(3, 2, 6);
        });

        Assert.Equal("a result" + Environment.NewLine, output);
        Assert.Contains(NegotiationTelemetry.BlockSpan, error);
        Assert.Contains("truce", error);
        Assert.Contains("negsim.replicas", error);
        Assert.Contains("negsim.ending: no_deal", error);
        Assert.Contains("negsim.grain.calls", error);
    }

    /// <summary>Warnings of this project's grains, and nothing of Orleans, which warns even where all is well.</summary>
    [Fact]
    public void Log_Configured_GrainsOnStandardErrorOnly()
    {
        var (output, error) = Capture(() =>
        {
            using var services = new ServiceCollection().AddLogging(logging => StandardErrorLog.Configure(logging.SetMinimumLevel(LogLevel.None))).BuildServiceProvider();
            var loggers = services.GetRequiredService<ILoggerFactory>();
            loggers.CreateLogger<TurnWatch>().LogWarning("a long turn");
            loggers.CreateLogger<TurnWatch>().LogInformation("a detail");
            loggers.CreateLogger("Orleans.Runtime.Silo").LogError("no server GC");
        });

        Assert.Equal("", output);
        Assert.Equal("warn: NegotiationSim.Grains.TurnWatch[0] a long turn" + Environment.NewLine, error);
    }

    [Fact]
    public void Dispose_Always_GivesTheConsoleBack()
    {
        Capture(() =>
        {
            var before = Console.Out;

            ConsoleTelemetry.Start().Dispose();

            Assert.Same(before, Console.Out);
        });
    }

    [Fact]
    public void StartBlock_NobodyListens_NoSpan() => Assert.Null(NegotiationTelemetry.StartBlock("truce", 7, 0, 1));

    private static (string Output, string Error) Capture(Action action)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var newOutput = new StringWriter();
        using var newError = new StringWriter();
        Console.SetOut(newOutput);
        Console.SetError(newError);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        return (newOutput.ToString(), newError.ToString());
    }
}

using System.Runtime.CompilerServices;
using NegotiationSim.Engine;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>Plays negotiations through grains, in a silo of this process.</summary>
internal sealed class SiloScenarioRunner : IScenarioRunner
{
    private readonly LocalSilo _silo;
    private readonly IDisposable? _telemetry;

    private SiloScenarioRunner(LocalSilo silo, IDisposable? telemetry) => (_silo, _telemetry) = (silo, telemetry);

    /// <summary>Starts the silo and, where it is asked for, telemetry.</summary>
    public static async Task<IScenarioRunner> StartAsync(TelemetryTarget target, CancellationToken cancellation)
    {
        var telemetry = TelemetryOutput.OfClient(target);
        try
        {
            return new SiloScenarioRunner(
                await LocalSilo.StartAsync(target == TelemetryTarget.Console ? new LocalSiloOptions { Logging = StandardErrorLog.Configure } : null, cancellation), telemetry);
        }
        catch
        {
            telemetry?.Dispose();
            throw;
        }
    }

    public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) =>
        new NegotiationRunner(_silo.Grains).RunAsync(scenario, seed, replica, cancellation);

    public Task<RunRecord> TellAsync(Scenario scenario, ulong seed, long replica, Action<TranscriptEntry> hear, CancellationToken cancellation) =>
        new NegotiationRunner(_silo.Grains).TellAsync(scenario, seed, replica, hear, cancellation);

    public IAsyncEnumerable<FinishedBlock> PlayAsync(
        Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation) =>
        PlayAsync(_silo.Grains, scenario, options, seed, first, count, cancellation);

    public LongTurn? LongestTurn() => _silo.Turns.Longest();

    /// <summary>Plays replicas through the grains of any silo.</summary>
    public static async IAsyncEnumerable<FinishedBlock> PlayAsync(
        IGrainFactory grains, Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var experiment = new Experiment(grains, scenario, options);
        await foreach (var block in experiment.PlayAsync(seed, first, count, tell: false, cancellation).ConfigureAwait(false))
        {
            yield return block;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _telemetry?.Dispose();
    }
}

using System.Runtime.CompilerServices;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Engine;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Clusters;

/// <summary>Plays negotiations through grains, on the silos of a cluster.</summary>
internal sealed class ClusterScenarioRunner : IScenarioRunner
{
    private readonly ClusterSilos _silos;
    private readonly ClusterOrder _order;
    private readonly IDisposable? _telemetry;

    private ClusterScenarioRunner(ClusterSilos silos, ClusterOrder order, IDisposable? telemetry) => (_silos, _order, _telemetry) = (silos, order, telemetry);

    /// <inheritdoc/>
    public int? LanesFor(Scenario scenario)
    {
        var table = PlayCost.TableBytes(scenario);
        return _order.Parallel ?? Math.Max(1, _silos.Connected.Sum(silo => silo.Report.LanesFor(table)));
    }

    /// <summary>Connects to the cluster.</summary>
    /// <param name="order">The cluster.</param>
    /// <param name="say">Takes a line about silos that come and go.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IScenarioRunner> StartAsync(ClusterOrder order, Action<string> say, CancellationToken cancellation)
    {
        var telemetry = TelemetryOutput.OfClient(order.Telemetry, order.Name.Id);
        try
        {
            var silos = await ClusterSilos.StartAsync(order.Client(say) with { Say = say }, TimeProvider.System, cancellation);
            return new ClusterScenarioRunner(silos, order, telemetry);
        }
        catch
        {
            telemetry?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Announce(string scenario, double done, double total) => _silos.Plays = new DriverReport(_silos.Driver, scenario, done, total);

    public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) =>
        throw new NotSupportedException("Single negotiations are told by a silo of the process.");

    public async IAsyncEnumerable<FinishedBlock> PlayAsync(
        Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _silos.Gone);
        await using var experiment = new Experiment(_silos, scenario, options with { Lanes = _order.Lanes, TableBytes = PlayCost.TableBytes(scenario) }, _silos.Driver);
        await using var blocks = experiment.PlayAsync(seed, first, count, tell: false, end.Token).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await blocks.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (OperationCanceledException) when (_silos.Gone.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new ClusterGoneException(_silos.WhyGone);
            }

            var block = blocks.Current;
            _silos.Plays = _silos.Plays with { Done = _silos.Plays.Done + block.Spec.Count };
            yield return block;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        _telemetry?.Dispose();
    }
}

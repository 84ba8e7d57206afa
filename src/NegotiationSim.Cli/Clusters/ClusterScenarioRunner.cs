using System.Runtime.CompilerServices;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Engine;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Clusters;

/// <summary>Plays negotiations through grains, on the silos of a cluster.</summary>
internal sealed class ClusterScenarioRunner : IScenarioRunner
{
    private readonly ClusterSilos _silos;
    private readonly ClusterOrder _order;

    private ClusterScenarioRunner(ClusterSilos silos, ClusterOrder order) => (_silos, _order) = (silos, order);

    /// <inheritdoc/>
    public int? Lanes => _order.Parallel ?? Math.Max(1, _silos.Connected.Sum(silo => silo.Report.Lanes));

    /// <summary>Connects to the cluster.</summary>
    /// <param name="order">The cluster.</param>
    /// <param name="say">Takes a line about silos that come and go.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IScenarioRunner> StartAsync(ClusterOrder order, Action<string> say, CancellationToken cancellation)
    {
        var options = new ClusterClientOptions(order.Store, order.Name, order.Door.ForClient(order.Name, say)) { Spread = order.Spread, Say = say };
        return new ClusterScenarioRunner(await ClusterSilos.StartAsync(options, TimeProvider.System, cancellation), order);
    }

    public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) =>
        throw new NotSupportedException("Single negotiations are told by a silo of the process.");

    public async IAsyncEnumerable<FinishedBlock> PlayAsync(
        Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _silos.Gone);
        await using var experiment = new Experiment(_silos, scenario, options with { Lanes = _order.Lanes }, _silos.Driver);
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

            yield return blocks.Current;
        }
    }

    public ValueTask DisposeAsync() => _silos.DisposeAsync();
}

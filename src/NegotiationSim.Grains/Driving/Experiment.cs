using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>
/// Many negotiations of one scenario through the grains. It opens a bounded number of lanes, keeps each at one block at a time and hands the blocks out
/// in order. Disposing it lets the grains go.
/// </summary>
public sealed class Experiment : IAsyncDisposable
{
    /// <summary>A block is given up where its silo was lost so often: it may be what ends them.</summary>
    private const int MostLosses = 10;

    private readonly Scenario _scenario;
    private readonly ExperimentOptions _options;
    private readonly LanePool _pool;

    /// <summary>An experiment in the silo of this process, or in a cluster that is reached through one client.</summary>
    public Experiment(IGrainFactory grains, Scenario scenario, ExperimentOptions? options = null)
        : this(new OneSilo(grains), scenario, options)
    {
    }

    /// <summary>An experiment over silos that come and go.</summary>
    /// <param name="silos">The silos.</param>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="options">How its work is spread.</param>
    /// <param name="driver">Who drives it, as pulses name it, so that silos know whose its grains are; null: nobody asks.</param>
    public Experiment(ISilos silos, Scenario scenario, ExperimentOptions? options = null, string? driver = null)
    {
        (_scenario, _options) = (scenario, options ?? new ExperimentOptions());
        _pool = new LanePool(silos, scenario, (driver is null ? "" : driver + DriverLeases.Mark) + Guid.NewGuid().ToString("N"), _options.TableBytes);
    }

    /// <summary>How many tables it has now.</summary>
    public int Lanes => _pool.Count;

    /// <summary>Plays replicas and hands out the blocks that they were played in, in order. One call at a time.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="firstReplica">The first replica, from 0.</param>
    /// <param name="count">How many replicas, at least 1.</param>
    /// <param name="tell">Whether actors keep a diary and the table a log.</param>
    /// <param name="cancellation">Gives up the blocks that are still being played.</param>
    /// <exception cref="BlockFailedException">A block could not be played.</exception>
    /// <exception cref="DrawnValueException">A quantity of the scenario is no number in some replica; the first is named, and all blocks before it were handed out.</exception>
    public async IAsyncEnumerable<FinishedBlock> PlayAsync(
        ulong seed, long firstReplica, long count, bool tell, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var blocks = Specs(seed, firstReplica, count, tell, _options.BlockSize);
        _pool.Allow((int)Math.Min(_options.Lanes, (count + _options.BlockSize - 1) / _options.BlockSize));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = new Queue<Task<FinishedBlock>>();
        try
        {
            foreach (var spec in blocks)
            {
                // Twice as many as there are lanes: a slow block at the head does not keep the other lanes from going on.
                while (pending.Count >= 2 * Math.Max(1, _pool.Count))
                {
                    yield return await pending.Dequeue().ConfigureAwait(false);
                }

                pending.Enqueue(PlayOneAsync(spec, stop.Token));
            }

            while (pending.TryDequeue(out var next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            // After a failure, or when the caller has seen enough: nothing goes on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(pending.ToArray<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lets the grains go.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static IEnumerable<BlockSpec> Specs(ulong seed, long first, long count, bool tell, int size)
    {
        for (long done = 0; done < count; done += size)
        {
            yield return new BlockSpec(seed, first + done, (int)Math.Min(size, count - done), tell);
        }
    }

    private async Task<FinishedBlock> PlayOneAsync(BlockSpec spec, CancellationToken cancellation)
    {
        var losses = 0;
        while (true)
        {
            var lane = await _pool.TakeAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await lane.PlayAsync(spec, cancellation).ConfigureAwait(false);
            }
            catch (SiloLostException loss)
            {
                // Another silo plays it. It comes out the same, and it is handed out once, by whoever finishes it.
                losses += loss.HasEnded ? 1 : 0;
                if (losses == MostLosses)
                {
                    throw new BlockFailedException(spec, loss);
                }
            }
            catch (BlockFailedException)
            {
                // Where a number of the scenario was none, that is the fault, and it is named by its first replica, however large blocks are.
                new DrawnNumbers(_scenario).Replay(spec);
                throw;
            }
            finally
            {
                _pool.Return(lane);
            }
        }
    }
}

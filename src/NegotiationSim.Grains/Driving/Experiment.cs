using System.Runtime.CompilerServices;
using System.Threading.Channels;
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
    private readonly IGrainFactory _grains;
    private readonly Scenario _scenario;
    private readonly ExperimentOptions _options;
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly List<Lane> _lanes = [];

    /// <summary>An experiment with a scenario.</summary>
    public Experiment(IGrainFactory grains, Scenario scenario, ExperimentOptions? options = null) =>
        (_grains, _scenario, _options) = (grains, scenario, options ?? new ExperimentOptions());

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
        var lanes = (int)Math.Min(_options.Lanes, (count + _options.BlockSize - 1) / _options.BlockSize);
        while (_lanes.Count < lanes)
        {
            _lanes.Add(new Lane(_grains, _scenario, _name, _lanes.Count));
        }

        // Whoever waits for a lane goes on where it became free, so that the lane's next block begins on the processor that has its memory at hand.
        var free = Channel.CreateUnbounded<Lane>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
        _lanes.Take(lanes).ToList().ForEach(lane => free.Writer.TryWrite(lane));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = new Queue<Task<FinishedBlock>>();
        try
        {
            foreach (var spec in blocks)
            {
                // Twice as many as there are lanes: a slow block at the head does not keep the other lanes from going on.
                if (pending.Count == 2 * lanes)
                {
                    yield return await pending.Dequeue().ConfigureAwait(false);
                }

                pending.Enqueue(PlayOneAsync(free, spec, stop.Token));
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
    public async ValueTask DisposeAsync() => await Task.WhenAll(_lanes.Select(lane => lane.CloseAsync())).ConfigureAwait(false);

    private static IEnumerable<BlockSpec> Specs(ulong seed, long first, long count, bool tell, int size)
    {
        for (long done = 0; done < count; done += size)
        {
            yield return new BlockSpec(seed, first + done, (int)Math.Min(size, count - done), tell);
        }
    }

    private async Task<FinishedBlock> PlayOneAsync(Channel<Lane> free, BlockSpec spec, CancellationToken cancellation)
    {
        var lane = await free.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await lane.PlayAsync(spec, cancellation).ConfigureAwait(false);
        }
        catch (BlockFailedException)
        {
            // Where a number of the scenario was none, that is the fault, and it is named by its first replica, however large blocks are.
            new DrawnNumbers(_scenario).Replay(spec);
            throw;
        }
        finally
        {
            free.Writer.TryWrite(lane);
        }
    }
}

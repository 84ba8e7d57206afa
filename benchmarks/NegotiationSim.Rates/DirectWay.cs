using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Rates;

/// <summary>
/// The engine's kernels called directly: a table per lane with its actors' minds, kept from block to block, each on one thread. It does all that
/// grains do for a block (play it, then ask every actor for its report) and nothing else.
/// </summary>
internal sealed class DirectWay(Scenario scenario, Settings settings) : IWay
{
    private readonly DirectBlock[] _tables = [.. Enumerable.Range(0, settings.Lanes).Select(_ => new DirectBlock(scenario))];

    public Task PlayAsync(long firstBlock, int blocks, Action<BlockSpec, BlockResult, IReadOnlyList<CloseReply>> look)
    {
        var next = -1;
        if (_tables.Length == 1)
        {
            Work(_tables[0]);
            return Task.CompletedTask;
        }

        return Task.WhenAll(_tables.Select(table => Task.Factory.StartNew(
            () => Work(table), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        void Work(DirectBlock table)
        {
            for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
            {
                var spec = new BlockSpec(1, (firstBlock + block) * settings.BlockSize, settings.BlockSize, Tell: false);
                var result = table.Play(spec);
                look(spec, result, table.Close(result));
            }
        }
    }
}

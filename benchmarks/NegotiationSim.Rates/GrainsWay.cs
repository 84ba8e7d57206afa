using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Rates;

/// <summary>Blocks through the table's and the actors' grains, as the program plays them.</summary>
internal sealed class GrainsWay(Experiment experiment, Settings settings) : IWay
{
    public async Task PlayAsync(long firstBlock, int blocks, Action<BlockSpec, BlockResult, IReadOnlyList<CloseReply>> look)
    {
        await foreach (var block in experiment.PlayAsync(1, firstBlock * settings.BlockSize, (long)blocks * settings.BlockSize, tell: false))
        {
            look(block.Spec, block.Result, block.Reports);
        }
    }
}

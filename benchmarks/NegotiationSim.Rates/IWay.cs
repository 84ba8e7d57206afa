using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Rates;

/// <summary>A way of playing a scenario's negotiations in blocks.</summary>
internal interface IWay
{
    /// <summary>Plays blocks of seed 1 to the end of each, actors' reports included.</summary>
    /// <param name="firstBlock">The number of the first block.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="look">Is shown every block, from any thread, in any order.</param>
    Task PlayAsync(long firstBlock, int blocks, Action<BlockSpec, BlockResult, IReadOnlyList<CloseReply>> look);
}

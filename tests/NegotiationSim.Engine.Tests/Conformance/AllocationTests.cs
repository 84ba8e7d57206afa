using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// In steady state a block allocates what it hands out, a few flat arrays, and a fixed sum besides: nothing per replica, and nothing per round.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed class AllocationTests
{
    /// <summary>Bytes. The smallest object in each of a block's hundred rounds would come to more than twice as much.</summary>
    private const long MostPerBlock = 1_000;

    private const string Issue = "{options: [o0, o1, o2, o3, o4], ordered: false}";

    private const string View =
        "{weight: \"uniform(0, 1)\", values: {o0: \"uniform(0, 1)\", o1: \"uniform(0, 1)\", o2: \"uniform(0, 1)\", o3: \"uniform(0, 1)\", o4: \"uniform(0, 1)\"}}";

    [Theory]
    [InlineData("{kind: boulware}", "{kind: conceder, tolerance: 0.001, accept: target}", "0")]
    [InlineData("{kind: boulware, max: \"uniform(0.8, 1)\", e: \"uniform(1, 3)\"}", "{kind: hardliner, max: 0.7}", "{now: \"uniform(0, 0.3)\", per_round: 0.001}")]
    [InlineData("{kind: micro}", "{kind: micro}", "\"uniform(0, 0.5)\"")]
    [InlineData("{kind: tit_for_tat}", "{kind: random}", "0")]
    [InlineData("{kind: boulware, opponent_model: frequency}", "{kind: linear, accept: combined}", "0")]
    public void PlayAndClose_SteadyState_AllocatesWhatItHandsOut(string first, string second, string noDeal)
    {
        var table = new DirectBlock(ScenarioTexts.Read(Text(first, second, noDeal)));

        Assert.InRange(Excess(table, 1_000), -MostPerBlock, MostPerBlock);
    }

    [Fact]
    public void PlayAndClose_LargeSpace_AllocatesWhatItHandsOut()
    {
        var text = Text("{kind: boulware}", "{kind: conceder}", "0");
        var many = string.Join(", ", Enumerable.Range(0, 5).Select(i => $"x{i}: {View}"));
        text = text.Replace("preferences: {", $"preferences: {{{many}, ", StringComparison.Ordinal)
            .Replace("issues:\n", "issues:\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"  x{i}: {Issue}\n")), StringComparison.Ordinal);
        var table = new DirectBlock(ScenarioTexts.Read(text));

        Assert.InRange(Excess(table, 50), -MostPerBlock, MostPerBlock);
    }

    /// <summary>
    /// What a block allocates beyond what it hands out, in bytes, once everything has grown to what it needs: the median of several blocks, since a collection on the way
    /// moves the runtime's count by kilobytes to either side, and what belongs to a replica or a round falls into all of them.
    /// </summary>
    private static long Excess(DirectBlock table, int count)
    {
        var block = new BlockSpec(1, 0, count, Tell: false);
        table.Close(table.Play(block));
        table.Close(table.Play(block));
        return Enumerable.Range(0, 9).Select(_ => ExcessOf(table, block)).Order().ElementAt(4);
    }

    private static long ExcessOf(DirectBlock table, BlockSpec block)
    {
        var count = block.Count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = table.Play(block);
        var replies = table.Close(result);
        var between = GC.GetAllocatedBytesForCurrentThread();
        var copy = new BlockResult(count, result.Texts.Length / count, result.Consents.Length / count, result.GatesOpened.Length / count);
        var copies = replies.Select(Copy).ToArray();
        var after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive((copy, copies));
        return between - before - (after - between);
    }

    private static CloseReply Copy(CloseReply reply) => new()
    {
        Utility = [.. reply.Utility],
        NoDeal = [.. reply.NoDeal],
        Crosses = [.. reply.Crosses],
        CrossedUpTo = [.. reply.CrossedUpTo],
        Draws = [.. reply.Draws],
    };

    private static string Text(string first, string second, string noDeal) =>
        $"""
        schema: negotiation-sim/1
        name: bilateral
        calendar: {"{rounds: 100}"}
        issues:
          i0: {Issue}
          i1: {Issue}
          i2: {Issue}
        actors:
          p0:
            role: principal
            preferences: {"{"}i0: {View}, i1: {View}, i2: {View}{"}"}
            no_deal: {noDeal}
            tactic: {first}
          p1:
            role: principal
            preferences: {"{"}i0: {View}, i1: {View}, i2: {View}{"}"}
            tactic: {second}

        """;
}

/// <summary>Tests beside which no other runs: what others allocate makes the collector move the counts.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

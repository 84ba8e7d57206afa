using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// In steady state a block allocates what it hands out, a few flat arrays, and a fixed sum besides: nothing per replica, and nothing per round or period, in
/// whatever scenario.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed class AllocationTests
{
    /// <summary>
    /// Bytes beyond what is handed out, whatever the size of the block: what is asked at a turn (an object, and an array with a place per actor), what is asked at the
    /// close, and the list of the answers with what makes it; 616 with the flagship's eleven actors. The smallest object per replica would come to
    /// 1,536 with 64 of them, and in each of a hundred rounds to 2,400.
    /// </summary>
    private const long MostPerBlock = 1_000;

    public static TheoryData<string, int, int> Shipped()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml").Order(StringComparer.Ordinal))
        {
            // Small blocks of ever other replicas, and a large one again and again.
            cases.Add(Path.GetFileName(path), 64, 3);
            cases.Add(Path.GetFileName(path), 512, 1);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void PlayAndClose_Shipped_AllocatesWhatItHandsOut(string file, int count, int blocks)
    {
        var read = ScenarioReader.Read(File.ReadAllText(Path.Combine(Repository.Root, "scenarios", file)), file);

        Assert.InRange(Excess(new DirectBlock(read.Scenario!), count, blocks), -MostPerBlock, MostPerBlock);
    }

    [Fact]
    public void PlayAndClose_MadeUp_AllocatesWhatItHandsOut() =>
        RandomScenarios.Create(ScenarioTexts.Everything).Sample(
            text => Assert.InRange(Excess(new DirectBlock(ScenarioTexts.Read(text)), 64, 2), -MostPerBlock, MostPerBlock), iter: 40, threads: 1);

    /// <summary>One tactic that remembers in the place of another, in block after block.</summary>
    [Fact]
    public void PlayAndClose_TacticReplaced_AllocatesWhatItHandsOut()
    {
        var text = Text("{kind: micro}", "{kind: micro}", "0") + "events:\n  - {id: turn, hazard: 0.1, effects: [{actor: p0, tactic: {kind: tit_for_tat}}]}\n";

        Assert.InRange(Excess(new DirectBlock(ScenarioTexts.Read(text)), 500), -MostPerBlock, MostPerBlock);
    }

    private const string Issue = "{options: [o0, o1, o2, o3, o4], ordered: false}";

    private const string View =
        "{weight: \"uniform(0, 1)\", values: {o0: \"uniform(0, 1)\", o1: \"uniform(0, 1)\", o2: \"uniform(0, 1)\", o3: \"uniform(0, 1)\", o4: \"uniform(0, 1)\"}}";

    [Theory]
    [InlineData("{kind: boulware}", "{kind: conceder, tolerance: 0.001, accept: target}", "0")]
    [InlineData("{kind: boulware, max: \"uniform(0.8, 1)\", e: \"uniform(1, 3)\"}", "{kind: hardliner, max: 0.7}", "{now: \"uniform(0, 0.3)\", per_round: 0.001}")]
    [InlineData("{kind: micro}", "{kind: micro}", "\"uniform(0, 0.5)\"")]
    [InlineData("{kind: tit_for_tat}", "{kind: random}", "0")]
    [InlineData("{kind: linear}", "{kind: linear}", "\"choice(0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, pert(0, uniform(0, 0.3), 0.4), beta(2, 3))\"")]
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
    /// What a block allocates beyond what it hands out, in bytes, once everything has grown to what these blocks need: the median of several turns, since a collection on the
    /// way moves the runtime's count by kilobytes to either side, and what belongs to a replica or a round falls into all of them.
    /// </summary>
    /// <param name="table">What plays.</param>
    /// <param name="count">Replicas in a block.</param>
    /// <param name="blocks">Different blocks, played in turn.</param>
    private static long Excess(DirectBlock table, int count, int blocks = 1)
    {
        BlockSpec[] specs = [.. Enumerable.Range(0, blocks).Select(k => new BlockSpec(1, k * count, count, Tell: false))];
        for (var k = 0; k < 2 * blocks; k++)
        {
            table.Close(table.Play(specs[k % blocks]));
        }

        return Enumerable.Range(0, 5).Select(_ => specs.Sum(block => ExcessOf(table, block)) / blocks).Order().ElementAt(2);
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

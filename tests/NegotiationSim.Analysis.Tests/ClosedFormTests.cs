using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>
/// One take-it-or-leave-it round with uniform no-deal values, whose shares are known: the first asks for all it can get, 0.8, unless no deal is worth more to
/// it; the second gets 0.3 and takes it unless no deal is worth more. So a text is signed with probability 0.8 * 0.3 = 0.24.
/// </summary>
public sealed class ClosedFormTests
{
    private const int Batches = 1000;
    private const int Replicas = 1000;
    private const double Signed = 0.24;

    private const string TakeItOrLeaveIt = """
        schema: negotiation-sim/1
        name: take-it-or-leave-it
        calendar: {rounds: 1}
        issues:
          share: {options: [all, half, none]}
        actors:
          first:
            role: principal
            preferences: {share: {weight: 1, values: {all: 0.8, half: 0.5, none: 0}}}
            no_deal: uniform(0, 1)
            tactic: {kind: hardliner}
          second:
            role: principal
            preferences: {share: {weight: 1, values: {all: 0.3, half: 0.6, none: 1}}}
            no_deal: uniform(0, 1)
            tactic: {kind: hardliner, accept: {constant: 0}}
        """;

    [Fact]
    public void Shares_OverAThousandBatches_CoverTheTruthAsOftenAsTheySay()
    {
        var block = new DirectBlock(ScenarioReader.Read(TakeItOrLeaveIt, "take-it-or-leave-it.yaml").Scenario!);
        var covered = 0;
        var all = 0L;
        for (var seed = 0UL; seed < Batches; seed++)
        {
            var signed = block.Play(new BlockSpec(seed, 0, Replicas, Tell: false), TestContext.Current.CancellationToken).Endings.LongCount(ending => ending == Ending.Held);
            var (low, high) = Wilson.Interval(signed, Replicas);
            covered += low <= Signed && Signed <= high ? 1 : 0;
            all += signed;
        }

        Assert.InRange(covered / (double)Batches, 0.93, 0.97);

        // And over all of them: within four standard errors.
        var error = Math.Sqrt(Signed * (1 - Signed) / (Batches * Replicas));
        Assert.InRange(all / (double)(Batches * Replicas), Signed - 4 * error, Signed + 4 * error);
    }
}

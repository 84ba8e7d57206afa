using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Engine;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Batches;

/// <summary>Looks for the first negotiation of a seed that ends in a given way. Many are played at a time, as in a batch, and none of them is told.</summary>
/// <param name="context">Shows how far the search is.</param>
/// <param name="scenario">What is negotiated.</param>
/// <param name="seed">The seed.</param>
/// <param name="first">The first replica that is looked at.</param>
/// <param name="ending">How it is to end.</param>
internal sealed class EndingSearch(CommandContext context, Scenario scenario, ulong seed, long first, Ending ending)
{
    /// <summary>How many replicas are looked at.</summary>
    public const long Most = 100_000;

    private readonly long[] _counts = new long[Enum.GetValues<Ending>().Length];
    private readonly long _end = first > long.MaxValue - Most ? long.MaxValue : first + Most;

    /// <summary>
    /// Up to how many replicas are played in blocks of at most that size. A common ending is among the first few: the search begins with small blocks, which are soon done, and goes on with large ones, which are faster.
    /// </summary>
    private static readonly (long Until, int Block)[] s_stages = [(64, 16), (1024, 128), (Most, int.MaxValue)];

    /// <summary>The replica; null: none of them ends so, which is said.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<long?> FindAsync(IScenarioRunner runner, CancellationToken cancellation)
    {
        if (EndingWords.WhyNever(scenario, ending) is { } reason)
        {
            context.Say($"no negotiation of this scenario ends as {JsonNames.Of(ending)}: {reason}.");
            return null;
        }

        long? found = null;
        await ProgressBar.ShowAsync(context.Progress, context.Surroundings.Clock, _end - first, 0, async bar => found = await FindAsync(runner, bar, cancellation));
        if (found is null)
        {
            context.Say($"none of {Figures.Count(_end - first, "negotiation")} of seed {seed}, from replica {Figures.Whole(first)} on, ends as {JsonNames.Of(ending)}; they end as {Counted()}.");
        }

        return found;
    }

    private async Task<long?> FindAsync(IScenarioRunner runner, ProgressBar? bar, CancellationToken cancellation)
    {
        var lanes = PlayCost.Lanes(scenario);
        int largest;
        using (LongTurnNotice.OnSizing(context, scenario))
        {
            largest = await Task.Run(() => BlockSizes.For(scenario, _end - first, lanes, cancellation: cancellation), cancellation).WaitAsync(cancellation);
        }

        using var span = NegotiationTelemetry.StartBatch(scenario.Name, seed, _end - first);
        var from = first;
        foreach (var (until, block) in s_stages)
        {
            var count = Math.Min(until - (from - first), _end - from);
            if (count <= 0)
            {
                break;
            }

            var options = new ExperimentOptions { Lanes = lanes, BlockSize = Math.Min(block, largest) };
            await foreach (var played in runner.PlayAsync(scenario, options, seed, from, count, cancellation))
            {
                if (Look(played) is { } replica)
                {
                    return replica;
                }

                bar?.Advance(played.Spec.Count, $"ends as {Counted()}");
            }

            from += count;
        }

        return null;
    }

    private long? Look(FinishedBlock played)
    {
        var slot = played.Result.Endings.AsSpan(0, played.Spec.Count).IndexOf(ending);
        for (var other = 0; other < (slot < 0 ? played.Spec.Count : slot); other++)
        {
            _counts[(int)played.Result.Endings[other]]++;
        }

        return slot < 0 ? null : played.Spec.FirstReplica + slot;
    }

    private string Counted() =>
        Figures.List([.. Enum.GetValues<Ending>().Where(other => _counts[(int)other] > 0).Select(other => $"{JsonNames.Of(other)} ({Figures.Whole(_counts[(int)other])})")]);
}

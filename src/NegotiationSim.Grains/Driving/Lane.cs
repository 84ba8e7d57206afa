using System.Collections.Immutable;
using System.Diagnostics;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Messages;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>One table with its actors, as the driver sees them. It plays one block at a time and is reused for the next.</summary>
internal sealed class Lane
{
    /// <summary>How long one request waits for a block to be over.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Scenario _scenario;
    private readonly ITableGrain _table;
    private readonly IActorGrain[] _actors;
    private readonly TimeSpan _patience;

    private Lane(Scenario scenario, ITableGrain table, IActorGrain[] actors, TimeSpan patience) =>
        (_scenario, _table, _actors, _patience) = (scenario, table, actors, patience);

    /// <summary>Opens a lane: hands the table and every actor its own brief.</summary>
    public static async Task<Lane> OpenAsync(IGrainFactory grains, Scenario scenario, string experiment, int lane, TimeSpan patience)
    {
        var key = GrainKey.Table(experiment, lane);
        var table = grains.GetGrain<ITableGrain>(key);
        var actors = scenario.Actors.Select((_, a) => grains.GetGrain<IActorGrain>(GrainKey.Actor(key, a))).ToArray();
        await Task.WhenAll(
            actors.Select((actor, a) => actor.AdmitAsync(new ActorBrief(Brief.For(scenario, a), a)).AsTask())
                .Append(table.AdmitAsync(new TableBrief(Brief.Public(scenario))).AsTask())).ConfigureAwait(false);
        return new Lane(scenario, table, actors, patience);
    }

    /// <summary>Plays a block to its end and asks every actor how it came out.</summary>
    /// <param name="spec">The block.</param>
    /// <param name="ticket">The block's number and that of this attempt, at step 0.</param>
    /// <param name="cancellation">Gives the block up, here and at the table.</param>
    /// <param name="reader">Takes a told block page by page while it is played; null: the finished block holds all of it.</param>
    /// <exception cref="BlockFailedException">Something broke on the way.</exception>
    public async Task<FinishedBlock> PlayAsync(BlockSpec spec, Ticket ticket, CancellationToken cancellation, PageReader? reader = null)
    {
        reader ??= new PageReader(null);
        var start = Stopwatch.GetTimestamp();
        using var span = NegotiationTelemetry.StartBlock(_scenario.Name, spec.Seed, spec.FirstReplica, spec.Count);
        FinishedBlock block;
        try
        {
            block = await PlayAndCloseAsync(spec, ticket, reader, cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (reader.HasFailed)
        {
            // Not the block broke, but what is written of it.
            await _table.CancelAsync(ticket).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _table.CancelAsync(ticket).ConfigureAwait(false);
            throw;
        }
        catch (Exception cause)
        {
            // Whatever broke, in whichever grain, is reported with the replicas that it concerns.
            span?.SetStatus(ActivityStatusCode.Error, cause.Message);
            throw new BlockFailedException(spec, cause);
        }

        NegotiationTelemetry.CountBlock(block.Result.Endings, Stopwatch.GetElapsedTime(start));
        return block;
    }

    /// <summary>The lane's grains may go.</summary>
    public Task CloseAsync() =>
        Task.WhenAll(_actors.Select(actor => actor.LeaveAsync().AsTask()).Append(_table.LeaveAsync().AsTask()));

    private async Task<FinishedBlock> PlayAndCloseAsync(BlockSpec spec, Ticket ticket, PageReader reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await _table.StartAsync(ticket, spec).ConfigureAwait(false);
        BlockProgress progress;
        do
        {
            progress = await _table.WaitAsync(ticket, _patience).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            if (progress.Page is { } page)
            {
                reader.Read(page, await TurnPagesAsync(ticket).ConfigureAwait(false));
                await _table.GoOnAsync(ticket, reader.Pages).ConfigureAwait(false);
            }
        }
        while (progress.Result is null);

        // The table clears its announcements for the next block, which may begin before this one is looked at.
        var strikes = progress.Announcements!.ToImmutable();
        var request = CloseRequest.For(progress.Result, progress.Announcements);
        var closing = ticket with { Step = progress.Steps + 1 };
        var reports = ImmutableArray.CreateBuilder<CloseReply>(_actors.Length);
        foreach (var actor in _actors)
        {
            // One after the other, although none waits for another: all at once they would spread over the processors, and what each of them keeps would have to follow.
            reports.Add(await actor.CloseAsync(closing, request).ConfigureAwait(false));
        }

        reader.ReadLast(progress.Result, reports);
        return new FinishedBlock(_scenario, spec, progress.Result, reports.MoveToImmutable(), strikes);
    }

    private async Task<DiaryPage[]> TurnPagesAsync(Ticket ticket)
    {
        var diaries = new DiaryPage[_actors.Length];
        for (var a = 0; a < diaries.Length; a++)
        {
            diaries[a] = await _actors[a].TurnPageAsync(ticket).ConfigureAwait(false);
        }

        return diaries;
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>One table with its actors, as the driver sees them. It plays one block at a time and is reused for the next.</summary>
internal sealed class Lane
{
    /// <summary>A block is given up where its grains are lost so often.</summary>
    private const int MostLosses = 10;

    /// <summary>How long to wait after the first loss; twice as long after each further one. The cluster takes some seconds to notice that a silo is gone.</summary>
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(50);

    private readonly Scenario _scenario;
    private readonly ITableGrain _table;
    private readonly IActorGrain[] _actors;
    private readonly string _key;
    private bool _isAdmitted;
    private long _attempts;

    /// <summary>A lane that nobody knows of yet.</summary>
    /// <param name="site">Where it is.</param>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="experiment">The name of the experiment.</param>
    /// <param name="lane">The number of the lane, from 0; no other lane of the experiment has it, or ever had.</param>
    public Lane(LanePool.Site site, Scenario scenario, string experiment, int lane)
    {
        var (grains, key) = (site.Link.Grains, site.Link.Place(GrainKey.Table(experiment, lane), scenario.Actors.Length));
        (Site, _scenario, _key) = (site, scenario, key);
        _table = grains.GetGrain<ITableGrain>(key);
        _actors = [.. scenario.Actors.Select((_, a) => site.Link.GrainsOf(a).GetGrain<IActorGrain>(GrainKey.Actor(key, a)))];
    }

    /// <summary>The same in a silo that is never lost.</summary>
    public Lane(IGrainFactory grains, Scenario scenario, string experiment, int lane)
        : this(new LanePool.Site(new OneSilo(grains)), scenario, experiment, lane)
    {
    }

    /// <summary>The silo of the table.</summary>
    public LanePool.Site Site { get; }

    /// <summary>Plays a block to its end and asks every actor how it came out.</summary>
    /// <param name="spec">The block.</param>
    /// <param name="cancellation">Gives the block up. The call returns when the table and the actors have let go of it.</param>
    /// <param name="reader">Takes a told block page by page while it is played; null: the finished block holds all of it.</param>
    /// <exception cref="BlockFailedException">Something broke on the way.</exception>
    /// <exception cref="SiloLostException">The silo was given up. The lane is of no use any more.</exception>
    public async Task<FinishedBlock> PlayAsync(BlockSpec spec, CancellationToken cancellation, PageReader? reader = null)
    {
        reader ??= new PageReader(null);
        var start = Stopwatch.GetTimestamp();
        using var span = NegotiationTelemetry.StartBlock(_scenario.Name, spec.Seed, spec.FirstReplica, spec.Count);
        FinishedBlock block;
        try
        {
            block = await PlayWhileReachedAsync(spec, reader, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (Site.Link.Lost.IsCancellationRequested && !reader.HasFailed && !cancellation.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, "the silo was lost");
            throw new SiloLostException(Site.Link.HasLostSilo, cause);
        }
        catch (Exception cause) when (!reader.HasFailed && !(cause is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // Whatever broke, in whichever grain, is reported with the replicas that it concerns; what breaks while the story is written down is not the block's fault.
            span?.SetStatus(ActivityStatusCode.Error, cause.Message);
            throw new BlockFailedException(spec, cause);
        }

        NegotiationTelemetry.CountBlock(block.Result.Endings, Stopwatch.GetElapsedTime(start));
        return block;
    }

    /// <summary>The lane's grains may go. All results are out by then, so a grain that cannot be reached any more is no failure.</summary>
    public async Task CloseAsync() =>
        await Task.WhenAll(_actors.Select(actor => actor.LeaveAsync().AsTask()).Append(_table.LeaveAsync().AsTask())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The lane was given up with its silo: what is left of it elsewhere may go.</summary>
    public Task DropAsync() => Site.Link.DropAsync(_key);

    /// <summary>Nobody waits for a silo that was given up: whether it answers some day, or still plays the block, is of no interest.</summary>
    private async Task<FinishedBlock> PlayWhileReachedAsync(BlockSpec spec, PageReader reader, CancellationToken cancellation)
    {
        var lost = Site.Link.Lost;
        if (!lost.CanBeCanceled)
        {
            return await PlayAgainAfterLossAsync(spec, reader, cancellation).ConfigureAwait(false);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lost);
        try
        {
            return await PlayAgainAfterLossAsync(spec, reader, end.Token).WaitAsync(lost).ConfigureAwait(false);
        }
        catch
        {
            // What is going on at silos that can still be reached ends too, although nobody waits for it.
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where a silo is lost, its grains come back on another one and know nothing: they are admitted again, and the block is played once more. It comes out the same.</summary>
    private async Task<FinishedBlock> PlayAgainAfterLossAsync(BlockSpec spec, PageReader reader, CancellationToken cancellation)
    {
        for (var losses = 0; ; losses++)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (!_isAdmitted)
                {
                    await AdmitAsync().ConfigureAwait(false);
                }

                return await PlayAndCloseAsync(spec, ++_attempts, reader, cancellation).ConfigureAwait(false);
            }
            catch (Exception loss) when (!reader.HasFailed && !cancellation.IsCancellationRequested && IsLoss(loss))
            {
                if (losses == MostLosses)
                {
                    // Others may have more luck with the block.
                    Site.Link.GiveUp("what is asked of it fails again and again");
                    throw;
                }

                _isAdmitted = false;
                await Task.Delay(s_firstWait * (1 << losses), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Whether a failure says that grains, or the way to them, were lost. Within one process nothing else can fail so. Between processes the way can break in more ways than have names: whatever Orleans itself says of a
    /// call is taken for a loss, and if the silo is not there any more its link will soon say so. A play that is cancelled and not by the driver was given up by a silo that took the driver for gone.
    /// </summary>
    private bool IsLoss(Exception failure) =>
        failure is NotAdmittedException or SiloUnavailableException or OrleansMessageRejectionException
        || (Site.Link.Lost.CanBeCanceled
            && failure is OrleansException or TimeoutException or Orleans.Runtime.Messaging.ConnectionFailedException or ObjectDisposedException or StaleCallException or OperationCanceledException);

    /// <summary>Hands the table and every actor its own brief.</summary>
    private async Task AdmitAsync()
    {
        await Task.WhenAll(
            _actors.Select((actor, a) => actor.AdmitAsync(Brief.For(_scenario, a), a).AsTask())
                .Append(_table.AdmitAsync(Brief.Public(_scenario)).AsTask())).ConfigureAwait(false);
        _isAdmitted = true;
    }

    private async Task<FinishedBlock> PlayAndCloseAsync(BlockSpec spec, long attempt, PageReader reader, CancellationToken cancellation)
    {
        reader.Begin();
        var reply = await BeginAsync(attempt, spec, cancellation).ConfigureAwait(false);
        while (reply.Page is { } page)
        {
            reader.Read(page, await TurnPagesAsync(attempt).ConfigureAwait(false));
            reply = await _table.GoOnAsync(attempt, cancellation).ConfigureAwait(false);
        }

        // The table clears its announcements for the next block, which may begin before this one is looked at.
        var (result, strikes) = (reply.Result!, reply.Announcements!.ToImmutable());
        var request = CloseRequest.For(result, reply.Announcements);
        var reports = ImmutableArray.CreateBuilder<CloseReply>(_actors.Length);
        foreach (var actor in _actors)
        {
            // One after the other, although none waits for another: all at once they would spread over the processors, and what each of them keeps would have to follow.
            reports.Add(await actor.CloseAsync(attempt, request).ConfigureAwait(false));
        }

        reader.ReadLast(result, reports);
        return new FinishedBlock(_scenario, spec, result, reports.MoveToImmutable(), strikes);
    }

    /// <summary>The one call that tells a silo to which trace its work belongs.</summary>
    private ValueTask<TableReply> BeginAsync(long attempt, BlockSpec spec, CancellationToken cancellation)
    {
        using (TraceHandover.OfCurrentSpan())
        {
            return _table.PlayAsync(attempt, spec, cancellation);
        }
    }

    private async Task<DiaryPage[]> TurnPagesAsync(long attempt)
    {
        var diaries = new DiaryPage[_actors.Length];
        for (var a = 0; a < diaries.Length; a++)
        {
            diaries[a] = await _actors[a].TurnPageAsync(attempt).ConfigureAwait(false);
        }

        return diaries;
    }
}

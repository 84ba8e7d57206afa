using System.Diagnostics;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Placement;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Scenarios;
using Orleans.Placement;

namespace NegotiationSim.Grains;

/// <summary>Holds one table and the play at it.</summary>
[LanePlacement, Immovable, KeepAlive]
internal sealed class TableGrain(SiloWork work, DriverLeases leases) : Grain, ITableGrain
{
    private readonly Attempt _attempt = new();
    private CancellationTokenSource _giveUp = new();
    private Task<BlockResult>? _play;
    private TaskCompletionSource<LogEntry[]> _page = New<LogEntry[]>();
    private TaskCompletionSource<bool>? _turned;
    private Table? _table;

    // Cancelled when nobody waits for the table any more, and it may be waiting itself for an answer that was lost.
    private readonly TaskCompletionSource<BlockResult> _ended = New<BlockResult>();

    /// <inheritdoc/>
    public ValueTask AdmitAsync(Scenario brief)
    {
        var key = this.GetPrimaryKeyString();
        _table = new Table(brief, [.. brief.Actors.Select((_, a) => new GrainPort(GrainFactory.GetGrain<IActorGrain>(GrainKey.Actor(key, a)), _attempt))])
        {
            PageTaker = TakePageAsync,
        };
        leases.Enter(key, End);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<TableReply> PlayAsync(long attempt, BlockSpec spec, CancellationToken cancellation)
    {
        var table = _table ?? throw new NotAdmittedException($"the table {this.GetPrimaryKeyString()}");
        _attempt.CheckIsLater(attempt);
        if (_play is { IsCompleted: false } unfinished)
        {
            // The table's memory is that of one play, so a story that nobody wants to hear on has to be out of it. How it ends is of no interest.
            await _giveUp.CancelAsync();
            await Task.WhenAny(unfinished);
        }

        _giveUp.Dispose();
        _giveUp = new CancellationTokenSource();
        _attempt.Begin(attempt, _giveUp.Token);
        _page = New<LogEntry[]>();
        _play = PlayAsync(table, spec, _giveUp.Token);
        return await NextAsync(table, _play, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<TableReply> GoOnAsync(long attempt, CancellationToken cancellation)
    {
        var table = _table ?? throw new NotAdmittedException($"the table {this.GetPrimaryKeyString()}");
        _attempt.Check(attempt);
        _page = New<LogEntry[]>();
        _turned?.TrySetResult(true);
        return NextAsync(table, _play!, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync()
    {
        DeactivateOnIdle();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        leases.Leave(this.GetPrimaryKeyString());
        await _giveUp.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    // Never goes on inside the call that completes it.
    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The driver is gone: nobody wants to hear how it comes out, nor is it waited for.</summary>
    private void End()
    {
        _ended.TrySetCanceled();
        try
        {
            _giveUp.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The block had just ended.
        }

        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "its driver is gone"));
    }

    private async Task<BlockResult> PlayAsync(Table table, BlockSpec spec, CancellationToken giveUp)
    {
        var finished = 0;
        using var seat = work.Seats is { } seats ? await seats.TakeAsync(giveUp) : null;
        using var span = NegotiationTelemetry.StartPlay(TraceHandover.Take(), spec.FirstReplica, spec.Count);
        work.Begin();
        try
        {
            var result = await await Task.WhenAny(table.PlayAsync(spec, giveUp).AsTask(), _ended.Task);
            finished = spec.Count;
            return result;
        }
        finally
        {
            span?.SetTag(NegotiationTelemetry.RoundsTag, _attempt.Rounds).SetStatus(finished > 0 ? ActivityStatusCode.Unset : ActivityStatusCode.Error, finished > 0 ? null : "given up");
            work.End(finished);
        }
    }

    /// <summary>Waits for the end of the play or for the next page of its story.</summary>
    private async ValueTask<TableReply> NextAsync(Table table, Task<BlockResult> play, CancellationToken cancellation)
    {
        // A story is played in several calls, each with a token of its own.
        await using var registration = cancellation.UnsafeRegister(static giveUp => ((CancellationTokenSource)giveUp!).Cancel(), _giveUp);
        if (await Task.WhenAny(play, _page.Task) != play)
        {
            return new TableReply(null, null, await _page.Task);
        }

        var result = await play;
        NegotiationTelemetry.CountTable(_attempt.Rounds, _attempt.Offers, _attempt.Calls);
        return new TableReply(result, table.Announcements, null);
    }

    /// <summary>The play's side: hands over what was noted and waits until the driver asks for more.</summary>
    private async ValueTask TakePageAsync(List<LogEntry> log, CancellationToken cancellation)
    {
        _turned = New<bool>();
        _page.SetResult([.. log]);
        log.Clear();
        await _turned.Task.WaitAsync(cancellation);
    }
}

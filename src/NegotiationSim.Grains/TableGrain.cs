using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Grains.Messages;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Grains;

/// <summary>
/// Holds one table and the play that is going on at it. A play is a chain of short turns: between two calls to actors the grain is free to answer the driver.
/// </summary>
internal sealed class TableGrain(PlayTokens tokens) : Grain, ITableGrain
{
    private readonly TicketGate _gate = new();
    private readonly PageTurner _pages = new();
    private TableCalls? _calls;
    private Table? _table;
    private Task<BlockResult>? _play;
    private CancellationTokenSource? _cancel;

    /// <inheritdoc/>
    public ValueTask AdmitAsync(TableBrief brief)
    {
        var key = this.GetPrimaryKeyString();
        var calls = new TableCalls();
        _calls = calls;
        _table = new Table(
            brief.Scenario,
            [.. brief.Scenario.Actors.Select((_, a) => new SeatPort(GrainFactory.GetGrain<IActorGrain>(GrainKey.Actor(key, a)), calls))])
        {
            PageTaker = _pages.TakeAsync,
        };
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask StartAsync(Ticket ticket, BlockSpec spec)
    {
        if (_table is not { } table || _calls is not { } calls)
        {
            throw new InvalidOperationException($"the table {this.GetPrimaryKeyString()} was called before it had its brief");
        }

        _gate.Open(ticket);
        if (_play is { IsCompleted: false } unfinished)
        {
            // The table's memory is that of one play, so the old one has to be out of it before the new one begins. How it ends is of no interest.
            await _cancel!.CancelAsync();
            await Task.WhenAny(unfinished);
        }

        _cancel?.Dispose();
        _cancel = new CancellationTokenSource();
        tokens.Set(this.GetPrimaryKeyString(), _cancel.Token);
        calls.Begin(ticket);
        _pages.Begin();
        _play = PlayAsync(table, calls, spec, _cancel.Token);
    }

    /// <inheritdoc/>
    public async ValueTask<BlockProgress> WaitAsync(Ticket ticket, TimeSpan atMost)
    {
        _gate.Check(ticket);
        var play = _play ?? throw new StaleCallException(ticket, _gate.Current);
        if (!play.IsCompleted)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(play, _pages.Full, Task.Delay(atMost, enough.Token));
            await enough.CancelAsync();
        }

        // A play that was given up for another one while this call waited has nothing to tell about that other one.
        _gate.Check(ticket);
        return play.IsCompleted
            ? new BlockProgress(_calls!.Steps, await play, _table!.Announcements)
            : new BlockProgress(_calls!.Steps, null, null, _pages.Page);
    }

    /// <inheritdoc/>
    public ValueTask GoOnAsync(Ticket ticket, int page)
    {
        _gate.Check(ticket);
        _pages.HasRead(page);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask CancelAsync(Ticket ticket)
    {
        if (_gate.IsIn(ticket) && _cancel is { } cancel)
        {
            await cancel.CancelAsync();
        }
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
        tokens.Remove(this.GetPrimaryKeyString());
        if (_cancel is { } cancel)
        {
            await cancel.CancelAsync();
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    private static async Task<BlockResult> PlayAsync(Table table, TableCalls calls, BlockSpec spec, CancellationToken cancellation)
    {
        var result = await table.PlayAsync(spec, cancellation);
        NegotiationTelemetry.CountTable(calls.Rounds, calls.Offers, calls.Steps);
        return result;
    }
}

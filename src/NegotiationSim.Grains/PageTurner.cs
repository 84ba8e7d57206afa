using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Grains;

/// <summary>
/// Where a table waits with a full page of a told block until the driver has read it: so neither side ever holds more than a page, however slowly the story is written down.
/// All of it happens in the turns of one grain.
/// </summary>
internal sealed class PageTurner
{
    private TaskCompletionSource _full = New();
    private TaskCompletionSource? _read;
    private int _pages;

    /// <summary>Completes when there is a page to read.</summary>
    public Task Full => _full.Task;

    /// <summary>The page that waits; null: none does.</summary>
    public LogPage? Page { get; private set; }

    /// <summary>A play begins.</summary>
    public void Begin() => (_full, _read, _pages, Page) = (New(), null, 0, null);

    /// <summary>The table's side: hands over what was noted and waits until it was read.</summary>
    public async ValueTask TakeAsync(List<LogEntry> log, CancellationToken cancellation)
    {
        var read = New();
        (_read, Page) = (read, new LogPage([.. log]));
        _pages++;
        log.Clear();
        _full.TrySetResult();
        await read.Task.WaitAsync(cancellation);
    }

    /// <summary>The driver's side: it has read a page, counted from 1.</summary>
    public void HasRead(int page)
    {
        if (page == _pages && Page is not null)
        {
            (_full, Page) = (New(), null);
            _read!.TrySetResult();
        }
    }

    // Never goes on inside the call that completes it: the play would go on in the driver's turn.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Globalization;
using NegotiationSim.Cli.Telling;
using Spectre.Console;

namespace NegotiationSim.Cli.Batches;

/// <summary>A bar on the terminal while something long is done, with the rate and the time left beside it and a note below; gone once it is over.</summary>
internal sealed class ProgressBar : IProgress<long>
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly ProgressTask _task;
    private readonly double _first;
    private readonly long _start;

    /// <summary>What stands below the bar; drawn by another thread.</summary>
    private volatile string _note = "";

    private ProgressBar(TimeProvider clock, ProgressTask task) => (_clock, _task, _first, _start) = (clock, task, task.Value, clock.GetTimestamp());

    /// <summary>Does the work, with a bar where there is a terminal.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="clock">Tells the time that the rate and the time left are reckoned by.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="done">How much of it is done already, by somebody else.</param>
    /// <param name="work">Does it, and moves the bar that it is given; null: there is none.</param>
    public static async Task ShowAsync(IAnsiConsole? console, TimeProvider clock, double total, double done, Func<ProgressBar?, Task> work)
    {
        if (console is null)
        {
            await work(null);
            return;
        }

        ProgressBar? bar = null;
        await new Progress(console, clock)
            .AutoClear(true)
            .HideCompleted(true)
            .UseRenderHook((drawn, _) => bar is { _note.Length: > 0 } ? new Rows(drawn, new Text(bar._note)) : drawn)
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask("starting", maxValue: total);
                task.Value = done;
                bar = new ProgressBar(clock, task);
                await work(bar);
            });
    }

    /// <summary>Waits for work whose length is not known, with a line that says what is being done where there is a terminal.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="doing">What is being done.</param>
    /// <param name="work">Does it.</param>
    public static Task<T> WaitAsync<T>(IAnsiConsole? console, string doing, Func<Task<T>> work) =>
        console is null ? work() : console.Status().StartAsync(Markup.Escape(doing), _ => work());

    /// <summary>So much is done in all. Several threads may report; a report that is late is dropped.</summary>
    public void Report(long value)
    {
        lock (_lock)
        {
            if (value > _task.Value - _first)
            {
                Advance(value - (long)(_task.Value - _first), "");
            }
        }
    }

    /// <summary>So much more is done.</summary>
    /// <param name="count">How much.</param>
    /// <param name="note">What there is to say of it; a line.</param>
    /// <param name="expected">How much there is to do in all, where that was not known from the beginning; null: as was said then.</param>
    public void Advance(long count, string note, Expectation? expected = null)
    {
        if (expected is { } all)
        {
            // A bar that is full is taken away, and it is not known before the end that there is no more to do.
            _task.MaxValue = Math.Max(all.Total, (_task.Value + count) * (1 + 1e-9));
        }

        _task.Increment(count);
        _task.Description = Pace(_task.Value - _first, _task.MaxValue - _task.Value, _clock.GetElapsedTime(_start), expected?.Word ?? "");
        _note = note;
    }

    /// <summary>Rate and time left, by what was done since the bar was there: what was done before, by another process, took a time that nobody knows.</summary>
    /// <param name="done">What was done since then.</param>
    /// <param name="left">What is left to do.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="word">Stands before the time left: how far it is to be believed.</param>
    public static string Pace(double done, double left, TimeSpan elapsed, string word = "")
    {
        if (done <= 0 || elapsed <= TimeSpan.Zero)
        {
            return "";
        }

        var rate = done / elapsed.TotalSeconds;
        var pace = rate < 10 ? rate.ToString("0.0", CultureInfo.InvariantCulture) : Figures.Whole((long)rate);
        return $"{pace} a second, {word}{Length(left / rate)} left";
    }

    /// <summary>Seconds as hours, minutes and seconds.</summary>
    private static string Length(double seconds)
    {
        const double longest = 99 * 3600 + 59 * 60 + 59;
        if (seconds > longest)
        {
            return "days";
        }

        var whole = (int)Math.Ceiling(seconds - 1e-3);
        return $"{whole / 3600:00}:{whole / 60 % 60:00}:{whole % 60:00}";
    }
}

/// <summary>How much there is to do in all, as far as can be told on the way.</summary>
/// <param name="Total">How much.</param>
/// <param name="Word">How far that is to be believed, with a blank behind it: "about " or "at most ".</param>
internal readonly record struct Expectation(long Total, string Word);

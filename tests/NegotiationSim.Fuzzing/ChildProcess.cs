using System.Diagnostics;
using System.Globalization;

namespace NegotiationSim.Fuzzing;

/// <summary>A process that plays cases, watched from outside.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly Task<string> _error;

    public ChildProcess(FuzzKind kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "NegotiationSim.Fuzzing.dll"), "child", kind.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) != "dotnet")
        {
            start.ArgumentList.RemoveAt(0);
        }

        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>How the process ended: its exit code (128 and the number of the signal where it was killed) and what it wrote to standard error.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync();
        var error = await _error;
        return string.Create(CultureInfo.InvariantCulture, $"exit code {_process.ExitCode} {error.ReplaceLineEndings(" ").Trim()}");
    }

    public async Task AskAsync(ulong seed)
    {
        await _process.StandardInput.WriteLineAsync(seed.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next line; null where the process is gone.</summary>
    public Task<string?> AnswerAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Ends the process when it takes more CPU time or resident memory than it may; returns the most memory seen and why it was ended.</summary>
    public async Task<(long Bytes, string? Why)> WatchAsync(int seconds, long bytes, CancellationToken done)
    {
        var before = Cpu();
        var (most, last) = (0L, 0L);
        while (!done.IsCancellationRequested && !_process.HasExited)
        {
            _process.Refresh();
            // Twice in a row: the first reading of a process that has just started may be anything.
            var now = Resident();
            var steady = Math.Min(last, now);
            (most, last) = (Math.Max(most, steady), now);
            var why = steady > bytes ? $"more than {bytes >> 20} MB" : (Cpu() - before).TotalSeconds > seconds ? $"more than {seconds} s of CPU" : null;
            if (why is not null)
            {
                _process.Kill(entireProcessTree: true);
                return (most, why);
            }

            await Task.Delay(s_look, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (most, null);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // The end of its input ends it; it then removes its folder.
            _process.StandardInput.Close();
            _process.WaitForExit(milliseconds: 10_000);
        }

        _process.Dispose();
    }

    private TimeSpan Cpu()
    {
        try
        {
            return _process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    private long Resident()
    {
        try
        {
            return _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}

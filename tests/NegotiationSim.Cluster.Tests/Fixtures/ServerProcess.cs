using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A program as a child process: a server, a silo, a client. Its output is kept and can be waited for. It ends with the fixture, or with the test process, however that ends.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
    }

    /// <summary>What it has printed, on both streams.</summary>
    public string Output => string.Join('\n', Lines);

    /// <summary>The lines of it.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public int Id => _process.Id;

    /// <summary>Completed with the exit code when it has ended and its output was read to the end; after a signal that killed it, 128 and the signal's number.</summary>
    public Task<int> Ended { get; private set; } = Task.FromResult(0);

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="readyLine">Part of the line that it prints when it takes connections.</param>
    /// <param name="input">What it reads from its standard input; null for nothing.</param>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, string readyLine, string? input = null)
    {
        var server = Start(program, arguments, input: input);
        try
        {
            await server.WaitForLineAsync(readyLine);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are set for it; null removes one.</param>
    /// <param name="input">What it reads from its standard input; null for nothing.</param>
    public static ServerProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(start);
        server._process.Start();
        ProcessGuard.Watch(server.Id);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        server._process.StandardInput.Write(input);
        server._process.StandardInput.Close();
        server.Ended = server.EndAsync();
        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{string.Concat(output)}");
        }
    }

    /// <summary>The path of an installed program; null where there is none.</summary>
    public static string? Find(string name, params IEnumerable<string> folders) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Concat(folders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Waits until it has printed a line, and returns it.</summary>
    /// <param name="part">A part of the line.</param>
    /// <param name="count">How many such lines there must be; the last of them is returned.</param>
    /// <param name="patience">How long; null: three minutes.</param>
    /// <exception cref="InvalidOperationException">It ended without, or too much time went by.</exception>
    public async Task<string> WaitForLineAsync(string part, int count = 1, TimeSpan? patience = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience ?? s_patience);
        while (true)
        {
            // Asked first: whoever has ended says no more.
            var ended = Ended.IsCompleted;
            Task changed;
            lock (_gate)
            {
                if (_lines.Where(line => line.Contains(part, StringComparison.Ordinal)).ElementAtOrDefault(count - 1) is { } found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            if (ended || limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} {(ended ? $"ended with {await Ended}" : "went on")} and did not say '{part}' ({count} times):\n{Output}");
            }

            await ((Task)Task.WhenAny(changed, Ended)).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks it to end and waits until it has.</summary>
    public Task StopAsync(int signal = Signals.Terminate) => EndAsync(signal);

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>Sends a signal, such as <see cref="Signals.Stop"/>.</summary>
    public void Signal(int signal) => Assert.Equal(0, Signals.Send(_process.Id, signal));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private async Task EndAsync(int signal)
    {
        if (!Ended.IsCompleted)
        {
            _ = Signals.Send(_process.Id, signal);
            await Ended.WaitAsync(s_patience);
        }
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        ProcessGuard.Forget(_process.Id);
        return _process.ExitCode;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        TaskCompletionSource changed;
        lock (_gate)
        {
            _lines.Add(line.Data);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Signals of Linux and macOS.</summary>
    internal static partial class Signals
    {
        public const int Interrupt = 2;
        public const int Kill = 9;
        public const int Terminate = 15;

        public static int Stop { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

        public static int Continue { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

        [LibraryImport("libc", EntryPoint = "kill")]
        public static partial int Send(int process, int signal);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A server as a child process. Its output is kept, and starting it waits for the line that says it is ready.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _readyLine;
    private bool _started;

    private ServerProcess(ProcessStartInfo start, string readyLine)
    {
        _readyLine = readyLine;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{start.FileName} ended before it was ready:\n{Output}"));
    }

    /// <summary>What it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int Id => _process.Id;

    /// <summary>Starts a server.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="readyLine">Part of the line that it prints when it takes connections.</param>
    /// <param name="input">What it reads from its standard input; null for nothing.</param>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, string readyLine, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var server = new ServerProcess(start, readyLine);
        try
        {
            server._started = server._process.Start();
            server._process.BeginOutputReadLine();
            server._process.BeginErrorReadLine();
            await server._process.StandardInput.WriteAsync(input);
            server._process.StandardInput.Close();
            await server._ready.Task.WaitAsync(s_patience);
            return server;
        }
        catch
        {
            if (server._started)
            {
                await server.DisposeAsync();
            }

            throw;
        }
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
        if (!_process.HasExited)
        {
            _ = Signals.Send(_process.Id, signal);
            await _process.WaitForExitAsync().WaitAsync(s_patience);
        }
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }

        if (line.Data?.Contains(_readyLine, StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
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

using System.Diagnostics;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>The built program as its users meet it: a process with two output streams and an exit code.</summary>
internal static class NegsimProcess
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "negsim.exe" : "negsim");

    /// <summary>The folder that holds the solution.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
    }

    public static string Scenario(string name) => Path.Combine(Root, "scenarios", name);

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<Called> CallAsync(params string[] arguments)
    {
        using var process = Start(s_program, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments) => Start(s_program, arguments);

    /// <summary>Starts it under a limit on the size of files, in blocks of 1,024 bytes; the runtime's own memory-mapped files, which the limit would hit too, are switched off.</summary>
    public static Process StartLimited(int blocks, params string[] arguments) =>
        Start("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f $0 && DOTNET_EnableWriteXorExecute=0 exec \"$@\"", blocks.ToString(System.Globalization.CultureInfo.InvariantCulture), s_program, .. arguments]);

    /// <summary>Starts it under a limit on processor time; over it the process is killed.</summary>
    public static Process StartTimed(int seconds, params string[] arguments) =>
        Start("/bin/bash", ["-c", "ulimit -t $0 && exec \"$@\"", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), s_program, .. arguments]);

    /// <summary>Starts it where it may have so many files open at a time.</summary>
    public static Process StartWithFiles(int files, params string[] arguments) =>
        Start("/bin/bash", ["-c", "ulimit -n $0 && exec \"$@\"", files.ToString(System.Globalization.CultureInfo.InvariantCulture), s_program, .. arguments]);

    /// <summary>Starts it in a shell on a terminal of 80 columns (Linux's <c>script</c> makes one), and waits for its end; the output is what the terminal was sent.</summary>
    /// <param name="command">Arguments and redirections, as the shell reads them.</param>
    /// <param name="variables">Variables of the environment, <c>NAME=value</c>, beside the type of a common terminal.</param>
    public static async Task<Called> CallOnATerminalAsync(string command, params string[] variables)
    {
        using var process = Start("/usr/bin/script", ["-qec", $"stty cols 80; env -u NO_COLOR TERM=xterm-256color {string.Join(' ', variables)} '{s_program}' {command}", "/dev/null"]);
        return await EndAsync(process);
    }

    /// <summary>Starts it in a shell, and waits for the end of both; the first program of a pipe that fails is what failed.</summary>
    /// <param name="command">Arguments and redirections, as the shell reads them.</param>
    public static async Task<Called> CallInAShellAsync(string command)
    {
        using var process = Start("/bin/bash", ["-o", "pipefail", "-c", $"'{s_program}' {command}"]);
        return await EndAsync(process);
    }

    /// <summary>Waits for its end.</summary>
    public static async Task<Called> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Called(process.ExitCode, await output, await error);
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Remove("COLUMNS");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

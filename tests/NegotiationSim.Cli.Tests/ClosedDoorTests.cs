using System.Diagnostics;
using System.Runtime.Versioning;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>A run on one machine lets no one in: nothing waits for connections, and another user's process gets nothing and changes nothing.</summary>
public sealed class ClosedDoorTests(SharedSilo program)
{
    private static readonly string s_scenario = NegsimProcess.Scenario("truce-for-aid.yaml");

    [Theory]
    [InlineData("montecarlo", "--runs", "300")]
    [LongInlineData("run", "--seed", "7")]
    [LongInlineData("compare", "--what-if", "calendar.rounds=4", "--runs", "300")]
    public async Task WhilePlaying_AnyCommand_NothingListens(string command, params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets are looked up under /proc");
        using var process = NegsimProcess.Start([command, s_scenario, "--json", .. options]);
        var ended = NegsimProcess.EndAsync(process);
        var seen = new HashSet<string>();
        while (!ended.IsCompleted)
        {
            seen.UnionWith(OpenSockets.Of(process.Id));
            await Task.WhenAny(ended, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        Assert.Equal(ExitCode.Done, (await ended).ExitCode);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData("montecarlo", "--runs", "2000")]
    [LongInlineData("compare", "--what-if", "calendar.rounds=4", "--runs", "2000")]
    public async Task WhilePlaying_StrangerOfAnotherUser_LearnsAndChangesNothing(string command, params string[] options)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there is no other user to act as");
            return;
        }

        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/bin/setpriv"), "to act as another user takes root and setpriv");
        string[] arguments = [command, s_scenario, "--json", .. options];
        var undisturbed = program.CallAsync(arguments);
        using var process = NegsimProcess.Start(arguments);
        var ended = NegsimProcess.EndAsync(process);

        // Whatever listens, and the port by which a silo calls itself.
        var ports = new SortedSet<int> { 1 };
        for (var look = 0; look < 200 && ports.Count == 1 && !ended.IsCompleted; look++)
        {
            ports.UnionWith(OpenSockets.Of(process.Id).Select(OpenSockets.Port).Where(port => port > 0));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var stranger = await StrangerAsync(["-", .. ports.Select(port => port.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

        Assert.Equal("", stranger);
        Assert.Equal(await undisturbed, await ended);
        Assert.Equal((ExitCode.Done, ""), ((await ended).ExitCode, (await ended).Error));
    }

    private const UnixFileMode ForAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>What the stranger got, a line for each thing; it runs as <c>nobody</c>, from a copy that this user can read.</summary>
    [UnsupportedOSPlatform("windows")]
    private static async Task<string> StrangerAsync(string[] arguments)
    {
        var place = Directory.CreateTempSubdirectory();
        try
        {
            File.SetUnixFileMode(place.FullName, ForAll);
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) || file.Contains("Stranger", StringComparison.Ordinal)))
            {
                var copy = Path.Combine(place.FullName, Path.GetFileName(file));
                File.Copy(file, copy);
                File.SetUnixFileMode(copy, ForAll);
            }

            var start = new ProcessStartInfo("/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", Path.Combine(place.FullName, "NegotiationSim.Stranger.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            };
            start.Environment["HOME"] = place.FullName;
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var called = await NegsimProcess.EndAsync(process);
            Assert.SkipWhen(called.ExitCode == 126 || called.ExitCode == 127, $"another user cannot start a program here: {called.Error}");
            Assert.Equal((0, ""), (called.ExitCode, called.Error));
            return called.Output;
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }
}

using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>The built program on a disk that is full: exit code 1, what was played is told, and the next command finds nothing in its way. A limit on the size of files stands in for the disk.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Experiment experiment = new();
    private readonly SharedSilo program;

    public FullDiskTests(SharedSilo program)
    {
        this.program = program;
        Assert.SkipUnless(File.Exists("/bin/bash") && OperatingSystem.IsLinux(), "there is no bash to set a limit with");
    }

    public void Dispose() => experiment.Dispose();

    [Theory]
    [InlineData("montecarlo")]
    [LongInlineData("compare --what-if actors.p0.no_deal=0")]
    [InlineData("export --to genius")]
    public async Task Out_NoRoomAtTheStart_ReturnsOneAndLeavesNothing(string command)
    {
        string[] words = command.Split(' ');
        string[] arguments = [words[0], words[0] == "export" ? NegsimProcess.Scenario("truce-for-aid.yaml") : experiment.Narrow, .. words[1..], "--out", experiment.Out, "--quiet", .. words[0] == "export" ? Array.Empty<string>() : ["--runs", "300"]];
        using (var process = NegsimProcess.StartLimited(0, arguments))
        {
            var called = await NegsimProcess.EndAsync(process);
            Assert.Equal((ExitCode.Failed, ""), (called.ExitCode, called.Output));
            Assert.Matches($"negsim: '{experiment.Out}.*' cannot be written: .+\n$", called.Error);
        }

        Assert.False(Directory.Exists(experiment.Out) && Directory.EnumerateFileSystemEntries(experiment.Out).Any());
        Assert.Equal(ExitCode.Done, (await program.CallAsync(arguments)).ExitCode);
    }

    [Fact]
    public async Task Compare_NoRoomForTheResult_TellsItAndResumes()
    {
        string[] arguments = ["compare", experiment.Narrow, "--what-if", "actors.p0.no_deal=0", "--runs", "300", "--json", "--out", experiment.Out];
        Called full;
        using (var process = NegsimProcess.StartLimited(1, arguments))
        {
            full = await NegsimProcess.EndAsync(process);
        }

        Assert.Equal(ExitCode.Failed, full.ExitCode);
        Assert.Contains("comparison.json' cannot be written: ", full.Error, StringComparison.Ordinal);
        Assert.Contains($"'negsim resume {experiment.Out}' goes on from there", full.Error, StringComparison.Ordinal);
        Assert.Equal(new Called(ExitCode.Done, full.Output, ""), await program.CallAsync("resume", experiment.Out, "--json"));
        Assert.Equal(full.Output, await File.ReadAllTextAsync(experiment.In("comparison.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("schema", ">/dev/full", ExitCode.Failed)]
    [LongInlineData("run SCENARIO", ">/dev/full", ExitCode.Failed)]
    [InlineData("run SCENARIO --json", ">/dev/full", ExitCode.Failed)]
    [LongInlineData("montecarlo SCENARIO --runs 100", ">/dev/full", ExitCode.Failed)]
    [LongInlineData("run none.yaml", "2>/dev/full", ExitCode.WrongInput)]
    [InlineData("montecarlo none.yaml --runs 5", "2>/dev/full", ExitCode.WrongInput)]
    [InlineData("rnu", "2>/dev/full", ExitCode.WrongInput)]
    [InlineData("schema", "| head -1 >/dev/null", ExitCode.Done)]
    [LongInlineData("montecarlo SCENARIO --runs 100 --json", "| head -1 >/dev/null", ExitCode.Done)]
    public async Task Program_StreamThatTakesNothing_EndsWithoutATrace(string command, string redirection, int code)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var called = await NegsimProcess.CallInAShellAsync(command.Replace("SCENARIO", $"'{NegsimProcess.Scenario("truce-for-aid.yaml")}'", StringComparison.Ordinal) + " " + redirection);
        Assert.Equal((code, ""), (called.ExitCode, called.Output));
        Assert.Equal(code == ExitCode.Failed ? 1 : 0, called.Error.Count(c => c == '\n'));
    }
}

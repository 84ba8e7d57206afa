using System.Text.RegularExpressions;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>What is no scenario file is refused with one error, at once, and keeps nobody from checking the files beside it.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("negsim-input-").FullName;

    private static string Sound => NegsimProcess.Scenario("truce-for-aid.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Validate_FilesOfEveryKind_AreAllChecked()
    {
        string[] wrong =
        [
            In("missing.yaml"), "", _folder, Pipe("pipe.yaml"), Link("link.yaml", In("pipe.yaml")), Link("circle.yaml", In("circle.yaml")), "/dev/zero", "/dev/null",
            Written("empty.yaml", []), Written("binary.yaml", [0xff, 0xfe, 0, 1]), Written("large.yaml", new byte[5 << 20]), Written("nul.yaml", [0]), In("no/such/folder.yaml"),
        ];

        var called = await NegsimProcess.CallAsync(["validate", .. wrong, Sound]);

        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.Equal(wrong.Select(file => $"{file}:1"), called.Error.TrimEnd('\n').Split('\n').Select(line => line[..(line.IndexOf(":1:", StringComparison.Ordinal) + 2)]));
        Assert.StartsWith($"{Sound}: valid", called.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("analyze")]
    [InlineData("montecarlo", "--runs", "10")]
    [InlineData("compare", "--runs", "10", "--what-if", "calendar.rounds=1")]
    [InlineData("export", "--to", "genius", "--out", "none")]
    [InlineData("import", "--from", "genius")]
    [InlineData("import", "--from", "geniusweb")]
    public async Task Command_PipeNobodyWritesTo_IsRefused(params string[] arguments)
    {
        var pipe = Pipe("pipe.xml");

        var called = await NegsimProcess.CallAsync([.. arguments, pipe]);

        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Matches($"^{Regex.Escape(pipe)}:1:1: error: [^\n]*a pipe[^\n]*; name [^\n]*\n$", called.Error);
    }

    [Fact]
    public async Task Import_FolderWithAPipe_DoesNotWait()
    {
        Pipe("pipe.xml");

        var called = await NegsimProcess.CallAsync("import", "--from", "genius", _folder);

        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.Contains("pipe", called.Error, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Pipe(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes of a file system");
        using var made = System.Diagnostics.Process.Start("mkfifo", In(name));
        made.WaitForExit();
        return In(name);
    }

    private string Link(string name, string target)
    {
        File.CreateSymbolicLink(In(name), target);
        return In(name);
    }

    private string Written(string name, byte[] content)
    {
        File.WriteAllBytes(In(name), content);
        return In(name);
    }
}

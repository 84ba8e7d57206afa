using System.Diagnostics;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>What a command writes is written whole or not at all, and never over what it was made of.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OutputSafetyTests : IDisposable
{
    private const string Domain = "<negotiation_template><utility_space><objective index=\"0\"><issue index=\"1\" name=\"Lease\"><item index=\"1\" value=\"yes\"/><item index=\"2\" value=\"no\"/></issue></objective></utility_space></negotiation_template>";
    private const string Profile = "<utility_space><objective index=\"0\"><issue index=\"1\" name=\"Lease\"><item index=\"1\" value=\"yes\" evaluation=\"1\"/><item index=\"2\" value=\"no\" evaluation=\"2\"/></issue><weight index=\"1\" value=\"1\"/></objective></utility_space>";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public OutputSafetyTests()
    {
        Directory.CreateDirectory(At("job"));
        File.WriteAllText(At("job", "domain.xml"), Domain);
        File.WriteAllText(At("job", "a.xml"), Profile);
        File.WriteAllText(At("job", "b.xml"), Profile);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("job/a.xml")]
    [InlineData("job/./a.xml")]
    [InlineData("job/../job/a.xml")]
    [InlineData("link.yaml")]
    [InlineData("jobs/a.xml")]
    [InlineData("hard.yaml")]
    public async Task Import_OutIsAnInputUnderWhateverName_IsRefused(string output)
    {
        File.CreateSymbolicLink(At("link.yaml"), At("job", "a.xml"));
        Directory.CreateSymbolicLink(At("jobs"), At("job"));
        await RunAsync("ln", At("job", "a.xml"), At("hard.yaml"));

        foreach (var inputs in new string[][] { [At("job")], [At("jobs")], [At("job", "domain.xml"), At("job", "a.xml"), At("job", "b.xml")] })
        {
            var called = await Negsim.CallAsync(["import", .. inputs, "--from", "genius", "--out", Path.Combine(folder.FullName, output)]);
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.Contains("is one of the files that are read", called.Error, StringComparison.Ordinal);
        }

        Assert.Equal(Profile, await File.ReadAllTextAsync(At("job", "a.xml"), TestContext.Current.CancellationToken));
        Assert.Equal(["a.xml", "b.xml", "domain.xml"], Directory.GetFileSystemEntries(At("job")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_OutIsAnOlderFile_ReplacesItAndKeepsItsPermissions()
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await File.WriteAllTextAsync(At("job.yaml"), "old", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(At("job.yaml"), Mine);
        File.CreateSymbolicLink(At("link.yaml"), At("job.yaml"));

        var called = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", At("link.yaml"));

        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.StartsWith("# Imported", await File.ReadAllTextAsync(At("job.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(At("job.yaml"), new FileInfo(At("link.yaml")).LinkTarget);
        Assert.Equal(Mine, File.GetUnixFileMode(At("job.yaml")));
        Assert.Equal(["job", "job.yaml", "link.yaml"], Left());
    }

    [Fact]
    public async Task Import_OntoAFullDevice_FailsWithOne()
    {
        var called = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", "/dev/full");

        Assert.Equal((ExitCode.Failed, ""), (called.ExitCode, called.Output));
        Assert.StartsWith("negsim: '/dev/full' cannot be written: ", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ToADevice_IsWritten() =>
        Assert.Equal(ExitCode.Done, (await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", "/dev/null")).ExitCode);

    [Fact]
    public async Task Import_FromAPipe_IsRefusedAtOnce()
    {
        await RunAsync("mkfifo", At("job", "c.xml"));

        var named = await Negsim.CallAsync("import", At("job", "domain.xml"), At("job", "a.xml"), At("job", "c.xml"), "--from", "genius");
        Assert.Equal((ExitCode.WrongInput, $"{At("job", "c.xml")}:1:1: error: this file is a folder, a pipe or a device; name a file\n"), (named.ExitCode, named.Error));

        var beside = await Negsim.CallAsync("import", At("job"), "--from", "genius");
        Assert.Equal((ExitCode.Done, $"{At("job", "c.xml")}:1:1: warning: this file of the folder is a folder, a pipe or a device; it is left out\n"), (beside.ExitCode, beside.Error));
    }

    /// <summary>Two blocks of 1,024 bytes are fewer than the template has.</summary>
    [Theory]
    [InlineData("new", "mine.yaml")]
    [InlineData("import", "job", "--from", "genius", "--out", "mine.yaml")]
    [InlineData("export", "FLAGSHIP", "--to", "genius", "--out", "xml")]
    public async Task Write_DiskIsFull_LeavesNoFileAndReturnsOne(params string[] arguments)
    {
        string[] places = ["mine.yaml", "job", "xml"];
        var before = Left();
        var full = arguments.Select(argument => places.Contains(argument) ? At(argument) : argument == "FLAGSHIP" ? NegsimProcess.Scenario("kerry-lavrov-2016.yaml") : argument);
        using var process = NegsimProcess.StartLimited(arguments[0] == "import" ? 0 : 1, [.. full]);
        var called = await NegsimProcess.EndAsync(process);

        Assert.Equal((ExitCode.Failed, ""), (called.ExitCode, called.Output));
        Assert.Contains("cannot be written: ", called.Error, StringComparison.Ordinal);
        Assert.Equal(before, Left().Where(name => name != "xml"));
        Assert.False(Directory.Exists(At("xml")) && Directory.EnumerateFileSystemEntries(At("xml")).Any());
    }

    [Fact]
    public async Task New_LinkToNothing_IsThereAlready()
    {
        File.CreateSymbolicLink(At("link.yaml"), At("nowhere.yaml"));
        var called = await Negsim.CallAsync("new", At("link.yaml"));
        Assert.Equal((ExitCode.WrongInput, $"negsim: '{At("link.yaml")}' is there already; new writes over nothing\n"), (called.ExitCode, called.Error));
        Assert.Equal(["job", "link.yaml"], Left());
    }

    /// <summary>With a value without quotes the file is not XML, and reading it took time in the square of its attributes: 40 s of processor time.</summary>
    [Theory]
    [InlineData("b=1")]
    [InlineData("b=\"1\"")]
    public async Task Import_HundredThousandsOfAttributes_TakesSeconds(string first)
    {
        var attributes = string.Concat(Enumerable.Range(0, 600_000).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $" a{i:x}=\"\"")));
        await File.WriteAllTextAsync(At("job", "c.xml"), $"<utility_space {first}{attributes}/>", TestContext.Current.CancellationToken);
        using var process = NegsimProcess.StartTimed(20, "import", At("job"), "--from", "genius");
        var called = await NegsimProcess.EndAsync(process);

        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.Contains("the profile has no issue 1", called.Error, StringComparison.Ordinal);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private IEnumerable<string?> Left() => [.. Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private string At(params string[] parts) => Path.Combine([folder.FullName, .. parts]);
}
